import { type ParameterGroup } from "../../../src/face/faceSchema.js";

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

/** What drives a parameter. */
export type ParameterSource = IPairSource | IMacroSource | IBoneSource | IIrisSource;

/** A parameter of the default head. */
export interface IParameterRow {
    readonly id: string;
    readonly group: ParameterGroup;
    readonly label: string;
    readonly sources: readonly ParameterSource[];
}

function Pair(stem: string, negative: string, positive: string, amount = 0.5, low = amount): IPairSource {
    return { kind: "pair", negative: `${stem}-${negative}`, positive: `${stem}-${positive}`, low, high: amount };
}

function Opposite(negative: string, positive: string, amount: number): IPairSource {
    return { kind: "pair", negative, positive, low: amount, high: amount };
}

function Signed(positive: string, amount: number): IPairSource {
    return { kind: "pair", negative: null, positive, low: amount, high: amount };
}

function Bone(bone: string, property: "translation" | "rotation" | "scale", axis: "x" | "y" | "z", amount: number): IBoneSource {
    return { kind: "bone", bone, property, axis, amount };
}

function Macro(macro: "gender" | "african" | "asian", low: number, high: number): IMacroSource {
    return { kind: "macro", macro, low, high };
}

function Row(id: string, label: string, ...sources: ParameterSource[]): IParameterRow {
    return { id, group: id.split(".")[0] as ParameterGroup, label, sources };
}

const Brow: readonly IParameterRow[] = [
    Row("brow.height", "Height", Pair("eyebrows/eyebrows-trans-vert", "less", "more", 0.38)),
    Row("brow.angle", "Slope", Pair("eyebrows/eyebrows-angle", "down", "up", 0.38)),
    Row("brow.depth", "Depth", Pair("eyebrows/eyebrows-trans-depth", "less", "more", 0.38)),
    Row("brow.inner", "Inner end height", Bone("browInner", "translation", "y", 1.35)),
    Row("brow.arch", "Arch", Bone("browMiddle", "translation", "y", 1.35)),
    Row("brow.outer", "Outer end height", Bone("browOuter", "translation", "y", 1.65)),
    Row("brow.spacing", "Gap between brows", Bone("browInner", "translation", "x", 1.65), Bone("browMiddle", "translation", "x", 0.9)),
    Row("brow.ridge", "Brow ridge", Bone("browMiddle", "translation", "z", 1.5), Bone("browInner", "translation", "z", 1.2)),
    Row("brow.thickness", "Thickness", Bone("browMiddle", "scale", "y", 0.21), Bone("browInner", "scale", "y", 0.21)),
];

const Eye: readonly IParameterRow[] = [
    Row("eye.size", "Size", Signed("eyes/eye-size-big", 0.3)),
    Row("eye.spacing", "Distance apart", Signed("eyes/eye-move-in", -0.34)),
    Row("eye.height", "Height in the face", Pair("eyes/eye-move", "down", "up", 0.26)),
    Row("eye.depth", "Depth", Pair("eyes/eye-push1", "in", "out", 0.26)),
    Row("eye.openInner", "Opening, inner part", Pair("eyes/eye-height1", "min", "max", 0.26)),
    Row("eye.open", "Opening", Pair("eyes/eye-height2", "min", "max", 0.3)),
    Row("eye.openOuter", "Opening, outer part", Pair("eyes/eye-height3", "min", "max", 0.26)),
    Row("eye.innerCorner", "Inner corner height", Pair("eyes/eye-corner1", "down", "up", 0.34)),
    Row("eye.outerCorner", "Outer corner height", Pair("eyes/eye-corner2", "down", "up", 0.38)),
    Row("eye.epicanthus", "Inner corner fold", Pair("eyes/eye-epicanthus", "in", "out", 0.3)),
    Row("eye.foldHeight", "Lid fold height", Pair("eyes/eye-eyefold", "down", "up", 0.3)),
    Row("eye.foldShape", "Lid fold fullness", Pair("eyes/eye-eyefold", "concave", "convex", 0.3)),
    Row("eye.foldAngle", "Lid fold slope", Pair("eyes/eye-eyefold-angle", "down", "up", 0.3)),
    Row("eye.bag", "Bags", Pair("eyes/eye-bag", "min", "max", 0.3)),
    Row("eye.tilt", "Slant", Bone("lids", "rotation", "z", 3)),
    Row("eye.width", "Width", Bone("lids", "scale", "x", 0.09)),
    Row("eye.iris", "Iris size", { kind: "iris", amount: 0.1 }),
];

