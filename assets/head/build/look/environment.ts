import sharp from "sharp";

import { StudioRadianceToRef } from "./studio.js";

/** Pixels of a cube face's side. */
const FaceSize = 128;
/** Babylon's default: mip = log2(face size * roughness^2) * scale. */
const LodGenerationScale = 0.8;
const MagicBytes = [0x86, 0x16, 0x87, 0x96, 0xf6, 0xd6, 0x96, 0x36];

/** Cube faces in the order +x, -x, +y, -y, +z, -z; s to the right and t down, both -1..1. */
const FaceDirections: readonly ((s: number, t: number) => [number, number, number])[] = [
    (s, t) => [1, -t, -s],
    (s, t) => [-1, -t, s],
    (s, t) => [s, 1, t],
    (s, t) => [s, -1, -t],
    (s, t) => [s, -t, 1],
    (s, t) => [-s, -t, -1],
];

/** Babylon mirrors z when a right-handed scene reads a cube, so the cube holds the studio mirrored. */
function CubeRadianceToRef(x: number, y: number, z: number, result: Float64Array): void {
    StudioRadianceToRef(x, y, -z, result);
}

/** Van der Corput's sequence in base 2. */
function RadicalInverse(index: number): number {
    let bits = index;
    bits = ((bits << 16) | (bits >>> 16)) >>> 0;
    bits = (((bits & 0x55555555) << 1) | ((bits & 0xaaaaaaaa) >>> 1)) >>> 0;
    bits = (((bits & 0x33333333) << 2) | ((bits & 0xcccccccc) >>> 2)) >>> 0;
    bits = (((bits & 0x0f0f0f0f) << 4) | ((bits & 0xf0f0f0f0) >>> 4)) >>> 0;
    bits = (((bits & 0x00ff00ff) << 8) | ((bits & 0xff00ff00) >>> 8)) >>> 0;
    return bits / 4294967296;
}

/** Light directions about +z with weights, for a GGX lobe seen along its normal. */
function GgxLobe(alpha: number, count: number): Float64Array {
    const samples = new Float64Array(count * 4);
    for (let i = 0; i < count; i++) {
        const u = (i + 0.5) / count;
        const phi = 2 * Math.PI * RadicalInverse(i);
        const cosHalf = Math.sqrt((1 - u) / (1 + (alpha * alpha - 1) * u));
        const sinHalf = Math.sqrt(1 - cosHalf * cosHalf);
        const cosLight = 2 * cosHalf * cosHalf - 1;
        const sinLight = 2 * cosHalf * sinHalf;
        samples.set([sinLight * Math.cos(phi), sinLight * Math.sin(phi), cosLight, Math.max(0, cosLight)], i * 4);
    }
    return samples;
}

/** Radiance filtered by a lobe about a unit direction. */
function FilterToRef(x: number, y: number, z: number, lobe: Float64Array, scratch: Float64Array, result: Float64Array): void {
    const sign = z >= 0 ? 1 : -1;
    const a = -1 / (sign + z);
    const b = x * y * a;
    const tangent = [1 + sign * x * x * a, sign * b, -sign * x];
    const bitangent = [b, sign + y * y * a, -y];
    let weights = 0;
    result.fill(0);
    for (let i = 0; i < lobe.length; i += 4) {
        const weight = lobe[i + 3];
        if (weight <= 0) {
            continue;
        }
        const u = lobe[i];
        const v = lobe[i + 1];
        const w = lobe[i + 2];
        CubeRadianceToRef(
            u * tangent[0] + v * bitangent[0] + w * x,
            u * tangent[1] + v * bitangent[1] + w * y,
            u * tangent[2] + v * bitangent[2] + w * z,
            scratch,
        );
        for (let c = 0; c < 3; c++) {
            result[c] += scratch[c] * weight;
        }
        weights += weight;
    }
    for (let c = 0; c < 3; c++) {
        result[c] /= weights;
    }
}

/** Encodes linear RGB as Babylon's RGBD: gamma 2.2 colour times a divisor in alpha. */
function WriteRgbd(color: Float64Array, pixels: Buffer, offset: number): void {
    const largest = Math.max(color[0], color[1], color[2], 1e-6);
    const divisor = Math.min(1, Math.max(1, Math.floor(Math.max(255 / largest, 1))) / 255);
    for (let c = 0; c < 3; c++) {
        pixels[offset + c] = Math.round(255 * Math.min(1, Math.pow(Math.max(0, color[c] * divisor), 1 / 2.2)));
    }
    pixels[offset + 3] = Math.round(divisor * 255);
}

