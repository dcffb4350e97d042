import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IRigPiece } from "./rigFile.types.js";

/**
 * Fetches a piece of a head and checks that it is the one that the rig file names: of the size and, where the page is secure (https, localhost),
 * of the hash.
 * @param url its URL
 * @param piece its entry in the rig file
 * @returns its bytes
 * @throws FaceCreatorError E_READ where it does not load, E_RIG_FORMAT where it is another file
 */
export async function FetchPieceAsync(url: string, piece: Pick<IRigPiece, "bytes" | "sha256">): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await FetchAsync(url);
    if (bytes.byteLength !== piece.bytes || !(await HasHashAsync(bytes, piece.sha256))) {
        throw new FaceCreatorError(
            "E_RIG_FORMAT",
            "a file of the head is not the one that its rig file names:",
            url,
            "serve both of the same build, and empty caches between",
        );
    }
    return bytes;
}

/**
 * Fetches a file of a head.
 * @param url its URL
 * @returns its bytes
 * @throws FaceCreatorError E_READ where it does not load
 */
export async function FetchAsync(url: string): Promise<Uint8Array<ArrayBuffer>> {
    let reason: string;
    try {
        const response = await fetch(url);
        if (response.ok) {
            return new Uint8Array(await response.arrayBuffer());
        }
        reason = `status ${response.status}`;
    } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
    }
    throw new FaceCreatorError("E_READ", "an option of the head did not load", url, `check the connection and try again (${reason})`);
}

async function HasHashAsync(bytes: Uint8Array<ArrayBuffer>, sha256: string): Promise<boolean> {
    // Browsers give it to secure pages only.
    const subtle = (globalThis.crypto as Crypto | undefined)?.subtle as SubtleCrypto | undefined;
    if (!subtle) {
        return true;
    }
    const digest = new Uint8Array(await subtle.digest("SHA-256", bytes));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") === sha256;
}
