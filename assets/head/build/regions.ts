import { Islands, type IAnatomy } from "./anatomy.js";
import { Interpolate } from "./average.js";
import { type ILookRegions } from "./lookGeometry.types.js";
import { ApplyOperator, type IOperator } from "./operator.js";
import { type ISource } from "./source.types.js";

/** Half width of the nose seen from the front, by height; decimetres on the average face. */
const NoseOutline: readonly (readonly [number, number])[] = [
    [6.882, 0],
    [6.89, 0.05],
    [6.91, 0.13],
    [6.935, 0.172],
    [6.96, 0.186],
    [7.03, 0.186],
    [7.08, 0.165],
    [7.14, 0.125],
    [7.22, 0.1],
    [7.3, 0.078],
    [7.36, 0.06],
    [7.38, 0],
];

/** Height of the hairline by azimuth about the head's axis (0 front, pi back); decimetres on the average face. */
const Hairline: readonly (readonly [number, number])[] = [
    [0, 8.03],
    [0.3, 8.03],
    [0.5, 8.0],
    [0.66, 7.9],
    [0.8, 7.72],
    [0.95, 7.55],
    [1.1, 7.42],
    [1.22, 7.2],
    [1.32, 7.12],
    [1.42, 7.3],
    [1.55, 7.42],
    [1.85, 7.42],
    [2.0, 7.2],
    [2.2, 6.9],
    [2.5, 6.78],
    [3.1416, 6.74],
];

function Clamp01(x: number): number {
    return Math.max(0, Math.min(1, x));
}

/** Nose weight of a point of the average face, 0.5 on the outline; also used texel by texel. */
export function NoseWeight(x: number, y: number, z: number): number {
    const inside = Interpolate(NoseOutline, y) - Math.abs(x);
    const below = Math.min(y - NoseOutline[0][0], NoseOutline[NoseOutline.length - 1][0] - y);
    return z > 0.6 ? Clamp01(0.5 + Math.min(inside, below) / 0.06) : 0;
}

/** Hair-bearing weight of a point of the average face, 0.5 at the hairline. */
export function ScalpWeight(x: number, y: number, z: number): number {
    const azimuth = Math.atan2(Math.abs(x), z - 0.3);
    return Clamp01(0.5 + (y - Interpolate(Hairline, azimuth)) / 0.24);
}

/** Neck weight of a point of the average face, 0.5 at the jaw line. */
export function NeckWeight(y: number, z: number): number {
    return Clamp01(0.5 + (6.265 + (1.28 - z) * 0.42 - y) / 0.1);
}

/** Edge loop of the border of the lips' red: on the ridge of the lips. */
const BorderRing = 7.3;

/** Lip weight by edge loop. */
function LipWeight(ring: number): number {
    return ring < 0 ? 0 : Clamp01(0.5 + (BorderRing - ring) * 0.5);
}

/**
 * Region weights of the head's vertices.
 * @param source verified source
 * @param anatomy control mesh
 * @param operator from base vertices to the head's vertices
 * @param positions head's vertices, decimetres
 * @param brow points of a brow, decimetres
 * @returns one weight a head vertex and region
 */
export function BuildRegions(
    source: ISource,
    anatomy: IAnatomy,
    operator: IOperator,
    positions: Float32Array,
    brow: Float32Array,
): ILookRegions {
    const { mouthRing, mouthSide, eyeRing } = anatomy;
    const base = (weight: (v: number) => number): Float32Array =>
        ApplyOperator(
            operator,
            Float32Array.from({ length: source.count }, (_, v) => weight(v)),
            1,
        ).map(Clamp01);
    const point = (weight: (x: number, y: number, z: number) => number): Float32Array =>
        Float32Array.from({ length: operator.count }, (_, i) => weight(positions[i * 3], positions[i * 3 + 1], positions[i * 3 + 2]));
    const upperSide = base((v) => (mouthRing[v] > 16 ? 0.5 : 0.5 + 0.5 * mouthSide[v]));
    const lips = base((v) => LipWeight(mouthRing[v]));
    const ear = EarWeights(source);
    const earWeights = base((v) => ear[v]);
    const scalp = point(ScalpWeight).map((w, i) => w * (1 - Clamp01((earWeights[i] - 0.3) * 4)));
    return {
        lips,
        upperLip: lips.map((w, i) => (upperSide[i] >= 0.5 ? w : 0)),
        lowerLip: lips.map((w, i) => (upperSide[i] < 0.5 ? w : 0)),
        lipDepth: base((v) => Clamp01(1 - Math.max(0, mouthRing[v]) / (2 * BorderRing))),
        innerMouth: base((v) => (mouthRing[v] === -1 ? 1 : mouthRing[v] === 0 ? 0.5 : 0)),
        eyeSocket: base((v) => (eyeRing[v] === -1 ? 1 : eyeRing[v] === 0 ? 0.5 : 0)),
        nose: point(NoseWeight),
        eyelids: base((v) => Clamp01((12 - Math.max(0, eyeRing[v])) / 5)),
        brows: point((x, y, z) => BrowWeight(brow, x, y, z)),
        scalp,
        ears: earWeights,
        neck: point((_x, y, z) => NeckWeight(y, z)),
    };
}

/** Ears are what a vertical move of the ears takes along entirely; one weight a base vertex. */
export function EarWeights(source: ISource): Float32Array {
    const move = source.target("ears/l-ear-trans-vert-up");
    const size = Float32Array.from({ length: source.count }, (_, v) => Math.hypot(move[v * 3], move[v * 3 + 1], move[v * 3 + 2]));
    const largest = size.reduce((a, b) => Math.max(a, b), 0);
    return size.map((_, v) => {
        const share = source.mirror[v] < 0 ? 0 : Math.max(size[v], size[source.mirror[v]]) / largest;
        return Clamp01(0.5 + (share - 0.9) * 5);
    });
}

function BrowWeight(brow: Float32Array, x: number, y: number, z: number): number {
    if (y < 7.3 || y > 7.8 || z < 0.7) {
        return 0;
    }
    let nearest = Infinity;
    for (let i = 0; i < brow.length; i += 3) {
        nearest = Math.min(nearest, Math.hypot(brow[i] - x, brow[i + 1] - y, brow[i + 2] - z));
    }
    return Clamp01(1 - (nearest - 0.02) / 0.06);
}

/**
 * Island number of the look: 0 outer skin, 1 mouth cavity, 2 eye sockets.
 * @param island island of the source
 * @returns island of the look
 */
export function LookIsland(island: number): number {
    return island === Islands.mouth || island === Islands.socket ? island : 0;
}
