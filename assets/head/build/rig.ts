import { PartLabels } from "../../../src/face/partLabels.js";
import {
    type IRigColorParameter,
    type IRigDiscreteBlock,
    type IRigFile,
    type IRigFraming,
    type MaterialPreset,
    type RigLabel,
} from "../../../src/rig/rigFile.types.js";
import { EyeHelpers, MeanOf } from "./average.js";
import { EyeRadii } from "./eyes.js";
import { Scale } from "./glb.js";
import { BeardStyles } from "./hair/beards.js";
import { BrowStyles } from "./hair/brows.js";
import { HasMesh } from "./hair/buildHair.js";
import { HairStyles } from "./hair/styles.js";
import { type IJoint } from "./joints.js";
import { BrowPalette, HairPalette, IrisPalette, LipsPalette, SkinPalette } from "./look/palettes.js";
import { MakeupKinds } from "./makeup/buildMakeup.js";
import { Freckles, LipstickColors } from "./makeup/styles.js";
import { type IBuiltMesh } from "./mesh.types.js";
import { type IMorphs } from "./morphs.js";
import { BrowTable } from "./partTable.js";

/** The photo-booth frame: vertical field of view in degrees; eyes' midpoint and distance in a picture of 512 px. */
const Frame = { fov: 20, size: 512, eyes: [256, 236], distance: 108 } as const;

/**
 * Places the camera so that the pupils of the average face lie where the photo-booth frame wants them.
 * @param base base vertices of the average face, decimetres
 * @param joints joints
 * @returns the framing, metres
 */
export function BuildFraming(base: Float32Array, joints: readonly IJoint[]): IRigFraming {
    const [left, right] = [MeanOf(base, EyeHelpers.left), MeanOf(base, EyeHelpers.right)];
    const pupil = [0, 1, 2].map((c) => ((left[c] + right[c]) / 2) * Scale);
    pupil[2] += EyeRadii[2] * Scale;
    const pixelsAtOneMetre = Frame.size / 2 / Math.tan((Frame.fov * Math.PI) / 360);
    const depth = ((left[0] - right[0]) * Scale * pixelsAtOneMetre) / Frame.distance;
    const below = ((Frame.size / 2 - Frame.eyes[1]) * depth) / pixelsAtOneMetre;
    const head = joints.find((joint) => joint.name === "head")?.position ?? [0, 0, 0];
    return {
        fov: Frame.fov,
        camera: [0, pupil[1] - below, pupil[2] + depth],
        pivot: [head[0] * Scale, head[1] * Scale, head[2] * Scale],
    };
}

function Colors(): IRigColorParameter[] {
    const names = (rows: readonly { readonly id: string }[], kind: string) => rows.map(({ id }) => ({ material: `${kind}_${id}` }));
    return [
        {
            id: "skin",
            label: "Skin",
            default: SkinPalette[4],
            palette: SkinPalette,
            binds: [{ material: "skin" }, ...names(Freckles, "freckles")],
        },
        {
            id: "hair",
            label: "Hair",
            default: HairPalette[2],
            palette: HairPalette,
            binds: [...names(HairStyles.filter(HasMesh), "hair"), ...names(BeardStyles, "beard"), { material: "scalp" }],
        },
        { id: "brow", label: "Brows", default: BrowPalette[2], palette: BrowPalette, binds: names([...BrowTable, ...BrowStyles], "brow") },
        { id: "iris", label: "Eyes", default: IrisPalette[1], palette: IrisPalette, binds: [{ material: "iris" }] },
        { id: "lips", label: "Lips", default: LipsPalette[2], palette: LipsPalette, binds: [{ material: "lips" }] },
    ];
}

