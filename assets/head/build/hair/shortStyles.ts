import { StraightCells } from "../look/hairAtlas.js";
import { ValueNoise } from "../look/noise.js";
import { Back, ClearOfBrows, Down, Forward, Front, OnTop, SidesDown, Smooth, Swept, Top } from "./flows.js";
import { BabyHair, type IHairStyle, Layer, Layers, Volume } from "./layers.js";
import { type Point } from "./ground.js";

const { dense, full, thin, coarse } = StraightCells;
const Men = ["male"];
const All = ["female", "male"];

const TaperVolume = Volume(0.05, 0.2, 0.1);
const PartVolume = Volume(0.09, 0.2, 0.16);
const SlickVolume = Volume(0.06, 0.12, 0.08);
const QuiffVolume = Volume(0.03, 0.21, 0.17);
const FringeVolume = Volume(0.17, 0.2, 0.02);
const PixieVolume = Volume(0.11, 0.2, 0.06);
const PartAt = 0.3;

/** The front of a short cut: brushed up a little and to a side. */
function BrushedUp(p: Point): Point {
    return p[2] > 1 ? [-0.7, 0.7, 0.15] : [-0.35, 0.1, 0.8];
}

/** Where hair is left on a head that is bald on top: a ring over the ears and at the back. */
function Ring(p: Point): number {
    const ragged = 0.5 * (ValueNoise(p[0] * 22, p[1] * 22, p[2] * 22) - 0.5);
    return Smooth(8.16, 7.78, p[1] - 0.08 * Smooth(0.3, -0.4, p[2]) + 0.34 * Smooth(0, 0.75, p[2])) * Smooth(1.35, 1, p[2]) + ragged;
}

/** Short hair. */
export const ShortStyles: readonly IHairStyle[] = [
    { id: "buzz", label: "Buzz cut", tags: All, atlas: "straight", cap: () => -1, run: "back", scalp: "scalp", layers: [] },
    {
        id: "taperedShort",
        label: "Short, tapered",
        tags: Men,
        atlas: "straight",
        cap: (p) => 0.5 * TaperVolume(p),
        run: "back",
        scalp: "scalp",
        layers: [
            ...Layers({
                spacing: 0.085,
                length: (p) => 0.17 + 0.1 * Smooth(7.2, 7.8, p[1]) + 0.24 * Top(p),
                flow: OnTop(BrushedUp, SidesDown),
                height: TaperVolume,
                lift: (p) => 0.3 + 0.8 * Top(p),
                segments: 4,
                rise: 0.6,
                scatter: 0.35,
                width: [0.07, 0.1, 0.05],
                cells: [coarse, coarse, full],
            }),
            BabyHair(BrushedUp, TaperVolume, 0.2),
        ],
    },
    {
        id: "sidePart",
        label: "Side part",
        tags: Men,
        atlas: "straight",
        cap: (p) => 0.4 * PartVolume(p) * Smooth(0, 0.1, Math.abs(p[0] - PartAt)),
        run: "side",
        scalp: "scalp",
        layers: [
            ...Layers({
                spacing: 0.09,
                where: (p) => Math.abs(p[0] - PartAt) - 0.025,
                length: (p) => 0.24 + 0.6 * Top(p) * (p[0] < PartAt ? 1 : 0.35),
                flow: OnTop(Swept(PartAt), SidesDown),
                height: PartVolume,
                lift: (p) => 0.2 + 0.7 * Top(p),
                rise: 0.3,
                segments: 5,
                scatter: 0.12,
                until: ClearOfBrows,
            }),
            BabyHair(Swept(PartAt), PartVolume, 0.25),
        ],
    },
    {
        id: "slickBack",
        label: "Slicked back",
        tags: Men,
        atlas: "straight",
        cap: (p) => 0.5 * SlickVolume(p),
        run: "back",
        scalp: "scalp",
        layers: [
            ...Layers({
                spacing: 0.096,
                length: (p) => 0.4 + 0.6 * Front(p) + 0.3 * Top(p),
                flow: OnTop(Back, (p) => [p[0] * 0.1, -0.45, -1]),
                height: SlickVolume,
                lift: (p) => 0.15 + 0.4 * Front(p),
                rise: 0.3,
                stick: 1,
                scatter: 0.03,
                segments: 6,
            }),
            BabyHair(Back, SlickVolume),
        ],
    },
    {
        id: "quiff",
        label: "Quiff",
        tags: Men,
        atlas: "straight",
        cap: (p) => 0.75 * QuiffVolume(p),
        run: "back",
        scalp: "scalp",
        layers: [
            ...Layers({
                spacing: 0.09,
                length: (p) => 0.2 + 0.6 * Top(p) + 0.2 * Front(p) * Top(p),
                flow: OnTop(Back, SidesDown),
                height: QuiffVolume,
                lift: () => 0.04,
                depth: [0.85, 1],
                rise: 0.1,
                stick: 1,
                gravity: 0,
                segments: 5,
                scatter: 0.1,
                width: [0.06, 0.1, 0.02],
                cells: [dense, full],
            }),
            BabyHair(Back, QuiffVolume, 0.22),
        ],
    },
    {
        id: "fringe",
        label: "Fringe",
        tags: All,
        atlas: "straight",
        cap: (p) => 0.4 * FringeVolume(p),
        run: "down",
        scalp: "scalp",
        layers: Layers({
            spacing: 0.1,
            length: (p) => (0.55 + 0.35 * Top(p) + 0.15 * Front(p)) * (0.35 + 0.65 * Smooth(6.8, 7.6, p[1])),
            flow: (p, root) => (root[2] > 0.5 && root[1] > 7.8 ? Forward(p) : Down(p)),
            height: FringeVolume,
            stick: (p) => (p[1] < 7.2 ? 0.5 : 0.8),
            until: ClearOfBrows,
            segments: 6,
            scatter: 0.12,
        }),
    },
    {
        id: "pixie",
        label: "Pixie",
        tags: ["female"],
        atlas: "straight",
        cap: (p) => 0.4 * PixieVolume(p),
        run: "down",
        scalp: "scalp",
        layers: Layers({
            spacing: 0.095,
            length: (p) => 0.2 + 0.18 * Smooth(6.9, 7.6, p[1]) + 0.4 * Top(p),
            flow: (p, root) =>
                root[2] > 0.2 && root[1] > 7.7 ? [-0.9, p[2] > 1 ? -0.55 : 0, p[2] > 1 ? 0.2 : 0.8] : [p[0] * 0.2, -1, 0.25],
            height: PixieVolume,
            until: ClearOfBrows,
            segments: 6,
            scatter: 0.3,
            width: [0.08, 0.11, 0.04],
            cells: [coarse, full, thin],
        }),
    },
    {
        id: "baldTop",
        label: "Bald on top",
        tags: Men,
        atlas: "straight",
        cap: () => 0.012,
        capAlpha: (p) => Math.max(0, Math.min(1, Ring(p))),
        run: "side",
        layers: [
            Layer({
                spacing: 0.06,
                where: (p) => Ring(p) - 0.25 - 0.5 * ValueNoise(p[0] * 90, p[1] * 90, p[2] * 90),
                length: () => 0.2,
                flow: (p) => [p[0] * 0.1, -1, -0.6],
                height: () => 0.06,
                segments: 3,
                scatter: 0.3,
                width: [0.07, 0.09, 0.05],
                cells: [coarse, thin],
                shade: [0.6, 0.95],
            }),
        ],
    },
];
