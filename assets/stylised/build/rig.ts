import { PartLabels } from "../../../src/face/partLabels.js";
import { type IRigColorParameter, type IRigFile } from "../../../src/rig/rigFile.types.js";
import { ProposeFraming } from "../../../src/cli/rig/framing.js";
import { type SrgbColor } from "../../../src/face/faceSchema.js";
import { Expressions, Parameters } from "./parameters.js";
import { BrowStyles } from "./parts.js";
import { Eye, HairStyles } from "./shapes.js";

/** `#rrggbb` of a palette as numbers; the first is the average face's. */
function Palette(text: string): SrgbColor[] {
    return text.split(" ").map((hex): SrgbColor => {
        const c = (i: number): number => Math.round((1000 * parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16)) / 255) / 1000;
        return [c(0), c(1), c(2)];
    });
}

function Color(id: string, label: string, hexes: string, materials: readonly string[]): IRigColorParameter {
    const palette = Palette(hexes);
    return { id, label, default: palette[0], palette, binds: materials.map((material) => ({ material })) };
}

function Title(id: string): string {
    return id[0].toUpperCase() + id.slice(1);
}

/**
 * The rig file of the stylised head.
 * @returns everything but the hash
 */
export function BuildRig(): Omit<IRigFile, "hash"> {
    const { leftBrow, rightBrow, leftEye, rightEye, upperLip, lowerLip, innerMouth, hair, skin } = PartLabels;
    const pupil = [Eye.centre[0], Eye.centre[1], Eye.centre[2] + Eye.radius] as const;
    const eyes = { kind: "sides", left: leftEye, right: rightEye } as const;
    return {
        format: "babylon-face-creator/rig",
        version: 1,
        id: "stylised-head",
        model: "stylised.glb",
        environment: "environment.env",
        framing: ProposeFraming(
            { left: pupil, right: [-pupil[0], pupil[1], pupil[2]] },
            { minimum: [-0.1, -0.13, -0.11], maximum: [0.1, 0.14, 0.12] },
            [0, -0.02, 0],
        ),
        continuous: Parameters(),
        colors: [
            Color("skin", "Skin", "#e0b196 #f3d3c0 #c98f6e #a56b48 #7b4a31 #4f2e20", ["skin"]),
            Color("hair", "Hair", "#5b3a26 #1d1a1b #8c5a2e #d9b36c #a33f22 #b9b4b0 #5d4a7e", ["hair"]),
            Color("brow", "Brows", "#4a3020 #1d1a1b #80552e #b08d58 #8f3f26 #9a9591", ["brow"]),
            Color("iris", "Eyes", "#4f83a8 #6b4526 #3d7a4c #2c2421 #8a9aa6 #a3762f", ["iris"]),
            Color("lips", "Lips", "#c4736a #e09a92 #a8473f #7c3b34 #b05478", ["lips"]),
        ],
        discrete: [
            {
                id: "hair",
                label: "Hair",
                default: 2,
                options: [
                    { id: "none", label: "None", show: [] },
                    ...Object.keys(HairStyles).map((id) => ({ id, label: Title(id), show: [`hair_${id}`] })),
                ],
            },
            {
                id: "brow",
                label: "Brows",
                default: 0,
                options: Object.keys(BrowStyles).map((id) => ({ id, label: Title(id), show: [`brow_${id}`] })),
            },
        ],
        nuisance: { pose: { bone: "head", yaw: 45, pitch: 30, roll: 20 }, expressions: Expressions() },
        labels: {
            head: { kind: "texture", file: "labels_head.png" },
            sclera: eyes,
            iris: eyes,
            pupil: eyes,
            cornea: { kind: "hidden" },
            lid_upper: { kind: "constant", label: skin },
            lid_lower: { kind: "constant", label: skin },
            lashes: eyes,
            lip_upper: { kind: "constant", label: upperLip },
            lip_lower: { kind: "constant", label: lowerLip },
            mouth: { kind: "constant", label: innerMouth },
            ...Object.fromEntries(
                Object.keys(BrowStyles).map((id) => [`brow_${id}`, { kind: "sides", left: leftBrow, right: rightBrow }] as const),
            ),
            ...Object.fromEntries(Object.keys(HairStyles).map((id) => [`hair_${id}`, { kind: "constant", label: hair }] as const)),
        },
        materials: { skin: "skin", cornea: "cornea" },
        alphaCutoff: {},
    };
}
