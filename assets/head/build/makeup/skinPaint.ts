import { Clamp01, Mix, Smooth } from "../look/lookMath.js";
import { CellPoints } from "../look/noise.js";
import { type ILookGeometry, type Vector3Tuple } from "../lookGeometry.types.js";
import { type ISkinPoint, type Paint } from "./paintArea.js";

/** Places of the face, metres; x is the distance from the middle plane. */
interface IPlaces {
    readonly eye: Vector3Tuple;
    readonly noseTip: Vector3Tuple;
    readonly noseRoot: Vector3Tuple;
    readonly mouth: Vector3Tuple;
    readonly corner: Vector3Tuple;
}

/** Paints one kind of makeup on the face. */
type SkinPainter = (p: ISkinPoint) => Paint;

/** What freckles leave of the skin's own colour, by which the rig multiplies it: more of the red, as melanin does. */
const FreckleColor = [0.36, 0.21, 0.13] as const;

function Places({ landmarks }: ILookGeometry): IPlaces {
    const { eyeL, noseTip, noseRoot, mouthCenter, mouthCornerL } = landmarks;
    return { eye: eyeL, noseTip, noseRoot, mouth: mouthCenter, corner: mouthCornerL };
}

/** A soft ellipse: 1 in its middle, 0 outside. */
function Blob(p: ISkinPoint, x: number, y: number, wide: number, high: number, turn = 0): number {
    const [dx, dy] = [p.across - x, p.y - y];
    const [c, s] = [Math.cos(turn), Math.sin(turn)];
    return Math.exp(-(((c * dx + s * dy) / wide) ** 2) - ((c * dy - s * dx) / high) ** 2);
}

/**
 * How each blush is painted.
 * @param geometry the average head
 * @returns painters by option id
 */
export function BlushPainters(geometry: ILookGeometry): Readonly<Record<string, SkinPainter>> {
    const { eye, noseTip, mouth } = Places(geometry);
    const cheek = Mix(noseTip[1], mouth[1], 0.05);
    const above = Mix(eye[1], noseTip[1], 0.55);
    return {
        apples: (p) => [0.34, 0.05, 0.05, 0.3 * Blob(p, eye[0] * 1.22, cheek, 0.017, 0.014)],
        lifted: (p) => [0.28, 0.035, 0.06, 0.34 * Blob(p, eye[0] * 1.72, above, 0.026, 0.0095, 0.75)],
        sunKissed: (p) => [
            0.36,
            0.08,
            0.035,
            0.3 * Clamp01(Blob(p, 0, above + 0.001, 0.016, 0.009) + Blob(p, eye[0] * 1.1, above - 0.004, 0.02, 0.009)),
        ],
    };
}

/**
 * How freckles are painted.
 * @param geometry the average head
 * @returns painters by option id
 */
export function FrecklePainters(geometry: ILookGeometry): Readonly<Record<string, SkinPainter>> {
    const { eye, noseTip, mouth, noseRoot } = Places(geometry);
    const bridge = Mix(noseRoot[1], noseTip[1], 0.62);
    const nose = (p: ISkinPoint): number => Blob(p, 0, bridge, 0.02, 0.012) + 0.8 * Blob(p, eye[0] * 0.85, bridge - 0.003, 0.014, 0.009);
    const cheeks = (p: ISkinPoint): number => nose(p) + Blob(p, eye[0] * 1.25, bridge - 0.008, 0.024, 0.017);
    const all = (p: ISkinPoint): number =>
        cheeks(p) + 0.24 + 0.2 * Blob(p, 0, eye[1] + 0.05, 0.05, 0.025) - 0.5 * Blob(p, 0, mouth[1], 0.028, 0.009);
    return {
        nose: (p) => Freckle(p, 0.75 * Clamp01(nose(p)), 0.0027),
        cheeks: (p) => Freckle(p, 0.9 * Clamp01(cheeks(p)), 0.0025),
        dense: (p) => Freckle(p, Clamp01(1.3 * all(p)), 0.0021),
    };
}

/** Spots, at most one a cell of `cell` metres; `density` is the share of cells that have one. */
function Freckle(p: ISkinPoint, density: number, cell: number): Paint {
    let alpha = 0;
    CellPoints(p.x / cell, p.y / cell, p.z / cell, (distance, first, second) => {
        if (first < density) {
            const radius = Mix(0.14, 0.44, second ** 2);
            const strength = Mix(0.22, 0.66, (first * 7.3 + second * 3.1) % 1);
            alpha = Math.max(alpha, strength * Smooth(radius * 1.25, radius * 0.45, distance));
        }
    });
    return [...FreckleColor, alpha];
}
