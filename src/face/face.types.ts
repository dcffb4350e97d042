import { type SrgbColor } from "./faceSchema.js";

/** Where a face came from. Never holds image data. */
export interface IFaceOrigin {
    readonly kind: "photo" | "random" | "preset" | "player";
    /** Free details, for example the method and the seed of a fit. */
    readonly [key: string]: unknown;
}

/**
 * A face as plain data: what a game stores and sends. Sparse: what equals the average face is left out; unknown ids are kept.
 * All numbers are multiples of 1/250 in 0..1, so that 0.5 is exact and parse -> serialize is byte-identical.
 */
export interface IFace {
    readonly format: "babylon-face-creator/face";
    readonly version: 1;
    readonly rig: { readonly id: string; readonly hash: string };
    /** Continuous parameters by id, 0..1. */
    readonly shape: Readonly<Record<string, number>>;
    /**
     * How much higher a continuous parameter is on the subject's left than on the right, by its id, -1..1 in steps of 1/250: half of it is added on the left
     * and taken off on the right, within 0..1. Left out: both sides alike. Without any the whole record is left out.
     */
    readonly asymmetry?: Readonly<Record<string, number>>;
    /** Colours by id, sRGB 0..1. */
    readonly color: Readonly<Record<string, SrgbColor>>;
    /** Discrete options: block id -> option id. */
    readonly style: Readonly<Record<string, string>>;
    readonly origin?: IFaceOrigin;
    /** Data of the game's own, kept untouched. */
    readonly ext?: Readonly<Record<string, unknown>>;
}