/**
 * The manifest's irradiance polynomial, from the radiance's spherical harmonics up to order 2 convolved with the cosine lobe.
 * Source: Ramamoorthi and Hanrahan, "An Efficient Representation for Irradiance Environment Maps" (2001).
 */
function IrradiancePolynomial(): Record<string, number[]> {
    const harmonics = Array.from({ length: 9 }, () => [0, 0, 0]);
    const color = new Float64Array(3);
    const count = 60000;
    for (let i = 0; i < count; i++) {
        const y = 1 - (2 * (i + 0.5)) / count;
        const phi = i * Math.PI * (3 - Math.sqrt(5));
        const x = Math.sqrt(1 - y * y) * Math.cos(phi);
        const z = Math.sqrt(1 - y * y) * Math.sin(phi);
        CubeRadianceToRef(x, y, z, color);
        const basis = [
            0.282095,
            0.488603 * x,
            0.488603 * y,
            0.488603 * z,
            1.092548 * y * z,
            1.092548 * z * x,
            1.092548 * x * y,
            0.315392 * (3 * z * z - 1),
            0.546274 * (x * x - y * y),
        ];
        basis.forEach((value, k) => {
            for (let c = 0; c < 3; c++) {
                harmonics[k][c] += (value * color[c] * 4 * Math.PI) / count;
            }
        });
    }
    const term = (k: number, factor: number) => harmonics[k].map((value) => value * factor);
    const add = (...terms: number[][]) => [0, 1, 2].map((c) => terms.reduce((sum, t) => sum + t[c], 0));
    // The cosine lobe over pi has the factors 1, 2/3 and 1/4. They stand here squared: Babylon takes one of them out again when it turns the
    // polynomial into harmonics. The constants go to xx, yy and zz, as x^2 + y^2 + z^2 = 1.
    const [band1, band2] = [4 / 9, 1 / 16];
    const constant = add(term(0, 0.282095), term(7, -0.315392 * band2));
    return {
        x: term(1, 0.488603 * band1),
        y: term(2, 0.488603 * band1),
        z: term(3, 0.488603 * band1),
        xx: add(constant, term(8, 0.546274 * band2)),
        yy: add(constant, term(8, -0.546274 * band2)),
        zz: add(constant, term(7, 3 * 0.315392 * band2)),
        yz: term(4, 1.092548 * band2),
        zx: term(5, 1.092548 * band2),
        xy: term(6, 1.092548 * band2),
    };
}

/** One face of one mip as PNG bytes; the rows run upwards, as Babylon's reader decodes a face into a render target. */
async function EncodeFaceAsync(face: number, size: number, lobe: Float64Array | null): Promise<Buffer> {
    const pixels = Buffer.alloc(size * size * 4);
    const color = new Float64Array(3);
    const scratch = new Float64Array(3);
    for (let row = 0; row < size; row++) {
        for (let column = 0; column < size; column++) {
            const [x, y, z] = FaceDirections[face]((2 * (column + 0.5)) / size - 1, 1 - (2 * (row + 0.5)) / size);
            const length = Math.hypot(x, y, z);
            if (lobe) {
                FilterToRef(x / length, y / length, z / length, lobe, scratch, color);
            } else {
                CubeRadianceToRef(x / length, y / length, z / length, color);
            }
            WriteRgbd(color, pixels, (row * size + column) * 4);
        }
    }
    return await sharp(pixels, { raw: { width: size, height: size, channels: 4 } })
        .png({ compressionLevel: 9 })
        .toBuffer();
}

/**
 * The photo booth's image-based light as a prefiltered Babylon `.env` (version 2): our own studio, GGX lobes and an irradiance polynomial, on the CPU.
 * @returns the file's bytes, the same at each call; takes about 2 s
 */
export async function BuildEnvironmentAsync(): Promise<Buffer> {
    const faces: Buffer[] = [];
    for (let mip = 0, size = FaceSize; size >= 1; mip++, size >>= 1) {
        const alpha = Math.min(1, Math.pow(2, mip / LodGenerationScale) / FaceSize);
        const lobe = mip === 0 ? null : GgxLobe(alpha, mip < 3 ? 128 : 512);
        for (let face = 0; face < 6; face++) {
            faces.push(await EncodeFaceAsync(face, size, lobe));
        }
    }
    let position = 0;
    const mipmaps = faces.map((face) => {
        const entry = { length: face.length, position };
        position += face.length;
        return entry;
    });
    const manifest = {
        version: 2,
        width: FaceSize,
        imageType: "image/png",
        irradiance: IrradiancePolynomial(),
        specular: { mipmaps, lodGenerationScale: LodGenerationScale },
    };
    return Buffer.concat([Buffer.from(MagicBytes), Buffer.from(JSON.stringify(manifest)), Buffer.from([0]), ...faces]);
}
