import { Cross, Unit } from "../hair/vectors.js";
import { type Point } from "../hair/ground.js";
import { BuildNormals } from "../surface.js";

/** How a vertex follows the fit (rig/glassesFit): with the front alone, with a nose pad, or with the end at an ear, and by what share. */
export interface IHold {
    readonly by: "front" | "pad" | "temple";
    /** 0 = as the front, 1 = as the pad or the end. */
    readonly share: number;
}

/** What a hold is in the first number of a vertex's second UV set. */
const HoldCodes = { front: 0, pad: 0.5, temple: 1 } as const;

/** Points of a cross-section, as offsets along the two axes across the path. */
export type Section = readonly (readonly [number, number])[];

/** A place on a path: where it is, where the path goes, and what the second axis across it is kept near to. */
export interface IStation {
    readonly at: Point;
    readonly along: Point;
    readonly up: Point;
    readonly section: Section;
    readonly hold: IHold;
}

/** Collects the triangles of glasses; millimetres from the midpoint of the eyeballs. */
export class PartBuilder {
    private readonly _positions: number[] = [];
    private readonly _indices: number[] = [];
    private readonly _fit: number[] = [];

    /**
     * Adds a vertex.
     * @param at millimetres
     * @param hold how it follows the fit
     * @returns its number
     */
    public vertex(at: Point, { by, share }: IHold): number {
        this._positions.push(...at);
        this._fit.push(HoldCodes[by], share);
        return this._positions.length / 3 - 1;
    }

    /** Adds a triangle, counter-clockwise from outside. */
    public triangle(a: number, b: number, c: number): void {
        this._indices.push(a, b, c);
    }

    /**
     * Sweeps cross-sections along a path.
     * @param stations at least two, with sections of equal length that turn from the first axis (path x up) to the second
     * @param isClosed whether the last goes on into the first; else both ends are closed by flat caps
     */
    public sweep(stations: readonly IStation[], isClosed: boolean): void {
        const rings = stations.map(({ at, along, up, section, hold }) => {
            const side = Unit(Cross(along, up));
            const top = Unit(Cross(side, along));
            return section.map(([u, v]) => this.vertex([0, 1, 2].map((c) => at[c] + u * side[c] + v * top[c]) as unknown as Point, hold));
        });
        const count = rings[0].length;
        for (let i = 0; i + (isClosed ? 0 : 1) < rings.length; i++) {
            const [near, far] = [rings[i], rings[(i + 1) % rings.length]];
            for (let k = 0; k < count; k++) {
                const next = (k + 1) % count;
                this.triangle(near[k], far[next], near[next]);
                this.triangle(near[k], far[k], far[next]);
            }
        }
        if (!isClosed) {
            const cap = ({ at, hold }: IStation, ring: readonly number[], isStart: boolean): void => {
                const middle = this.vertex(at, hold);
                ring.forEach((corner, k) => {
                    const next = ring[(k + 1) % count];
                    isStart ? this.triangle(middle, corner, next) : this.triangle(middle, next, corner);
                });
            };
            cap(stations[0], rings[0], true);
            cap(stations[stations.length - 1], rings[rings.length - 1], false);
        }
    }

    /** Adds the mirror image of all that was added so far, on the other side of x = 0. */
    public mirror(): void {
        const count = this._positions.length / 3;
        this._positions.push(...this._positions.map((x, i) => (i % 3 === 0 ? -x : x)));
        this._fit.push(...this._fit);
        const turned = this._indices.map((_, i) => this._indices[i - (i % 3) + [0, 2, 1][i % 3]] + count);
        this._indices.push(...turned);
    }

    /**
     * What was added.
     * @param origin of the millimetres, decimetres
     * @returns geometry in decimetres; `fit` holds two numbers a vertex
     */
    public build(origin: Point): {
        readonly positions: Float32Array;
        readonly normals: Float32Array;
        readonly indices: Uint32Array;
        readonly fit: Float32Array;
    } {
        const positions = Float32Array.from(this._positions, (x, i) => x / 100 + origin[i % 3]);
        const indices = Uint32Array.from(this._indices);
        return { positions, normals: BuildNormals(positions, indices), indices, fit: Float32Array.from(this._fit) };
    }
}
