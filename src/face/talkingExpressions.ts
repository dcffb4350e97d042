/** Weights by name, 0..1. */
export type ExpressionWeights = Readonly<Record<string, number>>;

/** Mouth shapes of speech, by the fifteen names that lip-sync tools share. */
export const VisemeNames = ["sil", "PP", "FF", "TH", "DD", "kk", "CH", "SS", "nn", "RR", "aa", "E", "I", "O", "U"] as const;
/** One of {@link VisemeNames}. */
export type VisemeName = (typeof VisemeNames)[number];

/** What each viseme is made of: expression units and their weights. The tongue does not move: TH, DD, kk and nn differ by jaw and lips alone. */
const VisemeBlends: Readonly<Record<VisemeName, ExpressionWeights>> = {
    sil: {},
    PP: { mouthPress: 0.8 },
    FF: { mouthPress: 0.4, jawOpen: 0.08 },
    TH: { jawOpen: 0.2 },
    DD: { jawOpen: 0.16, mouthSmile: 0.1 },
    kk: { jawOpen: 0.24 },
    CH: { mouthPucker: 0.45, jawOpen: 0.12 },
    SS: { mouthSmile: 0.3, jawOpen: 0.08 },
    nn: { jawOpen: 0.12 },
    RR: { mouthPucker: 0.3, jawOpen: 0.18 },
    aa: { jawOpen: 0.7 },
    E: { jawOpen: 0.35, mouthSmile: 0.35 },
    I: { jawOpen: 0.18, mouthSmile: 0.5 },
    O: { jawOpen: 0.45, mouthPucker: 0.55 },
    U: { jawOpen: 0.2, mouthPucker: 0.85 },
};

/** What units stand in for blend shapes of ARKit that a head may lack. Gaze: in and out are towards the nose and away from it. */
const ArkitBlends: Readonly<Record<string, ExpressionWeights>> = {
    eyeLookInLeft: { eyeLookRight: 0.5 },
    eyeLookOutLeft: { eyeLookLeft: 0.5 },
    eyeLookInRight: { eyeLookLeft: 0.5 },
    eyeLookOutRight: { eyeLookRight: 0.5 },
    cheekSquintLeft: { eyeSquintLeft: 0.5 },
    cheekSquintRight: { eyeSquintRight: 0.5 },
    mouthDimpleLeft: { mouthSmile: 0.15 },
    mouthDimpleRight: { mouthSmile: 0.15 },
    mouthFunnel: { mouthPucker: 0.6, jawOpen: 0.2 },
    mouthLowerDownLeft: { jawOpen: 0.08 },
    mouthLowerDownRight: { jawOpen: 0.08 },
    mouthRollLower: { mouthPress: 0.5 },
    mouthRollUpper: { mouthPress: 0.5 },
    mouthStretchLeft: { mouthSmile: 0.2 },
    mouthStretchRight: { mouthSmile: 0.2 },
};

/** The 52 blend shapes of ARKit's face tracking. */
export const ArkitNames: readonly string[] = [
    ..."eyeBlink eyeLookDown eyeLookIn eyeLookOut eyeLookUp eyeSquint eyeWide cheekSquint browDown browOuterUp noseSneer"
        .split(" ")
        .flatMap(Sided),
    ..."mouthSmile mouthFrown mouthDimple mouthStretch mouthPress mouthLowerDown mouthUpperUp jaw mouth".split(" ").flatMap(Sided),
    ..."jawForward jawOpen mouthClose mouthFunnel mouthPucker mouthRollLower mouthRollUpper mouthShrugLower mouthShrugUpper".split(" "),
    ..."browInnerUp cheekPuff tongueOut".split(" "),
];

/**
 * The expression of weights of visemes, for a head that talks: `head.applyNuisance({ expression: VisemeExpression({ aa: 0.8 }) })`. Weights that add up beyond 1 are cut.
 * @param weights weight of each viseme, 0..1; as a rule they add up to 1
 * @param into written and returned, so that no frame allocates; what was in it becomes 0. Default: a new object
 * @returns weights of expression units
 */
export function VisemeExpression(
    weights: Readonly<Partial<Record<VisemeName, number>>>,
    into: Record<string, number> = {},
): Record<string, number> {
    Clear(into);
    for (const viseme in weights) {
        Add(VisemeBlends[viseme as VisemeName], weights[viseme as VisemeName] ?? 0, into);
    }
    return into;
}

/** Weights by the names of ARKit, of a tracked or animated face, as the expression units of one head. */
export class ArkitExpressions {
    /** The names of {@link ArkitNames} that move something on the head, by themselves or by what stands in. */
    public readonly supported: readonly string[];

    private readonly _blends: ReadonlyMap<string, ExpressionWeights>;

    /** @param units ids of the head's expression units, `schema.expressions` */
    public constructor(units: readonly string[]) {
        this._blends = new Map(ArkitNames.map((name) => [name, FindStandIn(name, units)]));
        this.supported = ArkitNames.filter((name) => Object.keys(this._blends.get(name) ?? {}).some((unit) => units.includes(unit)));
    }

    /**
     * The expression of weights: a unit of the same name where the head has one, else the unit of both sides at half the weight, else the nearest blend of units, else nothing.
     * @param weights weights by names of {@link ArkitNames}, 0..1; others are ignored
     * @param into as in {@link VisemeExpression}
     * @returns weights of expression units
     */
    public blend(weights: ExpressionWeights, into: Record<string, number> = {}): Record<string, number> {
        Clear(into);
        for (const name in weights) {
            Add(this._blends.get(name) ?? Nothing, weights[name], into);
        }
        return into;
    }
}

const Nothing: ExpressionWeights = {};

function FindStandIn(name: string, units: readonly string[]): ExpressionWeights {
    if (units.includes(name)) {
        return { [name]: 1 };
    }
    const both = name.replace(/(Left|Right)$/, "");
    return both !== name && units.includes(both) ? { [both]: 0.5 } : (ArkitBlends[name] ?? Nothing);
}

function Sided(name: string): string[] {
    return [`${name}Left`, `${name}Right`];
}

function Clear(weights: Record<string, number>): void {
    for (const unit in weights) {
        weights[unit] = 0;
    }
}

function Add(blend: ExpressionWeights, weight: number, into: Record<string, number>): void {
    for (const unit in blend) {
        into[unit] = Math.min(1, (into[unit] ?? 0) + weight * blend[unit]);
    }
}