const Nose: readonly IParameterRow[] = [
    Row("nose.length", "Length", Pair("nose/nose-scale-vert", "decr", "incr", 0.32)),
    Row("nose.width", "Width", Pair("nose/nose-scale-horiz", "decr", "incr", 0.32)),
    Row("nose.depth", "Projection", Pair("nose/nose-scale-depth", "decr", "incr", 0.32)),
    Row("nose.position", "Height in the face", Pair("nose/nose-trans-vert", "down", "up", 0.25)),
    Row("nose.volume", "Fullness", Pair("nose/nose-volume", "point", "potato", 0.29)),
    Row("nose.greek", "Straight root", Pair("nose/nose-greek", "lessgreek", "moregreek", 0.32)),
    Row("nose.hump", "Hump", Signed("nose/nose-hump-lesshump", -0.4)),
    Row("nose.curve", "Bridge curve", Pair("nose/nose-curve", "concave", "convex", 0.32)),
    Row("nose.compression", "Pinched sides", Pair("nose/nose-compression", "uncompress", "compress", 0.29)),
    Row("nose.tipHeight", "Tip height", Pair("nose/nose-point", "down", "up", 0.32)),
    Row("nose.tipWidth", "Tip width", Pair("nose/nose-point-width", "less", "more", 0.29)),
    Row("nose.wingAngle", "Wing height", Pair("nose/nose-nostrils-angle", "down", "up", 0.25)),
    Row("nose.nostrilWidth", "Nostril width", Pair("nose/nose-nostril-width", "min", "max", 0.22)),
    Row("nose.flaring", "Wing flare", Pair("nose/nose-flaring", "decr", "incr", 0.25)),
    Row("nose.widthTop", "Width at the top", Pair("nose/nose-width1", "min", "max", 0.29)),
    Row("nose.widthMiddle", "Width in the middle", Pair("nose/nose-width2", "min", "max", 0.29)),
    Row("nose.septum", "Septum angle", Pair("nose/nose-septumangle", "decr", "incr", 0.25)),
    Row("nose.tipForward", "Tip forward", Bone("noseTip", "translation", "z", 1.44)),
    Row("nose.tipSize", "Tip size", Bone("noseTip", "scale", "x", 0.13), Bone("noseTip", "scale", "y", 0.1)),
    Row("nose.bridgeDepth", "Bridge height", Bone("noseBridge", "translation", "z", 1.3)),
    Row("nose.rootDepth", "Root height", Bone("noseRoot", "translation", "z", 1.3)),
    Row("nose.wingSpread", "Wing spread", Bone("nostril", "translation", "x", 0.86)),
    Row("nose.wingDepth", "Wing depth", Bone("nostril", "translation", "z", 1.01)),
];

const Mouth: readonly IParameterRow[] = [
    Row("mouth.width", "Width", Pair("mouth/mouth-scale-horiz", "decr", "incr", 0.34)),
    Row("mouth.fullness", "Fullness", Pair("mouth/mouth-scale-vert", "decr", "incr", 0.26)),
    Row("mouth.position", "Height in the face", Pair("mouth/mouth-trans", "down", "up", 0.26)),
    Row("mouth.forward", "Forward", Pair("mouth/mouth-trans", "backward", "forward", 0.26)),
    Row("mouth.corners", "Corner height", Pair("mouth/mouth-angles", "down", "up", 0.3)),
    Row("mouth.cupidsBow", "Cupid's bow", Pair("mouth/mouth-cupidsbow", "decr", "incr", 0.3)),
    Row("mouth.cupidsBowWidth", "Cupid's bow width", Pair("mouth/mouth-cupidsbow-width", "min", "max", 0.3)),
    Row("mouth.dimples", "Dimples", Pair("mouth/mouth-dimples", "out", "in", 0.3)),
    Row("mouth.laughLines", "Laugh lines", Pair("mouth/mouth-laugh-lines", "out", "in", 0.34)),
    Row("mouth.philtrum", "Philtrum", Pair("mouth/mouth-philtrum-volume", "decrease", "increase", 0.3)),
    Row("mouth.upperHeight", "Upper lip height", Pair("mouth/mouth-upperlip-height", "min", "max", 0.26)),
    Row("mouth.upperVolume", "Upper lip volume", Pair("mouth/mouth-upperlip-volume", "deflate", "inflate", 0.26)),
    Row("mouth.upperWidth", "Upper lip width", Pair("mouth/mouth-upperlip-width", "min", "max", 0.26)),
    Row("mouth.lowerHeight", "Lower lip height", Pair("mouth/mouth-lowerlip-height", "min", "max", 0.26)),
    Row("mouth.lowerVolume", "Lower lip volume", Pair("mouth/mouth-lowerlip-volume", "deflate", "inflate", 0.26)),
    Row("mouth.lowerWidth", "Lower lip width", Pair("mouth/mouth-lowerlip-width", "min", "max", 0.26)),
    Row("mouth.upperForward", "Upper lip forward", Bone("upperLip", "translation", "z", 1.05)),
    Row("mouth.lowerForward", "Lower lip forward", Bone("lowerLip", "translation", "z", 1.05)),
    Row("mouth.cornerDepth", "Corner depth", Bone("mouthCorner", "translation", "z", 1.2)),
];

