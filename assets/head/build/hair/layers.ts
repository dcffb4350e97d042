import { CurlyCells, type HairAtlas, StraightCells } from "../look/hairAtlas.js";
import { type Cell, type IRibbonLook } from "./cards.js";
import { ClearOfFace, Front, Smooth, Top } from "./flows.js";
import { type Point } from "./ground.js";
import { type IStrand, type IStrandLayer } from "./strands.js";

const { dense, full, thin, wisps, coarse } = StraightCells;

/** Ribbons along the strands of a layer. */
export interface IRibbonLayer extends IStrandLayer, IRibbonLook {}

/** Small cards of curls over the head. */
export interface ITuftLayer {
    /** Distance between tufts on the skin, decimetres. */
    readonly spacing: number;
    /** Decimetres across. */
    readonly size: number;
    /** Height over the skin at a root, decimetres. */
    readonly height: (root: Point) => number;
    /** Linear brightness. */
    readonly shade: number;
    readonly where?: (root: Point) => number;
}

/** Strands that are placed by hand: a tail, a knot. */
export interface IPlacedLayer extends IRibbonLook {
    readonly strands: readonly IStrand[];
}

/** Round locks along strands. */
export interface ILockLayer {
    readonly grow?: IStrandLayer;
    /** Rows along the scalp from the hairline to the nape, by angle to the side, radians. */
    readonly rows?: readonly number[];
    readonly radius: number;
}

/** A hair style by script. */
export interface IHairStyle {
    readonly id: string;
    readonly label: string;
    readonly tags: readonly string[];
    readonly atlas: HairAtlas;
    /** Height of the shell over the scalp at a point, decimetres; below 0 no shell. */
    readonly cap: (p: Point) => number;
    /** Share of the shell's alpha at a point; 1 everywhere if left out. */
    readonly capAlpha?: (p: Point) => number;
    /** Direction that the shell's strands run in. */
    readonly run: "back" | "down" | "side";
    readonly layers: readonly IRibbonLayer[];
    readonly tufts?: readonly ITuftLayer[];
    readonly placed?: readonly IPlacedLayer[];
    readonly locks?: readonly ILockLayer[];
    /** Overlay of short hair on the scalp; none where skin shows. */
    readonly scalp?: string;
}

/** Height of hair over the skin: low at the sides and the nape, higher on top, with what is added at the front. */
export function Volume(sides: number, top: number, front = 0): (p: Point) => number {
    return (p) => {
        const up = Smooth(7.35, 8.15, p[1] - 0.12 * Math.abs(p[0]));
        return sides * (0.35 + 0.65 * Smooth(6.9, 7.5, p[1])) * (1 - up) + top * up + front * Front(p) * Top(p);
    };
}

/** A layer with what most styles share. */
export function Layer(layer: Partial<IRibbonLayer> & Pick<IRibbonLayer, "length" | "flow" | "height">): IRibbonLayer {
    return {
        spacing: 0.1,
        lift: 0.3,
        depth: [0.6, 1],
        rise: 0.35,
        stick: 0.8,
        gravity: 0.02,
        segments: 5,
        scatter: 0.2,
        width: [0.08, 0.12, 0.07],
        cells: [dense, full, coarse],
        roll: 0.3,
        shade: [0.55, 1],
        until: ClearOfFace,
        ...layer,
    };
}

/** The layer, with a darker and lower one of broad ribbons beneath it, and single hairs over it. */
export function Layers(layer: Parameters<typeof Layer>[0], loose = 0.18): readonly IRibbonLayer[] {
    const main = Layer(layer);
    const [a, b, c] = main.width;
    const [amplitude, waves] = main.wave ?? [0, 0];
    return [
        {
            ...main,
            spacing: main.spacing * 1.3,
            segments: Math.max(3, main.segments - 2),
            depth: [0.3, 0.6],
            cells: [dense],
            width: [a * 1.4, b * 1.5, c * 1.4],
            shade: [0.4, 0.62],
        },
        main,
        {
            ...main,
            spacing: Math.max(main.spacing * 1.7, loose),
            depth: [0.95, 1.1],
            cells: [thin, wisps],
            scatter: main.scatter * 1.3 + 0.04,
            width: [a * 0.8, b * 0.8, c * 0.8],
            wave: [amplitude * 0.5, waves],
            shade: [0.6, 1],
        },
    ];
}

/** Baby hair: a fine row along the front hairline that blends hair into skin. */
export function BabyHair(flow: IStrandLayer["flow"], height: IStrandLayer["height"], length = 0.3): IRibbonLayer {
    return Layer({
        spacing: 0.062,
        where: (p) => (p[2] > 0.3 && p[1] < 8.16 - 0.1 * Math.abs(p[0]) ? 1 : -1),
        length: () => length,
        flow,
        height: (p) => Math.min(0.05, height(p)),
        depth: [0.2, 1],
        rise: 0.9,
        segments: 3,
        width: [0.055, 0.07, 0.05],
        cells: [thin, wisps],
        scatter: 0.35,
        shade: [0.7, 0.85],
    });
}

/** Cells of curly ribbons. */
export const Ringlets: readonly Cell[] = [CurlyCells.dense, CurlyCells.full, CurlyCells.thin];
