import { type IColorParameter, type IContinuousParameter, type IDiscreteBlock, type IDiscreteOption } from "../face/faceSchema.js";
import { type IShapePrior } from "../face/shapePrior.js";

/**
 * What a parameter drives. `low` and `high` are what is added at the value 0 and at the value 1; at 0.5 nothing is added; between
 * them it is linear on each side. So a pair of one-sided morph targets is two binds, {low: 0, high: 1} and {low: 1, high: 0}.
 */
export type RigBind = IMorphBind | IBoneBind;

/** Adds to the influence of a morph target, on every mesh that has a target of that name. */
export interface IMorphBind {
    readonly type: "morph";
    readonly target: string;
    readonly low: number;
    readonly high: number;
}

/** Moves, turns or scales a bone (a glTF joint node) against its rest pose, along or about one of the bone's local axes. */
export interface IBoneBind {
    readonly type: "bone";
    readonly bone: string;
    readonly property: "translation" | "rotation" | "scale";
    readonly axis: "x" | "y" | "z";
    /** Metres, radians, or what is added to the factor 1. */
    readonly low: number;
    readonly high: number;
}

/** A continuous parameter with what it drives. */
export interface IRigContinuousParameter extends IContinuousParameter {
    readonly binds: readonly RigBind[];
}

/** A colour with the materials that it tints (their albedo colour). */
export interface IRigColorParameter extends IColorParameter {
    /** Each material's albedo colour becomes the linear colour times `scale` (default 1). */
    readonly binds: readonly { readonly material: string; readonly scale?: number }[];
}

/** A discrete option with the meshes that it shows; meshes named by other options of the block are hidden. */
export interface IRigDiscreteOption extends IDiscreteOption {
    readonly show: readonly string[];
}

/** A discrete block with what its options show. */
export interface IRigDiscreteBlock extends IDiscreteBlock {
    /** Materials whose albedo colour becomes the chosen option's colour (linear); every option has a colour then. */
    readonly tints?: readonly string[];
    readonly options: readonly IRigDiscreteOption[];
}

/** An expression unit: weight 0..1 adds `weight * high` of each bind. */
export interface IRigExpression {
    /** Stable id; ARKit names where they exist, for example `mouthSmile`. */
    readonly id: string;
    readonly label: string;
    readonly binds: readonly RigBind[];
}

/** Inputs of the engine that are never part of a Face. */
export interface IRigNuisance {
    readonly pose: {
        /** Joint that turns the whole head. */
        readonly bone: string;
        /** Largest angles in degrees that the head may be turned. */
        readonly yaw: number;
        readonly pitch: number;
        readonly roll: number;
    };
    readonly expressions: readonly IRigExpression[];
}

/** The camera of the photo-booth frame, in rig space (metres, y up, the face looks to +z, +x is the subject's left). */
export interface IRigFraming {
    /** Vertical field of view in degrees; 20 in the photo-booth frame. */
    readonly fov: number;
    /** Camera position; it looks along -z, up is +y. */
    readonly camera: readonly [number, number, number];
    /** Point about which the three-quarter and profile views turn the head. */
    readonly pivot: readonly [number, number, number];
}

/** How the label map of a mesh is drawn. */
export type RigLabel =
    /** Every pixel of the mesh has one part label. */
    | { readonly kind: "constant"; readonly label: number }
    /** The mesh splits at x = 0 of its rest pose: subject's left (+x) and right. */
    | { readonly kind: "sides"; readonly left: number; readonly right: number }
    /** Red channel of a PNG (relative to the rig file) in the mesh's first UV set holds label * 20, sampled without filtering. */
    | { readonly kind: "texture"; readonly file: string }
    /** The mesh is not drawn in label maps. */
    | { readonly kind: "hidden" };

/** How a material is shaded; see rig/materialPresets. Materials that are not named keep what the glTF says. */
export type MaterialPreset =
    | "skin"
    | "eye"
    | "cornea"
    | "hair"
    | "brow"
    | "lashes"
    | "lips"
    | "scalp"
    | "teeth"
    /** What the lids cast on the eyeball. */
    | "lidShadow"
    | "freckles"
    /** Blush and eye shadow. */
    | "makeup"
    | "lipstick";

/**
 * A file with meshes of options, loaded when a face first shows one of them. A mesh in it that has joints and weights is bound to the model's first
 * skeleton, with the model's joint numbers. Pieces are no part of the rig's hash: how a head is split into files moves no pixel.
 */
