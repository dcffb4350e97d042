import { FaceCreatorError } from "../face/faceCreatorError.js";

/**
 * Fetches a file of a network.
 * @param url absolute URL
 * @returns its bytes
 * @throws FaceCreatorError E_READ where it does not load
 */
export async function FetchBytesAsync(url: string): Promise<ArrayBuffer> {
    let status: string;
    try {
        const response = await fetch(url);
        if (response.ok) {
            return await response.arrayBuffer();
        }
        status = `HTTP ${response.status}`;
    } catch (error) {
        status = error instanceof Error ? error.message : String(error);
    }
    throw new FaceCreatorError("E_READ", "cannot load the network file", url, `serve the networks folder there (${status})`);
}