const Face: readonly IParameterRow[] = [
    Row("face.width", "Head width", Pair("head/head-scale-horiz", "less", "more", 0.22)),
    Row("face.height", "Head height", Pair("head/head-scale-vert", "less", "more", 0.19)),
    Row("face.depth", "Head depth", Pair("head/head-scale-depth", "less", "more", 0.22)),
    Row("face.back", "Back of the head", Pair("head/head-back-scale-depth", "less", "more", 0.25)),
    Row("face.taper", "Wide below or above", Opposite("head/head-triangular", "head/head-invertedtriangular", 0.22)),
    Row("face.square", "Oval or square", Opposite("head/head-oval", "head/head-square", 0.22)),
    Row("face.long", "Round or long", Opposite("head/head-round", "head/head-rectangular", 0.22)),
    Row("face.forehead", "Forehead height", Pair("forehead/forehead-scale-vert", "less", "more", 0.25)),
    Row("face.foreheadBulge", "Forehead bulge", Pair("forehead/forehead-nubian", "less", "more", 0.25)),
    Row("face.foreheadDepth", "Forehead depth", Pair("forehead/forehead-trans-depth", "backward", "forward", 0.22)),
    Row("face.temples", "Temples", Pair("forehead/forehead-temple", "in", "out", 0.25)),
    Row("face.chinWidth", "Chin width", Pair("chin/chin-width", "min", "max", 0.34)),
    Row("face.chinHeight", "Chin height", Pair("chin/chin-height", "min", "max", 0.34)),
    Row("face.chinProminence", "Chin prominence", Pair("chin/chin-prominent", "less", "more", 0.34)),
    Row("face.chinCleft", "Chin cleft", Pair("chin/chin-cleft", "out", "in", 0.34)),
    Row("face.jawWidth", "Jaw bones", Pair("chin/chin-bones", "in", "out", 0.38)),
    Row("face.jawDrop", "Jaw height", Pair("chin/chin-jaw-drop", "less", "more", 0.3)),
    Row("face.prognathism", "Jaw forward", Pair("chin/chin-prognathism", "less", "more", 0.3)),
    Row("face.cheekbones", "Cheekbones", Pair("cheek/cheek-bones", "in", "out", 0.38)),
    Row("face.cheekHeight", "Cheek height", Pair("cheek/cheek-trans-vert", "down", "up", 0.38)),
    Row("face.cheekFullness", "Cheek fullness", Pair("cheek/cheek-volume", "deflate", "inflate", 0.38)),
    Row("face.cheekInner", "Inner cheek fullness", Pair("cheek/cheek-inner", "deflate", "inflate", 0.38)),
    Row("face.doubleChin", "Double chin", Pair("neck/neck-double", "less", "more", 0.38)),
    Row("face.earSize", "Ear size", Signed("ears/ear-size-big", 0.3)),
    Row("face.earHeight", "Ear height", Pair("ears/ear-trans-vert", "down", "up", 0.3)),
    Row("face.earFlap", "Ears standing out", Pair("ears/ear-wing", "in", "out", 0.38)),
    Row("face.earAngle", "Ear slant", Pair("ears/ear-rot", "backward", "forward", 0.3)),
    Row("face.earLobe", "Ear lobes", Pair("ears/ear-lobe", "min", "max", 0.38)),
    Row("face.chinForward", "Chin point", Bone("chin", "translation", "z", 2.25)),
    Row("face.chinLength", "Chin length", Bone("chin", "translation", "y", -1.88)),
    Row("face.jawAngle", "Jaw corner width", Bone("jawAngle", "translation", "x", 2.62)),
    Row("face.jawCorner", "Jaw corner height", Bone("jawAngle", "translation", "y", 2.62)),
    Row("face.cheekboneWidth", "Cheekbone width", Bone("cheekbone", "translation", "x", 1.88)),
    Row("face.cheekboneDepth", "Cheekbone forward", Bone("cheekbone", "translation", "z", 1.88)),
    Row("face.cheekDepth", "Cheek hollow", Bone("cheek", "translation", "x", -1.88)),
    Row("face.foreheadWidth", "Forehead width", Bone("foreheadSide", "translation", "x", 1.88)),
];

const MacroRows: readonly IParameterRow[] = [
    Row("macro.gender", "Feminine or masculine", Macro("gender", 0.75, 0.75)),
    Row("macro.african", "African features", Macro("african", 0.35, 0.75)),
    Row("macro.asian", "Asian features", Macro("asian", 0.35, 0.75)),
    Row("macro.age", "Age", Pair("head/head-age", "less", "more", 0.6)),
    Row("macro.weight", "Slim or full face", {
        kind: "pair",
        negative: "head/head-skinny",
        positive: "head/head-fat",
        low: 0.6,
        high: 0.6,
    }),
];

/** All parameters of the default head in the order of the vector x. */
export const ParameterTable: readonly IParameterRow[] = [...MacroRows, ...Face, ...Brow, ...Eye, ...Nose, ...Mouth];
