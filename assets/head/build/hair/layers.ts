import { AtlasColumns, type HairAtlas } from "../look/hairAtlas.js";
import { type Column } from "./cards.js";
import { ClearOfFace, Front, Smooth } from "./flows.js";
import { type Point } from "./ground.js";
import { type IStrandLayer } from "./strands.js";

const { dense, full, thin, wisps } = AtlasColumns;

/** Ribbons along the strands of a layer. */
export interface IRibbonLayer extends IStrandLayer {
    readonly width: readonly [number, number, number];
    readonly columns: readonly Column[];
    readonly roll: number;
}

/** A hair style by script. */
export interface IHairStyle {
    readonly id: string;
    readonly label: string;
    readonly tags: readonly string[];
    readonly atlas: HairAtlas;
    /** Thickness of the shell over the scalp at a point, decimetres; below 0 no shell. */
    readonly cap: (p: Point) => number;
    /** Direction that the shell's strands run in. */
    readonly run: "back" | "down" | "side" | "up";
    readonly layers: readonly IRibbonLayer[];
    /** Overlay of short hair on the scalp. */
    readonly scalp: string;
}

/** Rounds a shell's edge down to the skin at the hairline: by height above the ears and the nape. */
export function Dome(thickness: number, low = 7.1, high = 7.9): (p: Point) => number {
    return (p) => thickness * (0.25 + 0.75 * Smooth(low, high, p[1]));
}

/** A layer with what most styles share. */
export function Layer(layer: Partial<IRibbonLayer> & Pick<IRibbonLayer, "length" | "flow">): IRibbonLayer {
    return {
        spacing: 0.105,
        lift: 0.25,
        stick: 0.5,
        gravity: 0.06,
        over: [0.02, 0.06],
        segments: 6,
        scatter: 0.25,
        width: [0.09, 0.11, 0.05],
        columns: [dense, full],
        roll: 0.25,
        ...layer,
    };
}

/** A fine row along the hairline that blends hair into skin. */
export function Edge(flow: IRibbonLayer["flow"], length: number): IRibbonLayer {
    return Layer({
        spacing: 0.08,
        where: (p) => (p[2] > 0.2 && p[1] > 7.3 ? 1 : -1) * (Front(p) > 0.3 || Math.abs(p[0]) > 0.5 ? 1 : -1),
        length: () => length,
        flow,
        lift: 0.1,
        over: [0.008, 0.03],
        segments: 4,
        width: [0.08, 0.09, 0.03],
        columns: [thin, wisps],
        until: ClearOfFace,
    });
}
