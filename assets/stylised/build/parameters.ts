import { type ParameterGroup } from "../../../src/face/faceSchema.js";
import { type IBoneBind, type IRigContinuousParameter, type IRigExpression, type RigBind } from "../../../src/rig/rigFile.types.js";
import { Bell, Smooth, type Vec } from "./fieldMath.js";

/** A morph target as a field over all of space: where a point goes at influence 1. It moves hair, brows and lips with the skin. */
export type Field = (p: Vec) => Vec;

/** Bells on both sides, weighted; `push` is for the subject's left side. */
function Pair(centre: Vec, radii: Vec, push: Vec): Field {
    return (p) => {
        const left = Bell(p, centre, radii);
        const right = Bell(p, [-centre[0], centre[1], centre[2]], radii);
        return [push[0] * (left - right), push[1] * (left + right), push[2] * (left + right)];
    };
}

function One(centre: Vec, radii: Vec, push: Vec): Field {
    return (p) => {
        const bell = Bell(p, centre, radii);
        return [push[0] * bell, push[1] * bell, push[2] * bell];
    };
}

/** Widens about the middle: x moves by a share of itself. */
function Widen(centre: Vec, radii: Vec, share: number): Field {
    return (p) => [share * p[0] * Bell([0, p[1], p[2]], centre, radii) * Math.exp(-((p[0] / radii[0]) ** 2)), 0, 0];
}

/** The brows and what lies under them; the forehead above follows less. */
const BrowAt = [0.038, 0.041, 0.076] as const;

