import { BehindHairline, Down, Hanging, Parted, Smooth, Top } from "./flows.js";
import { type Point } from "./ground.js";
import { type IHairStyle, type ITuftLayer, Layer, Layers, Ringlets, Volume } from "./layers.js";
import { ScalpWeight } from "../regions.js";

const All = ["female", "male"];

/** Height of a round cloud of hair, which grows from the hairline. */
function Cloud(radius: number): (p: Point) => number {
    return (p) => {
        const far = Math.hypot(p[0], p[1] - 7.72, (p[2] - 0.38) * 0.9);
        const rim = Smooth(0.45, 1, ScalpWeight(...p));
        return Math.max(0.03, (radius - far) * (0.2 + 0.8 * rim) * Smooth(6.6, 7.3, p[1]));
    };
}

/** Above 0 along the hairline, where the cloud is steep. */
function AtRim(p: Point): number {
    return 0.85 - ScalpWeight(...p);
}

const CornRows = [-1.3, -1.1, -0.92, -0.74, -0.56, -0.39, -0.23, -0.075, 0.075, 0.23, 0.39, 0.56, 0.74, 0.92, 1.1, 1.3] as const;
const MediumCurls = Volume(0.26, 0.28, 0.04);
const ShortCurls = Volume(0.06, 0.19, 0.03);
const AfroCloud = Cloud(1.28);

/** Tufts in three depths over a shell. */
function Tufts(height: (p: Point) => number, spacing: number, size: number): readonly ITuftLayer[] {
    return [
        { spacing: spacing * 1.15, size: size * 1.1, height: (p) => 0.55 * height(p), shade: 0.55 },
        { spacing, size, height: (p) => 0.8 * height(p), shade: 0.8 },
        { spacing: spacing * 1.05, size: size * 0.85, height, shade: 1 },
    ];
}

/** Curly and coily hair, locks and braids. */
export const CurlyStyles: readonly IHairStyle[] = [
    {
        id: "curlyShort",
        label: "Short curls",
        tags: All,
        atlas: "curly",
        cap: (p) => 0.5 * ShortCurls(p),
        run: "down",
        scalp: "scalp",
        layers: [],
        tufts: Tufts(ShortCurls, 0.075, 0.15),
    },
    {
        id: "curlyMedium",
        label: "Medium curls",
        tags: All,
        atlas: "curly",
        cap: (p) => 0.4 * Volume(0.2, 0.26)(p),
        run: "down",
        scalp: "scalp",
        layers: Layers({
            spacing: 0.11,
            length: (p) => 0.4 + 0.3 * Smooth(6.8, 7.6, p[1]) + 0.3 * Top(p),
            flow: (p, root) => (root[2] > 0.7 && root[1] > 7.8 ? [Math.sign(root[0] - 0.1), -0.5, 0.3] : Down(p)),
            height: MediumCurls,
            bears: BehindHairline,
            lift: 0.9,
            stick: (p) => 0.6 * Hanging(p),
            segments: 7,
            wave: [0.06, 2.2],
            scatter: 0.45,
            width: [0.1, 0.16, 0.12],
            cells: Ringlets,
            roll: 0.4,
        }),
        tufts: [
            { spacing: 0.12, size: 0.2, height: (p) => 0.75 * MediumCurls(p), shade: 0.75 },
            { spacing: 0.13, size: 0.17, height: MediumCurls, shade: 1 },
        ],
    },
    {
        id: "afro",
        label: "Afro",
        tags: All,
        atlas: "curly",
        cap: (p) => 0.35 * AfroCloud(p),
        run: "down",
        scalp: "scalp",
        layers: [],
        tufts: [
            ...Tufts(AfroCloud, 0.074, 0.21),
            { spacing: 0.05, size: 0.17, height: (p) => 0.4 * AfroCloud(p), shade: 0.6, where: AtRim },
            { spacing: 0.05, size: 0.17, height: (p) => 0.75 * AfroCloud(p), shade: 0.85, where: AtRim },
        ],
    },
    {
        id: "dreadlocks",
        label: "Dreadlocks",
        tags: All,
        atlas: "straight",
        cap: () => 0.02,
        run: "down",
        scalp: "scalp",
        layers: [],
        locks: [
            {
                grow: Layer({
                    spacing: 0.165,
                    length: (p) => 1.1 + 0.9 * Smooth(7, 8.3, p[1]),
                    flow: (p, root) => (root[2] > 0.3 ? Parted(0.05)(p, root) : Down(p)),
                    height: Volume(0.12, 0.16),
                    depth: [0.6, 1.2],
                    lift: 0.8,
                    stick: Hanging,
                    gravity: 0.3,
                    segments: 9,
                    scatter: 0.25,
                    wave: [0.03, 1.2],
                }),
                radius: 0.06,
            },
        ],
    },
    {
        id: "cornrows",
        label: "Cornrows",
        tags: All,
        atlas: "straight",
        cap: () => -1,
        run: "back",
        scalp: "scalp",
        layers: [],
        locks: [{ rows: CornRows, radius: 0.052 }],
    },
    {
        id: "mohawk",
        label: "Mohawk",
        tags: All,
        atlas: "straight",
        cap: () => -1,
        run: "back",
        scalp: "scalp",
        layers: [
            Layer({
                spacing: 0.045,
                where: (p) => (p[1] > 7.3 ? 0.15 - Math.abs(p[0]) : -1),
                length: (p) => 0.26 + 0.18 * Smooth(7.6, 8.3, p[1]),
                flow: (p) => [p[0] * 1.5, p[1] - 7.4, p[2] - 0.75],
                height: () => 0.8,
                lift: 4,
                stick: 0,
                gravity: 0,
                width: [0.09, 0.13, 0.06],
                roll: 1.5,
                scatter: 0.3,
            }),
        ],
    },
];
