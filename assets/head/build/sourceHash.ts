import { createHash } from "node:crypto";
import { type ISourceFace } from "./source.types.js";

/**
 * SHA-256 of buffers one after the other.
 * @param buffers the bytes
 * @returns lower-case hexadecimal
 */
export function HashBuffers(...buffers: readonly Uint8Array[]): string {
    const hash = createHash("sha256");
    buffers.forEach((buffer) => hash.update(buffer));
    return hash.digest("hex");
}

/**
 * Throws unless a hash is as listed.
 * @param what named in the error
 * @param wanted hash in source.json
 * @param found hash of the installed package
 */
export function ExpectHash(what: string, wanted: string, found: string): void {
    if (wanted !== found) {
        throw new Error(`head source: ${what} does not have the proven hash: wanted ${wanted}, found ${found}`);
    }
}

/** Nearest integer, halves away from zero; the small term undoes the binary rounding of decimal input. */
function Quantise(value: number, scale: number): number {
    const magnitude = Math.floor(Math.abs(value) * scale + 0.5 + 1e-9);
    return value < 0 ? 0 - magnitude : magnitude;
}

function Int32Bytes(numbers: readonly number[]): Buffer {
    const bytes = Buffer.alloc(numbers.length * 4);
    numbers.forEach((number, i) => bytes.writeInt32LE(number, i * 4));
    return bytes;
}

/**
 * Positions in units of 1e-4 dm.
 * @param positions decimetres
 * @returns Int32, little-endian
 */
export function PositionBytes(positions: readonly number[]): Buffer {
    return Int32Bytes(positions.map((p) => Quantise(p, 1e4)));
}

/**
 * Texture coordinates with 5 significant digits in units of 1e-6.
 * @param uvs u, v, u, v, ...
 * @returns Int32, little-endian
 */
export function UvBytes(uvs: readonly number[]): Buffer {
    return Int32Bytes(uvs.map((t) => Quantise(Number(t.toPrecision(5)), 1e6)));
}

/**
 * Corner count, vertex numbers and UV numbers of every face.
 * @param faces the faces
 * @returns Int32, little-endian
 */
export function FaceBytes(faces: readonly ISourceFace[]): Buffer {
    return Int32Bytes(faces.flatMap(({ corners, uvs }) => [corners.length, ...corners, ...uvs]));
}

/**
 * References, weights and offsets of a fitted mesh; a reference of weight 0 counts as vertex 0.
 * @param references three base vertices a vertex
 * @param weights three weights a vertex
 * @param offsets decimetres
 * @returns Int32, little-endian
 */
export function ProxyBytes(references: readonly number[][], weights: readonly number[][], offsets: readonly number[][]): Buffer {
    return Int32Bytes(
        references.flatMap((vertices, i) => {
            const w = weights[i].map((value) => Quantise(value, 1e5));
            return [...vertices.map((v, k) => (w[k] === 0 ? 0 : v)), ...w, ...offsets[i].map((o) => Quantise(o, 1e5))];
        }),
    );
}
