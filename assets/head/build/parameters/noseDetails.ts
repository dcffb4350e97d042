import { Bone, type IFieldSource, Inflate, type IParameterRow, Move, Row } from "./parameterRow.js";

const TipTurn: IFieldSource = {
    kind: "field",
    region: "any",
    at: [0, 6.96, 1.56],
    size: [0.11, 0.07, 0.08],
    motion: { type: "turn", degrees: -15, pivot: [0, 7, 1.45] },
};

/** Finer parameters of root, bridge, tip, wings and nostrils. */
export const NoseDetails: readonly IParameterRow[] = [
    Row("nose.rootHeight", "Root height in the face", Bone("noseRoot", "translation", "y", 3.5)),
    Row("nose.rootWidth", "Width between the eyes", Inflate([0.115, 7.41], [0.035, 0.04], 2.7)),
    Row("nose.rootPit", "Root hollow", Move([0, 7.365], [0.045, 0.03], [0, 0, 3])),
    Row("nose.humpHigh", "Hump, upper part", Move([0, 7.255], [0.045, 0.035], [0, 0, 3.1])),
    Row("nose.humpLow", "Hump, lower part", Move([0, 7.14], [0.045, 0.035], [0, 0, 3.1])),
    Row("nose.aboveTip", "Bridge above the tip", Move([0, 7.06], [0.05, 0.025], [0, 0, 2.7])),
    Row("nose.sideWall", "Side walls", Inflate([0.115, 7.17], [0.035, 0.06], 2.7)),
    Row("nose.tipDrop", "Tip height by itself", Bone("noseTip", "translation", "y", 3.5)),
    Row("nose.tipTurn", "Tip turned up", TipTurn),
    Row("nose.tipBulb", "Tip roundness", Inflate([0.062, 6.985], [0.03, 0.035], 2.3)),
    Row("nose.tipCleft", "Tip cleft", Move([0, 6.975], [0.016, 0.03], [0, 0, -1.2])),
    Row("nose.columella", "Height of the bridge between the nostrils", Move([0, 6.905], [0.028, 0.032, 0.1], [0, 2.7, 0])),
    Row("nose.rimHeight", "Nostril rim height", Move([0.1, 6.945, 1.5], [0.035, 0.022, 0.07], [0, 2.4, 0])),
    Row("nose.wingTop", "Wing height at its top", Move([0.145, 7.025], [0.035, 0.03], [0, 2.6, 0])),
    Row("nose.wingThickness", "Wing thickness", Inflate([0.155, 6.965], [0.03, 0.035], 2)),
    Row("nose.wingCrease", "Crease behind the wings", Move([0.192, 6.975], [0.022, 0.05], [0, 0, 2.4])),
    Row("nose.wingBase", "Wing root height", Move([0.165, 6.93], [0.035, 0.028], [0, 2.6, 0])),
    Row("nose.base", "Base of the septum", Move([0, 6.868], [0.05, 0.028], [0, 0, 2.7])),
];
