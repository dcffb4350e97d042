import { type FaceSide } from "../../face/asymmetry.js";
import { PartLabels } from "../../face/partLabels.js";
import { type IRigColorParameter, type IRigDiscreteBlock, type RigLabel } from "../../rig/rigFile.types.js";
import { type SrgbColor } from "../../face/faceSchema.js";
import { type IModelMaterial, type IModelMesh, type IModelSummary } from "./modelSummary.types.js";
import { HasWord, LabelOf, SplitName } from "./names.js";
import { LinearToSrgb } from "../../face/srgb.js";

/** Kinds of meshes and materials by their names; the first that matches wins. */
const Parts = [
    ["brow", /^(eye)?brows?$/],
    ["lashes", /^(eye)?lash/],
    ["lid", /^(eye)?lids?$/],
    ["glasses", /^glasses|^spectacles|^goggles/],
    ["hat", /^hat$|^cap$|^helmet|^headwear/],
    ["beard", /^beard|^moustache|^mustache|^stubble|^facialhair/],
    ["scalp", /^scalp|^hairbase/],
    ["hair", /^hair/],
    ["mouth", /^teeth|^tooth|^tongue|^gums?$|^innermouth|^cavity/],
    ["upperLip", /^upperlip/],
    ["lowerLip", /^lowerlip/],
    ["lips", /^lips?$/],
    ["eye", /^eyes?(ball)?s?$|^iris|^irises|^pupils?$|^sclera|^cornea|^eyewhite/],
    ["nose", /^nose/],
    ["ear", /^ears?$/],
    ["skin", /^skin|^head|^face|^body$/],
    ["cloth", /^cloth|^shirt|^top$|^dress|^suit|^armou?r|^shoes|^collar|^neck/],
] as const satisfies readonly (readonly [string, RegExp])[];

/** The kind of a mesh or of a material. */
export type PartKind = (typeof Parts)[number][0];

/**
 * The part that a mesh or a material is, by its name.
 * @param name the name
 * @returns the kind, or undefined where no word tells
 */
export function KindOf(name: string): PartKind | undefined {
    const { words } = SplitName(name);
    const joined = [...words, ...words.map((word, i) => word + (words[i + 1] ?? ""))];
    // The kinds of `upper lip` and `inner mouth` need both words.
    return Parts.find(([, pattern]) => HasWord(joined, pattern))?.[0] ?? (/^skin/i.test(name) ? "skin" : undefined);
}

/** Labels of kinds that are the same on both sides. */
const Constant: Partial<Readonly<Record<PartKind, number>>> = {
    glasses: PartLabels.other,
    hat: PartLabels.other,
    ear: PartLabels.other,
    cloth: PartLabels.other,
    beard: PartLabels.skin,
    lid: PartLabels.skin,
    skin: PartLabels.skin,
    scalp: PartLabels.hair,
    hair: PartLabels.hair,
    mouth: PartLabels.innerMouth,
    nose: PartLabels.nose,
    upperLip: PartLabels.upperLip,
    lowerLip: PartLabels.lowerLip,
    lips: PartLabels.lowerLip,
};

const Sided: Partial<Readonly<Record<PartKind, readonly [left: number, right: number]>>> = {
    brow: [PartLabels.leftBrow, PartLabels.rightBrow],
    eye: [PartLabels.leftEye, PartLabels.rightEye],
    lashes: [PartLabels.leftEye, PartLabels.rightEye],
};

/**
 * Guesses the part labels of the meshes.
 * @param model the model
 * @returns labels by mesh name; what could not be told is in the notes
 */
export function ProposeLabels(model: IModelSummary): { readonly labels: Record<string, RigLabel>; readonly notes: string[] } {
    const labels: Record<string, RigLabel> = {};
    const notes: string[] = [];
    for (const mesh of model.meshes) {
        const kinds = [...new Set(mesh.materials.map(KindOf).filter((kind) => kind !== undefined))];
        const kind = KindOf(mesh.name) ?? kinds[0];
        if (kind === undefined) {
            labels[mesh.name] = { kind: "hidden" };
            notes.push(`No name tells what the mesh "${mesh.name}" is: it is hidden in label maps.`);
        } else {
            labels[mesh.name] = LabelOfKind(kind, SplitName(mesh.name).side);
        }
        if (kinds.length > 1) {
            notes.push(
                `The mesh "${mesh.name}" holds several parts (${kinds.join(", ")}), and a label is for a whole mesh: split it, or give it a label texture.`,
            );
        }
    }
    const present = new Set(Object.values(labels).flatMap((label) => LabelsIn(label)));
    const missing = Object.entries(PartLabels)
        .filter(([name, label]) => !["background", "other"].includes(name) && !present.has(label))
        .map(([name]) => name);
    if (missing.length > 0) {
        notes.push(
            `No mesh of its own has the labels ${missing.join(", ")}: paint them into a label texture of the skin's mesh (kind "texture").`,
        );
    }
    return { labels, notes };
}

