import { type IEstimate } from "./bootstrap.js";
import { type DiceName, type IDice } from "./dice.js";
import { type IGradientTrust } from "./gradientTrust.js";
import { type ImitatorSet } from "./imitator.js";
import { type IImitatorErrors } from "./imitatorErrors.js";
import { type IImitatorLabels } from "./imitatorLabels.js";

/** Figures of one set of faces. */
export interface IImitatorSetFigures extends Omit<IImitatorErrors, "each"> {
    readonly F1: IEstimate;
    readonly judge: IEstimate;
    /** Pictures of the imitator in which the judge finds no face. */
    readonly noFace: number;
    /** What F2 sees on both pictures. */
    readonly labels: IImitatorLabels;
    /** The imitator's own part labels against the engine's, where it draws them. */
    readonly drawnLabels?: Readonly<Record<DiceName, IDice>>;
}

/** All that `evaluate imitator` measures. */
export interface IImitatorFigures {
    readonly sets: Partial<Record<ImitatorSet, IImitatorSetFigures>>;
    /** By group of parameters. */
    readonly gradientTrust: Readonly<Record<string, IGradientTrust>>;
    /** The faces with the largest errors, largest first. */
    readonly worst: readonly { readonly face: string; readonly error: number }[];
}