/** Morph targets of the facial parameters by id: group, label and field. */
export const Morphs: Readonly<Record<string, readonly [ParameterGroup, string, Field]>> = {
    "face.width": ["face", "Head width", (p) => [0.11 * p[0] * Smooth(-0.15, -0.1, p[1]), 0, 0]],
    "face.height": ["face", "Head height", (p) => [0, 0.13 * Math.max(0, p[1] - 0.03), 0]],
    "face.depth": ["face", "Back of the head", (p) => [0, 0, 0.16 * Math.min(0, p[2] - 0.01) * Smooth(-0.1, 0, p[1])]],
    "face.taper": [
        "face",
        "Wide above or below",
        (p) => [0.14 * p[0] * Math.max(-1, Math.min(1, (p[1] + 0.02) / 0.09)) * Smooth(-0.15, -0.11, p[1]), 0, 0],
    ],
    "face.jaw-width": ["face", "Jaw width", Pair([0.058, -0.075, 0.02], [0.035, 0.035, 0.05], [0.011, 0, 0])],
    "face.jaw-drop": ["face", "Length of the lower face", (p) => [0, -0.02 * Smooth(-0.04, -0.095, p[1]) * Smooth(-0.02, 0.03, p[2]), 0]],
    "face.chin-forward": ["face", "Chin forward", One([0, -0.1, 0.06], [0.032, 0.024, 0.03], [0, 0, 0.013])],
    "face.chin-width": ["face", "Chin width", Pair([0.017, -0.1, 0.055], [0.018, 0.022, 0.03], [0.009, 0.002, 0])],
    "face.cheek-full": ["face", "Cheek fullness", Pair([0.05, -0.045, 0.058], [0.026, 0.028, 0.035], [0.008, 0, 0.008])],
    "face.cheek-lift": ["face", "Cheek height", Pair([0.05, -0.036, 0.06], [0.026, 0.028, 0.035], [0.002, 0.009, 0.003])],
    "face.forehead": ["face", "Forehead forward", One([0, 0.075, 0.07], [0.07, 0.035, 0.045], [0, 0, 0.01])],
    "face.neck": [
        "face",
        "Neck width",
        (p) => [0.22 * p[0] * Smooth(-0.115, -0.15, p[1]), 0, 0.22 * (p[2] + 0.02) * Smooth(-0.115, -0.15, p[1])],
    ],
    "brow.height": ["brow", "Brow height", Pair(BrowAt, [0.04, 0.016, 0.04], [0, 0.008, 0])],
    "brow.slope": [
        "brow",
        "Brow slope",
        (p) => [
            0,
            0.0075 *
                ((Math.abs(p[0]) - 0.036) / 0.024) *
                Bell([0, p[1], p[2]], [0, 0.041, 0.07], [1, 0.014, 0.04]) *
                Smooth(0.08, 0.06, Math.abs(p[0])),
            0,
        ],
    ],
    "brow.apart": ["brow", "Brow distance", Pair(BrowAt, [0.04, 0.012, 0.04], [0.006, 0, -0.001])],
    "brow.ridge": ["brow", "Brow ridge", Pair([0.034, 0.037, 0.083], [0.034, 0.012, 0.03], [0, -0.001, 0.0075])],
    "nose.length": ["nose", "Nose length", One([0, -0.036, 0.1], [0.024, 0.022, 0.03], [0, -0.011, 0])],
    "nose.tip-forward": ["nose", "Nose tip forward", One([0, -0.034, 0.108], [0.02, 0.018, 0.026], [0, 0, 0.014])],
    "nose.tip-turn": ["nose", "Nose tip up or down", One([0, -0.032, 0.116], [0.016, 0.014, 0.014], [0, 0.008, 0])],
    "nose.tip-size": ["nose", "Nose tip size", (p) => [0.4 * p[0] * Bell(p, [0, -0.033, 0.106], [0.026, 0.016, 0.02]), 0, 0]],
    "nose.bridge-forward": ["nose", "Nose bridge", One([0, 0.002, 0.092], [0.014, 0.02, 0.024], [0, 0, 0.008])],
    "nose.bridge-width": ["nose", "Nose bridge width", (p) => [0.45 * p[0] * Bell(p, [0, -0.004, 0.09], [0.017, 0.022, 0.022]), 0, 0]],
    "nose.wings": ["nose", "Nose width", Pair([0.019, -0.038, 0.097], [0.01, 0.012, 0.016], [0.0065, 0, 0])],
    "mouth.width": ["mouth", "Mouth width", Widen([0, -0.072, 0.08], [0.05, 0.022, 0.035], 0.3)],
    "mouth.height": ["mouth", "Mouth height", One([0, -0.072, 0.085], [0.038, 0.016, 0.03], [0, 0.007, 0])],
    "mouth.upper-full": ["mouth", "Upper lip fullness", One([0, -0.0655, 0.094], [0.02, 0.0045, 0.02], [0, 0.0038, 0.0035])],
    "mouth.lower-full": ["mouth", "Lower lip fullness", One([0, -0.0805, 0.093], [0.02, 0.0055, 0.02], [0, -0.0045, 0.0045])],
    "mouth.corners": ["mouth", "Mouth corners", Pair([0.027, -0.069, 0.078], [0.013, 0.012, 0.02], [0, 0.0075, 0])],
    "mouth.forward": ["mouth", "Mouth forward", One([0, -0.072, 0.088], [0.04, 0.02, 0.03], [0, 0, 0.008])],
};

/** Morph targets of expressions by id. */
export const ExpressionMorphs: Readonly<Record<string, readonly [string, Field]>> = {
    mouthSmile: [
        "Smile",
        (p) =>
            Add(
                Pair([0.028, -0.068, 0.078], [0.017, 0.016, 0.025], [0.006, 0.0125, -0.002])(p),
                Pair([0.05, -0.04, 0.06], [0.022, 0.02, 0.03], [0.001, 0.004, 0.003])(p),
            ),
    ],
    mouthFrown: ["Frown", Pair([0.027, -0.07, 0.078], [0.016, 0.015, 0.025], [0.001, -0.01, 0])],
    mouthPucker: [
        "Pucker",
        (p) =>
            Add(Widen([0, -0.072, 0.08], [0.05, 0.022, 0.035], -0.42)(p), One([0, -0.072, 0.09], [0.024, 0.016, 0.03], [0, 0, 0.008])(p)),
    ],
    browInnerUp: ["Brows up", Pair([0.03, 0.041, 0.08], [0.03, 0.016, 0.04], [0, 0.01, 0])],
    browDown: ["Brows down", Pair([0.022, 0.04, 0.083], [0.026, 0.014, 0.04], [-0.003, -0.0085, 0])],
};

