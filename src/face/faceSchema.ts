import { type IShapePrior } from "./shapePrior.js";

/** A group of facial parameters, as the paper groups them, plus `macro` for blends of the whole head (age, gender expression, ancestry). */
export type ParameterGroup = "brow" | "eye" | "nose" | "mouth" | "face" | "macro";

/** A continuous facial parameter. Its value is in 0..1; 0.5 is the average face. */
export interface IContinuousParameter {
    /** Stable id, for example `nose.width`. */
    readonly id: string;
    readonly group: ParameterGroup;
    /** Plain label for a player, for example "Width". */
    readonly label: string;
    /** Whether left and right of a head can differ in it (a Face's `asymmetry`); not left out on those that can. */
    readonly sided?: boolean;
}

/** An sRGB colour, each channel in 0..1. */
export type SrgbColor = readonly [number, number, number];

/** A colour that the screen offers beside the plausible ones. */
export interface IColorSwatch {
    /** Plain name, for example "Monk 3". */
    readonly label: string;
    /** What the face gets. */
    readonly color: SrgbColor;
    /** How the part looks then, which differs from `color` by its texture and the light. */
    readonly shown: SrgbColor;
}

/** A colour of the head. */
export interface IColorParameter {
    /** Stable id: `skin`, `hair`, `brow`, `iris` or `lips` on the default head. */
    readonly id: string;
    readonly label: string;
    /** Colour of the average face. */
    readonly default: SrgbColor;
    /** Plausible colours, from which random faces and the colour pickers start; at least two. */
    readonly palette: readonly SrgbColor[];
    /** More colours that the screen offers; random faces and fits leave them alone. On the default head's skin: the ten Monk tones, light to dark. */
    readonly swatches?: readonly IColorSwatch[];
}

/** One option of a discrete block. */
export interface IDiscreteOption {
    /** Stable id, unique in its block. */
    readonly id: string;
    readonly label: string;
    /** Tags that presets of options use, for example `male` on beards. */
    readonly tags?: readonly string[];
    /** The colour that the option stands for, in blocks whose options are colours. */
    readonly color?: SrgbColor;
}

/** A discrete parameter, one-hot in the vector x. Option 0 is "none" where there is one. */
export interface IDiscreteBlock {
    /** Stable id, for example `hair`. */
    readonly id: string;
    readonly label: string;
    readonly options: readonly IDiscreteOption[];
    /** Index of the option of the average face. */
    readonly default: number;
    /** Share of plausible faces that have the default option, 0..1; without it all options are equally likely. */
    readonly defaultShare?: number;
    /** Makeup: no feature of a person, so that a photo's fit by the method `default` leaves it as it is. */
    readonly makeup?: boolean;
}

/** The facial parameters of one head, in the order of the vector x. */
export interface IFaceSchema {
    /** The head that the parameters belong to; `hash` is the rig hash. */
    readonly rig: { readonly id: string; readonly hash: string };
    readonly continuous: readonly IContinuousParameter[];
    readonly colors: readonly IColorParameter[];
    readonly discrete: readonly IDiscreteBlock[];
    /** Ids of the expression units that the head can show, in rig order: engine inputs, no part of x. */
    readonly expressions: readonly string[];
    /** Ids of the glasses that the head can wear: engine inputs, no part of x. Left out on heads without. */
    readonly glasses?: readonly string[];
    /** How the continuous parameters of plausible faces vary; left out on heads that nobody looked at for it. */
    readonly prior?: IShapePrior;
}
