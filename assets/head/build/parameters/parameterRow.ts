import { type ParameterGroup } from "../../../../src/face/faceSchema.js";

/** Two source targets that are opposite ends of one slider; amounts are in units of the source's own sliders. */
export interface IPairSource {
    readonly kind: "pair";
    /** Target of the value 0; `null` takes the positive target with the opposite sign. */
    readonly negative: string | null;
    /** Target of the value 1. */
    readonly positive: string;
    readonly low: number;
    readonly high: number;
}

/** A blend of macro targets instead of one target. */
export interface IMacroSource {
    readonly kind: "macro";
    readonly macro: "gender" | "african" | "asian";
    readonly low: number;
    readonly high: number;
}

/** A bone that the parameter moves; a bone with sides is named without L or R and moves mirrored. */
export interface IBoneSource {
    readonly kind: "bone";
    readonly bone: string;
    readonly property: "translation" | "rotation" | "scale";
    readonly axis: "x" | "y" | "z";
    /** Millimetres, degrees or factor - 1. Low is the opposite. */
    readonly amount: number;
}

/** Grows the iris on the eyeball by a share of its radius. */
export interface IIrisSource {
    readonly kind: "iris";
    readonly amount: number;
}

/** Part of the surface that a field is restricted to. */
export type FieldRegion = "any" | "upperLid" | "lowerLid" | "upperLip" | "lowerLip" | "ears" | "skin";

/** How a field moves what it reaches; on the right side mirrored. */
export type FieldMotion =
    /** Millimetres along x, y, z. */
    | { readonly type: "move"; readonly by: readonly [number, number, number] }
    /** Millimetres along the surface's normal. */
    | { readonly type: "inflate"; readonly by: number }
    /** Degrees about the x axis through a point. */
    | { readonly type: "turn"; readonly degrees: number; readonly pivot: readonly [number, number, number] }
    /** Degrees about the x axis (up) or the y axis (outward) through the eyeball's centre, so that a lid stays on the eyeball. */
    | { readonly type: "lid"; readonly axis: "x" | "y"; readonly degrees: number };

/** An authored displacement field with a gaussian falloff about a handle; off the middle it is mirrored to the other side. */
export interface IFieldSource {
    readonly kind: "field";
    readonly region: FieldRegion;
    /** Decimetres on the average face; without z on the foremost skin there. */
    readonly at: readonly [x: number, y: number, z?: number];
    /** Standard deviations along x, y and z, decimetres. */
    readonly size: readonly [x: number, y: number, z?: number];
    readonly motion: FieldMotion;
}

/** A field on the brows' own meshes, along their length t: 0 inner end, 1 outer end. */
export interface IBrowSource {
    readonly kind: "brow";
    /** Weights at t = 0, 0.25, 0.5, 0.75, 1. */
    readonly along: readonly [number, number, number, number, number];
    /** Millimetres outward and upward over the skin, and growth of the thickness, at weight 1. */
    readonly by: readonly [outward: number, upward: number, thickness: number];
}

/** Grows the lashes away from their roots by a share of their length. */
export interface ILashSource {
    readonly kind: "lashes";
    readonly length: number;
}

/** What drives a parameter. */
export type ParameterSource = IPairSource | IMacroSource | IBoneSource | IIrisSource | IFieldSource | IBrowSource | ILashSource;

/** A parameter of the default head. */
export interface IParameterRow {
    readonly id: string;
    readonly group: ParameterGroup;
    readonly label: string;
    readonly sources: readonly ParameterSource[];
}

/** A slider of two source targets. */
export function Pair(stem: string, negative: string, positive: string, amount = 0.5, low = amount): IPairSource {
    return { kind: "pair", negative: `${stem}-${negative}`, positive: `${stem}-${positive}`, low, high: amount };
}

/** A slider between two unlike source targets. */
export function Opposite(negative: string, positive: string, amount: number): IPairSource {
    return { kind: "pair", negative, positive, low: amount, high: amount };
}

/** A slider of one source target with both signs. */
export function Signed(positive: string, amount: number): IPairSource {
    return { kind: "pair", negative: null, positive, low: amount, high: amount };
}

/** A slider of a bone. */
export function Bone(bone: string, property: "translation" | "rotation" | "scale", axis: "x" | "y" | "z", amount: number): IBoneSource {
    return { kind: "bone", bone, property, axis, amount };
}

/** A slider of a macro blend. */
export function Macro(macro: "gender" | "african" | "asian", low: number, high: number): IMacroSource {
    return { kind: "macro", macro, low, high };
}

/** A parameter; its group is the first word of its id. */
export function Row(id: string, label: string, ...sources: ParameterSource[]): IParameterRow {
    return { id, group: id.split(".")[0] as ParameterGroup, label, sources };
}

/** A slider that moves the skin about a handle, millimetres. */
export function Move(
    at: IFieldSource["at"],
    size: IFieldSource["size"],
    by: readonly [number, number, number],
    region: FieldRegion = "any",
): IFieldSource {
    return { kind: "field", region, at, size, motion: { type: "move", by } };
}

/** A slider that swells the skin about a handle, millimetres. */
export function Inflate(at: IFieldSource["at"], size: IFieldSource["size"], by: number, region: FieldRegion = "any"): IFieldSource {
    return { kind: "field", region, at, size, motion: { type: "inflate", by } };
}

/** A slider that turns a lid up over the eyeball, degrees. */
export function Lid(region: "upperLid" | "lowerLid", at: IFieldSource["at"], size: IFieldSource["size"], degrees: number): IFieldSource {
    return { kind: "field", region, at, size, motion: { type: "lid", axis: "x", degrees } };
}

/** A slider that turns the lids outward over the eyeball, degrees. */
export function LidOut(at: IFieldSource["at"], size: IFieldSource["size"], degrees: number): IFieldSource {
    return { kind: "field", region: "any", at, size, motion: { type: "lid", axis: "y", degrees } };
}

/** A slider on the brows' hair alone. */
export function BrowHair(along: IBrowSource["along"], outward: number, upward: number, thickness = 0): IBrowSource {
    return { kind: "brow", along, by: [outward, upward, thickness] };
}