function Blocks(): IRigDiscreteBlock[] {
    const hair = HairStyles.map((style) => {
        const { id, label, tags, scalp } = style;
        return { id, label, tags, show: [...(HasMesh(style) ? [`hair_${id}`] : []), ...(scalp === undefined ? [] : [scalp])] };
    });
    const beard = BeardStyles.map(({ id, label }) => ({ id, label, tags: ["male"], show: [`beard_${id}`] }));
    const brow = [...BrowTable, ...BrowStyles].map(({ id, label }) => ({ id, label, show: [`brow_${id}`] }));
    const none = { id: "none", label: "None", show: [] };
    return [
        { id: "hair", label: "Hair", options: [none, ...hair], default: 1 },
        { id: "brow", label: "Brows", options: brow, default: 0 },
        { id: "beard", label: "Beard", options: [none, ...beard], default: 0, defaultShare: 0.7 },
        ...MakeupBlocks(),
    ];
}

/** Most people wear none. */
function MakeupBlocks(): IRigDiscreteBlock[] {
    const [lipstick, ...others] = MakeupKinds.map(({ kind, label, defaultShare, styles }): IRigDiscreteBlock => {
        const options = styles.map(({ id, label: name }) => ({ id, label: name, show: [`${kind}_${id}`] }));
        return {
            id: kind,
            label,
            options: [{ id: "none", label: "None", show: [] }, ...options],
            default: 0,
            defaultShare,
            makeup: true,
        };
    });
    const colors: IRigDiscreteBlock = {
        id: "lipstickColor",
        label: "Lipstick colour",
        options: LipstickColors.map((color) => ({ ...color, show: [] })),
        default: LipstickColors.findIndex(({ id }) => id === "rose"),
        makeup: true,
        tints: lipstick.options.flatMap(({ show }) => show),
    };
    return [lipstick, colors, ...others];
}

function LabelOf(name: string): RigLabel {
    const { leftBrow, rightBrow, leftEye, rightEye, innerMouth, hair } = PartLabels;
    switch (name.split("_")[0]) {
        case "head":
            return { kind: "texture", file: "labels_head.png" };
        case "sclera":
        case "iris":
            return { kind: "sides", left: leftEye, right: rightEye };
        case "teeth":
        case "tongue":
            return { kind: "constant", label: innerMouth };
        case "brow":
            return { kind: "sides", left: leftBrow, right: rightBrow };
        case "hair":
        case "scalp":
            return { kind: "constant", label: hair };
        // The lips under lipstick are labelled by the head's picture; beards, freckles and makeup count as skin.
        default:
            return { kind: "hidden" };
    }
}

function PresetOf(material: string): MaterialPreset {
    const kind = material.split("_")[0];
    const presets: Readonly<Record<string, MaterialPreset>> = {
        sclera: "eye",
        iris: "eye",
        tongue: "teeth",
        beard: "scalp",
        eyeShadow: "makeup",
        blush: "makeup",
    };
    return presets[kind] ?? (kind as MaterialPreset);
}

/** Cut-off of meshes whose texture decides what is drawn. */
const Cutoffs: Readonly<Record<string, number>> = { lashes: 0.4, brow: 0.35, hair: 0.5, scalp: 0.5 };

/**
 * Everything of the rig file but its hash.
 * @param meshes the meshes
 * @param morphs parameters and expressions
 * @param framing camera
 * @returns the rig file without hash
 */
export function BuildRig(meshes: readonly IBuiltMesh[], morphs: IMorphs, framing: IRigFraming): Omit<IRigFile, "hash"> {
    const cutoffs = meshes.map(({ name }): [string, number | undefined] => [name, Cutoffs[name.split("_")[0]]]);
    return {
        format: "babylon-face-creator/rig",
        version: 1,
        id: "default-head",
        model: "head.glb",
        environment: "environment.env",
        framing,
        continuous: morphs.continuous,
        colors: Colors(),
        discrete: Blocks(),
        nuisance: { pose: { bone: "head", yaw: 35, pitch: 25, roll: 20 }, expressions: morphs.expressions },
        follow: Object.fromEntries(meshes.filter(({ follow }) => follow !== undefined).map(({ name }) => [name, "head"])),
        labels: Object.fromEntries(meshes.map(({ name }) => [name, LabelOf(name)])),
        materials: Object.fromEntries(meshes.map(({ material }) => [material, PresetOf(material)])),
        alphaCutoff: Object.fromEntries(cutoffs.filter((entry): entry is [string, number] => entry[1] !== undefined)),
    };
}