export interface IRigPiece {
    /** glTF binary, relative to the rig file. */
    readonly file: string;
    readonly bytes: number;
    /** Lower-case hexadecimal, of the file. */
    readonly sha256: string;
    /** Names of its meshes; the model lacks them. */
    readonly meshes: readonly string[];
    /** Names of its materials; the model lacks them. */
    readonly materials: readonly string[];
    /** Pieces that are loaded before it, by file. */
    readonly needs?: readonly string[];
    /** Material of the piece -> picture that it takes from another material -> that material, of the model or of a piece that it needs. */
    readonly pictures?: Readonly<Record<string, Partial<Record<RigPicture, string>>>>;
}

/** Something of the subject's left side and of the right one. */
export interface ISides<T> {
    readonly left: T;
    readonly right: T;
}

/**
 * Glasses that the head can wear, and the vertices of its skin that they are fitted to (rig/glassesFit). They are no part of a Face, and as little of the
 * rig's hash: a head without them looks the same. Their meshes lie on the average face, in a piece, bound to the joint that turns the head; the second UV set
 * says how each vertex follows the fit. In label maps frames are `other`, and what is seen through lenses keeps its label.
 */
export interface IRigGlasses {
    /** Mesh of the skin. */
    readonly skin: string;
    /** Vertices that the front must stay before, by how many metres. */
    readonly front: readonly { readonly clearance: number; readonly vertices: readonly number[] }[];
    /** Vertices about each eye: the front sits before the midpoint of their means, and is as wide as they are apart. */
    readonly eyes: ISides<readonly number[]>;
    /** Vertices where the head is widest before the ears: the front is as wide as they are apart, too. */
    readonly widths: ISides<readonly number[]>;
    /** Vertices that the temples stay outside of. */
    readonly temples: ISides<readonly number[]>;
    /** Vertices about the roots of the ears, on which the temples lie. */
    readonly ears: ISides<readonly number[]>;
    readonly styles: readonly IRigGlassesStyle[];
}

/** A pair of glasses. */
export interface IRigGlassesStyle {
    /** Stable id. */
    readonly id: string;
    readonly label: string;
    /** Mesh of the frame. */
    readonly frame: string;
    /** Mesh of what is clear; label maps leave it out, and so do levels of detail for heads far away. */
    readonly lenses: string;
}

/** The pictures of a material. */
export type RigPicture = "albedo" | "normal" | "metallicRoughness" | "occlusion";

/** The rig file (`*.rig.json`): one head, its parameter vector and how the head shows it. */
export interface IRigFile {
    readonly format: "babylon-face-creator/rig";
    readonly version: 1;
    readonly id: string;
    /** SHA-256 over parameters, binds, geometry, framing and look (not over encoded bytes); weights that depend on the head carry it. */
    readonly hash: string;
    /** glTF binary, relative to the rig file. Morph targets and joints are addressed by name. */
    readonly model: string;
    /** Files beside the model with meshes of options, loaded on demand. */
    readonly pieces?: readonly IRigPiece[];
    /** Masks of options on the average face (face/optionMasks), so that a fit need not load every option; relative to the rig file. No part of the hash. */
    readonly optionMasks?: readonly { readonly file: string; readonly block: string; readonly label: number; readonly size: number }[];
    /** How the continuous parameters of plausible faces vary (face/shapePrior). No part of the hash: it moves no pixel of a face. */
    readonly prior?: IShapePrior;
    /** Glasses, where the head has some. No part of the hash. */
    readonly glasses?: IRigGlasses;
    /** Prefiltered Babylon `.env` of the photo booth, relative to the rig file. */
    readonly environment: string;
    readonly framing: IRigFraming;
    readonly continuous: readonly IRigContinuousParameter[];
    readonly colors: readonly IRigColorParameter[];
    readonly discrete: readonly IRigDiscreteBlock[];
    readonly nuisance: IRigNuisance;
    /**
     * Mesh that lies on another -> that other mesh: hair, brows, overlays. Each vertex moves by the mean of how morph targets move four
     * vertices of the other mesh, whose numbers are the mesh's second and third UV sets in 65535ths. So it needs no targets of its own.
     */
    readonly follow?: Readonly<Record<string, string>>;
    /** By mesh name (glTF node name). A mesh that is not named is hidden in label maps. */
    readonly labels: Readonly<Record<string, RigLabel>>;
    /** By glTF material name. */
    readonly materials: Readonly<Record<string, MaterialPreset>>;
    /** Mesh whose alpha-tested texture decides what is drawn: name -> cut-off 0..1, in pictures by blending, in label maps by the cut-off. */
    readonly alphaCutoff: Readonly<Record<string, number>>;
}