function Add(a: Vec, b: Vec): Vec {
    return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

function Bones(
    name: string,
    property: IBoneBind["property"],
    axis: IBoneBind["axis"],
    low: number,
    high: number,
    mirrored = false,
): RigBind[] {
    return [
        { type: "bone", bone: `${name}_L`, property, axis, low, high },
        { type: "bone", bone: `${name}_R`, property, axis, low: mirrored ? -low : low, high: mirrored ? -high : high },
    ];
}

function Size(name: string, low: number, high: number): RigBind[] {
    return (["x", "y", "z"] as const).flatMap((axis) => Bones(name, "scale", axis, low, high));
}

/** Parameters on bones: id, group, label, binds. */
const BoneParameters: readonly (readonly [string, ParameterGroup, string, readonly RigBind[]])[] = [
    ["eye.size", "eye", "Eye size", Size("eye", -0.1, 0.12)],
    ["eye.apart", "eye", "Eye distance", Bones("eye", "translation", "x", -0.005, 0.006, true)],
    ["eye.height", "eye", "Eye height", Bones("eye", "translation", "y", -0.006, 0.006)],
    ["eye.depth", "eye", "Eye depth", Bones("eye", "translation", "z", -0.004, 0.004)],
    ["eye.tilt", "eye", "Eye tilt", Bones("eye", "rotation", "z", -0.2, 0.24, true)],
    ["eye.open", "eye", "Upper lid", Bones("lid_upper", "rotation", "x", 0.28, -0.2)],
    ["eye.lower-lid", "eye", "Lower lid", Bones("lid_lower", "rotation", "x", -0.22, 0.16)],
    ["face.ear-size", "face", "Ear size", Size("ear", -0.28, 0.35)],
    ["face.ear-out", "face", "Ears stick out", Bones("ear", "rotation", "y", -0.25, 0.55, true)],
    ["face.ear-height", "face", "Ear height", Bones("ear", "translation", "y", -0.012, 0.012)],
];

/**
 * All parameters of the head.
 * @returns in the order of the vector x
 */
export function Parameters(): IRigContinuousParameter[] {
    const onMorphs = Object.entries(Morphs).map(([id, [group, label]]): IRigContinuousParameter => {
        return { id, group, label, binds: [{ type: "morph", target: id, low: -1, high: 1 }] };
    });
    return [...onMorphs, ...BoneParameters.map(([id, group, label, binds]) => ({ id, group, label, binds }))];
}

/**
 * All expressions of the head.
 * @returns names of ARKit
 */
export function Expressions(): IRigExpression[] {
    const onMorphs = Object.entries(ExpressionMorphs).map(([id, [label]]): IRigExpression => {
        return { id, label, binds: [{ type: "morph", target: id, low: 0, high: 1 }] };
    });
    return [
        ...onMorphs,
        { id: "jawOpen", label: "Jaw open", binds: [{ type: "bone", bone: "jaw", property: "rotation", axis: "x", low: 0, high: 0.28 }] },
        {
            id: "eyeBlink",
            label: "Blink",
            binds: [...Bones("lid_upper", "rotation", "x", 0, 0.8), ...Bones("lid_lower", "rotation", "x", 0, -0.14)],
        },
        {
            id: "eyeSquint",
            label: "Squint",
            binds: [...Bones("lid_upper", "rotation", "x", 0, 0.22), ...Bones("lid_lower", "rotation", "x", 0, -0.25)],
        },
    ];
}
