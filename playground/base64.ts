/**
 * Bytes of a base64 text.
 * @param text the text
 * @returns the bytes
 */
export function FromBase64(text: string): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/**
 * Bytes as base64.
 * @param bytes the bytes
 * @returns the text
 */
export function ToBase64(bytes: Uint8Array | Uint8ClampedArray): string {
    let text = "";
    for (let i = 0; i < bytes.length; i += 0x8000) {
        text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
    }
    return btoa(text);
}
