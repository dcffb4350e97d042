import { type IRigGlasses, type ISides } from "./rigFile.types.js";

/** A point or a way, metres. */
export type Point3 = [number, number, number];

/** First and last but one of some points. */
type Range = readonly [number, number];

/**
 * The vertices of the skin that glasses are fitted to.
 * @param glasses from the rig file
 * @returns their numbers
 */
export function ListGlassesVertices({ front, eyes, widths, temples, ears }: IRigGlasses): number[] {
    const pairs = [eyes, widths, temples, ears].flatMap(({ left, right }) => [...left, ...right]);
    return [...front.flatMap(({ vertices }) => vertices), ...pairs];
}

/** Where the vertices of {@link ListGlassesVertices} are on a face, by what they are for. */
export class GlassesPoints {
    private readonly _front: readonly { readonly clearance: number; readonly range: Range }[];
    private readonly _eyes: ISides<Range>;
    private readonly _widths: ISides<Range>;
    private readonly _temples: ISides<Range>;
    private readonly _ears: ISides<Range>;

    /**
     * @param glasses from the rig file
     * @param _positions three metres a vertex; read whenever something is asked for
     */
    public constructor(
        glasses: IRigGlasses,
        private readonly _positions: ArrayLike<number>,
    ) {
        let end = 0;
        const next = ({ length }: readonly number[]): Range => [end, (end += length)];
        const pair = ({ left, right }: ISides<readonly number[]>): ISides<Range> => ({ left: next(left), right: next(right) });
        this._front = glasses.front.map(({ clearance, vertices }) => ({ clearance, range: next(vertices) }));
        this._eyes = pair(glasses.eyes);
        this._widths = pair(glasses.widths);
        this._temples = pair(glasses.temples);
        this._ears = pair(glasses.ears);
    }

    /** The midpoint between the eyes. */
    public get middle(): Point3 {
        const { left, right } = this._meansOf(this._eyes);
        return [(left[0] + right[0]) / 2, (left[1] + right[1]) / 2, (left[2] + right[2]) / 2];
    }

    /** How far the eyes are apart. */
    public get eyeDistance(): number {
        const { left, right } = this._meansOf(this._eyes);
        return left[0] - right[0];
    }

    /** How wide the head is before the ears. */
    public get width(): number {
        const { left, right } = this._meansOf(this._widths);
        return left[0] - right[0];
    }

    /** The roots of the ears. */
    public get ears(): ISides<Point3> {
        return this._meansOf(this._ears);
    }

    /**
     * The largest value over the points that the front stays before.
     * @param measure gets a point and the clearance that it asks for
     * @param most how many of the lists count; default all
     */
    public largestOfFront(measure: (x: number, y: number, z: number, clearance: number) => number, most = this._front.length): number {
        return this._front.slice(0, most).reduce(
            (best, { clearance, range }) =>
                Math.max(
                    best,
                    this._largest(range, (x, y, z) => measure(x, y, z, clearance)),
                ),
            -Infinity,
        );
    }

    /**
     * The largest value over the points that a temple stays outside of.
     * @param side whose
     * @param measure gets a point
     */
    public largestOfTemple(side: keyof ISides<unknown>, measure: (x: number, y: number, z: number) => number): number {
        return this._largest(this._temples[side], measure);
    }

    private _largest([from, to]: Range, measure: (x: number, y: number, z: number) => number): number {
        let best = -Infinity;
        for (let i = 3 * from; i < 3 * to; i += 3) {
            best = Math.max(best, measure(this._positions[i], this._positions[i + 1], this._positions[i + 2]));
        }
        return best;
    }

    private _meansOf({ left, right }: ISides<Range>): ISides<Point3> {
        return { left: this._mean(left), right: this._mean(right) };
    }

    private _mean([from, to]: Range): Point3 {
        const sum: Point3 = [0, 0, 0];
        for (let i = 3 * from; i < 3 * to; i++) {
            sum[i % 3] += this._positions[i] / (to - from);
        }
        return sum;
    }
}
