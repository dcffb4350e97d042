import { FaceCreatorError } from "../face/faceCreatorError.js";

/**
 * SHA-256 of bytes, by the browser.
 * @param data the bytes
 * @returns lower-case hexadecimal
 * @throws FaceCreatorError E_NETWORK_FILE outside a secure context (https, localhost), where browsers do not offer it
 */
export async function Sha256Async(data: ArrayBuffer): Promise<string> {
    if (globalThis.crypto?.subtle === undefined) {
        throw new FaceCreatorError(
            "E_NETWORK_FILE",
            "network files cannot be checked on",
            "an insecure page",
            "serve the page over https or localhost",
        );
    }
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
