import { StraightCells } from "../look/hairAtlas.js";
import { BehindHairline, ClearOfBrows, ClearOfFace, Forward, Hanging, Parted, Smooth } from "./flows.js";
import { type Point } from "./ground.js";
import { BabyHair, type IHairStyle, type IRibbonLayer, Layers, Volume } from "./layers.js";
import { Knot, Tail } from "./placed.js";

const { dense, full, thin } = StraightCells;
const Women = ["female"];
const All = ["female", "male"];
const LongVolume = Volume(0.12, 0.13);
const WavyVolume = Volume(0.2, 0.2);
const TiedVolume = Volume(0.06, 0.09, 0.03);
const TailRoot: Point = [0, 8.34, -0.36];
const KnotMiddle: Point = [0, 8.6, -0.12];

/** Layers of hair that falls from a parting. */
function Falling(at: number, length: (p: Point) => number, rest: Partial<IRibbonLayer> = {}): readonly IRibbonLayer[] {
    const strands = Layers({
        spacing: 0.12,
        where: (p) => Math.abs(p[0] - at) - (p[1] > 8 && p[2] > 0 ? 0.02 : -1),
        length,
        flow: Parted(at),
        height: LongVolume,
        lift: 0.35,
        rise: 0.2,
        stick: Hanging,
        gravity: 0.2,
        segments: 9,
        width: [0.06, 0.17, 0.11],
        until: ClearOfFace,
        scatter: 0.1,
        bears: BehindHairline,
        ...rest,
    });
    return [...strands, BabyHair(Parted(at), LongVolume, 0.35)];
}

/** Layers of hair that is drawn to a point of the head. */
function Drawn(to: Point): readonly IRibbonLayer[] {
    const flow = (p: Point): Point => [to[0] - p[0], to[1] - p[1], to[2] - p[2]];
    const rest = { flow, height: TiedVolume, segments: 5, scatter: 0.04, stick: 1, gravity: 0, rise: 0.15, lift: 0.2 };
    const length = (p: Point): number => Math.max(0.15, 1.12 * Math.hypot(...flow(p)) - 0.08);
    return [...Layers({ ...rest, spacing: 0.105, length }), BabyHair(flow, TiedVolume)];
}

/** Longer hair and tied hair. */
export const LongStyles: readonly IHairStyle[] = [
    {
        id: "middlePart",
        label: "Middle part",
        tags: All,
        atlas: "straight",
        cap: (p) => 0.4 * WavyVolume(p),
        run: "side",
        scalp: "scalp",
        layers: Falling(0, (p) => 0.65 + 0.55 * Smooth(7, 8.3, p[1]), {
            height: Volume(0.2, 0.22, 0.06),
            lift: 0.8,
            wave: [0.05, 0.9],
            spacing: 0.11,
            segments: 7,
            width: [0.06, 0.14, 0.06],
            scatter: 0.25,
        }),
    },
    {
        id: "bob",
        label: "Bob",
        tags: Women,
        atlas: "straight",
        cap: (p) => 0.4 * LongVolume(p),
        run: "side",
        scalp: "scalp",
        layers: Falling(0.2, (p) => 0.8 + 1.05 * Smooth(6.9, 8.3, p[1]), {
            height: Volume(0.2, 0.16, 0.04),
            gravity: 0.3,
            width: [0.06, 0.17, 0.14],
            cells: [dense, dense, full],
        }),
    },
    {
        id: "longStraight",
        label: "Long, straight",
        tags: Women,
        atlas: "straight",
        cap: (p) => 0.4 * LongVolume(p),
        run: "side",
        scalp: "scalp",
        layers: Falling(0, (p) => 1.9 + 0.8 * Smooth(7, 8.3, p[1])),
    },
    {
        id: "longWavy",
        label: "Long, wavy",
        tags: Women,
        atlas: "straight",
        cap: (p) => 0.4 * WavyVolume(p),
        run: "side",
        scalp: "scalp",
        layers: Falling(0.22, (p) => 1.7 + 0.7 * Smooth(7, 8.3, p[1]), {
            height: WavyVolume,
            lift: 0.6,
            wave: [0.1, 1.9],
            segments: 11,
            spacing: 0.122,
            width: [0.07, 0.2, 0.11],
            scatter: 0.3,
            cells: [full, thin, dense],
            roll: 0.5,
        }),
    },
    {
        id: "longBangs",
        label: "Long with bangs",
        tags: Women,
        atlas: "straight",
        cap: (p) => 0.4 * LongVolume(p),
        run: "down",
        scalp: "scalp",
        layers: [
            ...Falling(0, (p) => 1.7 + 0.8 * Smooth(7, 8.3, p[1]), { spacing: 0.14 }),
            ...Layers({
                spacing: 0.07,
                where: (p) => (p[1] > 7.95 && p[2] > 0.75 && Math.abs(p[0]) < 0.55 ? 1 : -1),
                length: (p) => 0.55 + 0.45 * (1.3 - p[2]),
                flow: Forward,
                height: () => 0.16,
                lift: 0.5,
                stick: 0.6,
                gravity: 0.1,
                until: ClearOfBrows,
                segments: 5,
                scatter: 0.08,
            }),
        ],
    },
    {
        id: "ponytail",
        label: "Ponytail",
        tags: Women,
        atlas: "straight",
        cap: (p) => 0.5 * TiedVolume(p),
        run: "back",
        scalp: "scalp",
        layers: Drawn(TailRoot),
        placed: [
            {
                strands: Tail(
                    [TailRoot, [0.02, 8.7, -0.5], [0.15, 8.62, -0.85], [0.42, 7.8, -1], [0.66, 6.9, -0.65], [0.72, 6.1, -0.2]],
                    [
                        [0.09, 0.09],
                        [0.16, 0.14],
                        [0.26, 0.2],
                        [0.36, 0.24],
                        [0.34, 0.22],
                        [0.16, 0.12],
                    ],
                    100,
                    31,
                ),
                width: [0.1, 0.2, 0.1],
                cells: [dense, full],
                roll: 0.4,
                shade: [0.6, 1],
            },
        ],
    },
    {
        id: "bun",
        label: "Bun",
        tags: Women,
        atlas: "straight",
        cap: (p) => 0.5 * TiedVolume(p),
        run: "back",
        scalp: "scalp",
        layers: Drawn([0, 8.42, -0.12]),
        placed: [
            { strands: Knot(KnotMiddle, 0.27, 36, 40), width: [0.12, 0.16, 0.12], cells: [dense], roll: 0.1, shade: [0.5, 0.5] },
            { strands: Knot(KnotMiddle, 0.31, 90, 41), width: [0.08, 0.13, 0.06], cells: [dense, full], roll: 0.4, shade: [0.7, 1] },
        ],
    },
];
