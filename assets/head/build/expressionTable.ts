/** An expression unit of the default head: source targets with amounts, and bones. */
export interface IExpressionRow {
    /** ARKit name where there is one. */
    readonly id: string;
    readonly label: string;
    /** Names below `expression/units/caucasian/` with amounts. */
    readonly targets: readonly (readonly [name: string, amount: number])[];
    /** Bone rotations in degrees at weight 1. */
    readonly bones?: readonly { readonly bone: string; readonly axis: "x" | "y" | "z"; readonly degrees: number }[];
}

function Sided(id: string, label: string, targets: (side: "left" | "right") => IExpressionRow["targets"]): IExpressionRow[] {
    return [
        { id: `${id}Left`, label: `${label}, left`, targets: targets("left") },
        { id: `${id}Right`, label: `${label}, right`, targets: targets("right") },
    ];
}

function Gaze(id: string, label: string, axis: "x" | "y", degrees: number): IExpressionRow {
    const bones = ["eyeL", "eyeR"].map((bone) => ({ bone, axis, degrees }));
    return { id, label, targets: [], bones };
}

/** The expression units, never part of a Face. */
export const ExpressionTable: readonly IExpressionRow[] = [
    ...Sided("eyeBlink", "Blink", (side) => [[`eye-${side}-closure`, 1]]),
    ...Sided("eyeSquint", "Squint", (side) => [[`eye-${side}-slit`, 0.7]]),
    ...Sided("eyeWide", "Wide eye", (side) => [[`eye-${side}-opened-up`, 0.8]]),
    ...Sided("browDown", "Brow down", (side) => [[`eyebrows-${side}-down`, 0.8]]),
    ...Sided("browOuterUp", "Outer brow up", (side) => [[`eyebrows-${side}-extern-up`, 0.8]]),
    {
        id: "browInnerUp",
        label: "Inner brows up",
        targets: [
            ["eyebrows-left-inner-up", 0.8],
            ["eyebrows-right-inner-up", 0.8],
        ],
    },
    {
        id: "browUp",
        label: "Brows up",
        targets: [
            ["eyebrows-left-up", 0.8],
            ["eyebrows-right-up", 0.8],
        ],
    },
    { id: "jawOpen", label: "Mouth open", targets: [["mouth-open", 0.7]] },
    { id: "mouthSmile", label: "Smile", targets: [["mouth-corner-puller", 0.8]] },
    { id: "mouthFrown", label: "Frown", targets: [["mouth-depression", 0.7]] },
    { id: "mouthPucker", label: "Pucker", targets: [["mouth-pursing", 0.8]] },
    { id: "mouthPress", label: "Pressed lips", targets: [["mouth-compression", 0.8]] },
    {
        id: "noseSneer",
        label: "Sneer",
        targets: [
            ["nose-left-elevation", 0.7],
            ["nose-right-elevation", 0.7],
        ],
    },
    Gaze("eyeLookLeft", "Look left", "y", 25),
    Gaze("eyeLookRight", "Look right", "y", -25),
    Gaze("eyeLookUp", "Look up", "x", -18),
    Gaze("eyeLookDown", "Look down", "x", 18),
];
