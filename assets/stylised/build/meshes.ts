import { Bell, Smooth, type Vec } from "./fieldMath.js";
import { Brow, BrowStyles, EyeCap, Lashes, Lid, Lip, MouthGap } from "./parts.js";
import { Ear, Eye, HairStyles, Head } from "./shapes.js";
import { type ISurface, SurfaceNet } from "./surfaceNet.js";

/** A mesh of the head. */
export interface IPartMesh {
    readonly name: string;
    readonly material: string;
    readonly surface: ISurface;
    /** Joint and weight of a point; weights add up to 1. */
    readonly weights: (p: Vec) => readonly (readonly [joint: string, weight: number])[];
    /** Where a morph field is taken for a point: the eyes move as they are. */
    readonly anchor: (p: Vec) => Vec;
    /** Linear factor on the material's colour. */
    readonly tint: (p: Vec) => Vec;
}

/** Sides of the cells of skin and hair, metres. */
const Steps = { skin: 0.0036, hair: 0.006 } as const;

const White = (): Vec => [1, 1, 1];
const Itself = (p: Vec): Vec => p;

/**
 * All meshes; the skin is the first.
 * @returns meshes in rest pose
 */
export function BuildMeshes(): IPartMesh[] {
    const skin: IPartMesh = {
        name: "head",
        material: "skin",
        surface: SurfaceNet(Head, [-0.115, -0.19, -0.125], [0.115, 0.145, 0.13], Steps.skin),
        weights: SkinWeights,
        anchor: Itself,
        tint: Blush,
    };
    const eye = (name: string, material: string, surface: ISurface, joint = "eye"): IPartMesh => ({
        name,
        material,
        surface,
        weights: (p) => [[`${joint}_${p[0] > 0 ? "L" : "R"}`, 1]],
        anchor: (p) => [Math.sign(p[0]) * Eye.centre[0], Eye.centre[1], Eye.centre[2]],
        tint: joint === "eye" ? White : Blush,
    });
    const onHead = (name: string, material: string, surface: ISurface): IPartMesh => ({
        name,
        material,
        surface,
        weights: () => [["head", 1]],
        anchor: Itself,
        tint: White,
    });
    return [
        skin,
        eye("sclera", "sclera", EyeCap(Math.PI, 1)),
        eye("iris", "iris", EyeCap(0.56, 1.006)),
        eye("pupil", "pupil", EyeCap(0.27, 1.012)),
        eye("cornea", "cornea", EyeCap(0.75, 1.022)),
        eye("lid_upper", "skin", Lid("upper"), "lid_upper"),
        eye("lid_lower", "skin", Lid("lower"), "lid_lower"),
        eye("lashes", "lashes", Lashes(), "lid_upper"),
        onHead("lip_upper", "lips", Lip("upper")),
        { ...onHead("lip_lower", "lips", Lip("lower")), weights: () => [["jaw", 1]] },
        {
            ...onHead("mouth", "mouth", MouthGap()),
            weights: (p) => {
                const lower = Smooth(-0.0705, -0.0735, p[1] - 0.0042 * (p[0] / 0.0265) ** 2);
                return [
                    ["head", 1 - lower],
                    ["jaw", lower],
                ];
            },
        },
        ...Object.keys(BrowStyles).map((style) => onHead(`brow_${style}`, "brow", Brow(style))),
        ...Object.entries(HairStyles).map(([style, sdf]) =>
            onHead(`hair_${style}`, "hair", SurfaceNet(sdf, [-0.15, -0.15, -0.16], [0.15, 0.215, 0.13], Steps.hair)),
        ),
    ];
}

/** Texture coordinates: around the head, and down it. */
export function Unwrap(p: Vec): [number, number] {
    return [0.5 + Math.atan2(p[0], p[2] + 0.02) / (2 * Math.PI), (0.15 - p[1]) / 0.36];
}

function SkinWeights(p: Vec): (readonly [string, number])[] {
    const neck = Smooth(-0.115, -0.16, p[1]);
    const ear = (1 - neck) * Smooth(0.009, 0, Ear(p));
    const front = Smooth(-0.02, 0.035, p[2]);
    const jaw = (1 - neck) * (1 - ear) * Smooth(-0.066, -0.084, p[1]) * front * Smooth(-0.16, -0.115, p[1]);
    return [
        ["head", 1 - neck - ear - jaw],
        ["neck", neck],
        ["jaw", jaw],
        [`ear_${p[0] > 0 ? "L" : "R"}`, ear],
    ];
}

/** Rosy cheeks, nose and ears; darker about the eyes and under the chin. */
function Blush(p: Vec): Vec {
    const side: Vec = [Math.abs(p[0]), p[1], p[2]];
    const rosy =
        0.75 * Bell(side, [0.052, -0.036, 0.07], [0.024, 0.018, 0.04]) +
        0.6 * Bell(p, [0, -0.034, 0.112], [0.02, 0.016, 0.02]) +
        0.6 * Bell(side, [0.1, 0, -0.01], [0.02, 0.04, 0.03]);
    const shade = 1 - 0.22 * Bell(side, Eye.centre, [0.033, 0.026, 0.034]) - 0.2 * Bell(p, [0, -0.12, 0.02], [0.06, 0.02, 0.05]);
    return [shade, shade * (1 - 0.26 * rosy), shade * (1 - 0.24 * rosy)];
}