/**
 * The part labels that a label can show.
 * @param label as in a rig file
 * @returns numbers; none for textures and hidden meshes
 */
export function LabelsIn(label: RigLabel): number[] {
    return label.kind === "constant" ? [label.label] : label.kind === "sides" ? [label.left, label.right] : [];
}

function LabelOfKind(kind: PartKind, side: FaceSide | undefined): RigLabel {
    const sides = Sided[kind];
    if (sides) {
        const [left, right] = sides;
        return side === undefined ? { kind: "sides", left, right } : { kind: "constant", label: side === "left" ? left : right };
    }
    return { kind: "constant", label: Constant[kind] ?? PartLabels.other };
}

/** Kinds of meshes of which one may be chosen, and whether none may be. */
const Choices: readonly (readonly [kind: PartKind, label: string, none: boolean])[] = [
    ["hair", "Hair", true],
    ["brow", "Brows", false],
    ["beard", "Beard", true],
    ["glasses", "Glasses", true],
];

/**
 * Makes discrete blocks of meshes of one kind with different names, such as `hair_short` and `hair_long`. Both sides of a pair are one option.
 * @param model the model
 * @returns the blocks
 */
export function ProposeBlocks(model: IModelSummary): IRigDiscreteBlock[] {
    return Choices.flatMap(([kind, label, none]) => {
        const options = new Map<string, string[]>();
        for (const { name } of model.meshes.filter((mesh) => KindOf(mesh.name) === kind)) {
            const option = OptionId(name, kind);
            options.set(option, [...(options.get(option) ?? []), name]);
        }
        if (options.size === 0 || (options.size === 1 && !none)) {
            return [];
        }
        const made = [...options].map(([id, show]) => ({ id, label: LabelOf(id.split("-")), show }));
        // What the model shows as it is, a single mesh, stays the average; of several the first.
        return [{ id: kind, label, options: none ? [{ id: "none", label: "None", show: [] }, ...made] : made, default: none ? 1 : 0 }];
    });
}

function OptionId(name: string, kind: PartKind): string {
    const [, pattern] = Parts.find(([part]) => part === kind)!;
    const words = SplitName(name).words.filter((word) => !pattern.test(word) && word !== "eye");
    const digits = name.match(/\d+/g) ?? [];
    return [...words, ...digits].join("-") || kind;
}

const Tinted: readonly (readonly [kind: PartKind, id: string, label: string])[] = [
    ["skin", "skin", "Skin"],
    ["hair", "hair", "Hair"],
    ["brow", "brow", "Brows"],
    ["eye", "iris", "Eyes"],
    ["lips", "lips", "Lips"],
];

/** How the proposed palettes vary a colour: factors on its linear channels. */
const PaletteFactors: readonly SrgbColor[] = [
    [1, 1, 1],
    [1.15, 1.05, 0.95],
    [0.7, 0.62, 0.55],
    [0.42, 0.34, 0.28],
    [0.2, 0.15, 0.12],
];

/**
 * Makes colours of materials by their names. The default keeps the look of the file; a textured material is tinted.
 * @param model the model
 * @returns the colours and what could not be told
 */
export function ProposeColors(model: IModelSummary): { readonly colors: IRigColorParameter[]; readonly notes: string[] } {
    const used = new Set(model.meshes.flatMap(({ materials }) => materials));
    const kinds = new Map(
        model.materials.filter(({ name }) => used.has(name)).map((material) => [material, MaterialKind(material, model.meshes)]),
    );
    const notes: string[] = [];
    const colors = Tinted.flatMap(([kind, id, label]) => {
        const found = [...kinds]
            .filter(([, other]) => other === kind || (kind === "lips" && /Lip$/.test(other ?? "")))
            .map(([material]) => material);
        const materials = kind === "eye" ? found.filter(({ name }) => HasWord(SplitName(name).words, /^iris/)) : found;
        if (materials.length === 0) {
            notes.push(`No material was found for the colour "${id}".`);
            return [];
        }
        const first = materials[0].color;
        const palette = PaletteFactors.map((factor) => ToSrgb(first.map((value, c) => value * factor[c])));
        if (materials.some(({ isTextured }) => isTextured)) {
            notes.push(`The colour "${id}" multiplies a texture: for the full range of colours give the material a neutral detail map.`);
        }
        return [{ id, label, default: palette[0], palette, binds: materials.map(({ name }) => ({ material: name })) }];
    });
    return { colors, notes };
}

/** By the material's own name, else by that of a mesh that it is on. */
function MaterialKind({ name }: IModelMaterial, meshes: readonly IModelMesh[]): PartKind | undefined {
    return KindOf(name) ?? meshes.filter(({ materials }) => materials.includes(name)).map((mesh) => KindOf(mesh.name))[0];
}

function ToSrgb(linear: readonly number[]): SrgbColor {
    const encode = (value: number): number => Math.round(1000 * LinearToSrgb(value)) / 1000;
    return [encode(linear[0]), encode(linear[1]), encode(linear[2])];
}
