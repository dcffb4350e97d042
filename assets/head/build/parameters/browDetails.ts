import { Bone, BrowHair, Inflate, type IParameterRow, Move, Row } from "./parameterRow.js";

/** Finer parameters of brow bone and brow hair. */
export const BrowDetails: readonly IParameterRow[] = [
    Row("brow.glabella", "Bone between the brows", Move([0, 7.49], [0.07, 0.09], [0, 0, 2.2])),
    Row("brow.frown", "Frown muscles", Inflate([0.075, 7.465], [0.035, 0.05], 1.6)),
    Row("brow.boneOuter", "Outer brow bone", Move([0.44, 7.5], [0.09, 0.06], [0, 0, 2.6])),
    Row("brow.hollow", "Hollow above the brows", Move([0.27, 7.66], [0.16, 0.055], [0, 0, 2])),
    Row("brow.rimInner", "Inner rim of the eye socket", Move([0.13, 7.43], [0.05, 0.04], [0, 0, 2])),
    Row("brow.outerSpread", "Outer end sideways", Bone("browOuter", "translation", "x", 2.4)),
    Row("brow.hairHeight", "Hair height over the bone", BrowHair([1, 1, 1, 1, 1], 0, 2.2)),
    Row("brow.hairSlope", "Hair slope", BrowHair([-1, -0.5, 0, 0.5, 1], 0, 2.2)),
    Row("brow.hairArch", "Hair arch", BrowHair([-0.7, 0.2, 1, 0.4, -0.7], 0, 2)),
    Row("brow.hairInner", "Inner end length", BrowHair([1, 0.45, 0, 0, 0], -3, 0)),
    Row("brow.hairOuter", "Outer end length", BrowHair([0, 0, 0, 0.45, 1], 3.5, 0)),
    Row("brow.tail", "Outer end height of the hair", BrowHair([0, 0, 0, 0.25, 1], 0, 2.8)),
    Row("brow.head", "Inner end height of the hair", BrowHair([1, 0.3, 0, 0, 0], 0, 2.2)),
    Row("brow.thickInner", "Thickness, inner third", BrowHair([1, 0.8, 0, 0, 0], 0, 0, 0.5)),
    Row("brow.thickMiddle", "Thickness, middle third", BrowHair([0, 0.4, 1, 0.4, 0], 0, 0, 0.5)),
    Row("brow.thickOuter", "Thickness, outer third", BrowHair([0, 0, 0, 0.9, 1], 0, 0, 0.55)),
    Row("brow.peak", "Place of the highest point", BrowHair([0, 0.7, 1, 0.7, 0], 3, 0)),
];
