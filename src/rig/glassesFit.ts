import { BackOfMesh } from "./backOfMesh.js";
import { type GlassesPoints, type Point3 } from "./glassesPoints.js";
import { type ISides } from "./rigFile.types.js";

/** A mesh of glasses as it lies on the average face. */
export interface IGlassesMesh {
    /** Three metres a vertex. */
    readonly rest: Float32Array;
    /**
     * Two numbers a vertex: 0 = front, 0.5 = nose pad, 1 = temple; and how much it follows the pad, or the temple's end at the ear, instead of the
     * front, 0..1.
     */
    readonly holds: ArrayLike<number>;
    readonly triangles: ArrayLike<number>;
}

/** Where glasses sit: what carries them from the average face to another. */
export interface IGlassesPlace {
    /** How much larger the front is. */
    readonly size: number;
    /** Where the front's point goes that lies between the eyes on the average face. */
    readonly middle: Point3;
    /** How far the pads go forward beyond the front, metres. */
    readonly pads: ISides<number>;
    /** How far the temples' ends go. */
    readonly ears: ISides<Point3>;
    /** How far the temples bow outwards, metres. */
    readonly bows: ISides<number>;
}

/** How much larger or smaller than on the average face a front may be. */
const Sizes = { least: 0.86, most: 1.2 } as const;
/** How far (metres) a pad may be behind its place in the frame, and before it: farther forward, the whole front moves. */
const PadReach = { back: -0.008, forward: 0.0025 } as const;
/** How near a pad comes to the skin, metres. */
const PadClearance = 0.0001;
/** Half a temple's thickness with what it keeps from the skin, and half its height with what may lie between the skin's vertices; metres. */
const Temple = { side: 0.0021, height: 0.005 } as const;
/** The part of a temple that bows: near its ends, hinge and ear hold it. */
const Bowing = [0.06, 0.95] as const;
/** Rings of a temple lie this near (metres) to its end. */
const RingReach = 0.001;
const [PadHold, TempleHold] = [0.5, 1];
type Side = keyof ISides<unknown>;

/**
 * Fits a pair of glasses to faces as an optician does: the front is as large as the face and as near as skin and lashes let it, the pads reach the nose,
 * the temples the ears.
 */
export class GlassesFit {
    private readonly _back: BackOfMesh;
    private readonly _pads: ISides<BackOfMesh>;
    private readonly _average: { readonly middle: Point3; readonly eyes: number; readonly width: number; readonly ears: ISides<Point3> };
    private readonly _lines: ISides<readonly [hinge: Point3, end: Point3]>;

    /**
     * @param meshes of one pair: frame and lenses
     * @param average the skin's points on the average face
     */
    public constructor(meshes: readonly IGlassesMesh[], average: GlassesPoints) {
        this._back = new BackOfMesh();
        this._pads = { left: new BackOfMesh(), right: new BackOfMesh() };
        for (const { rest, holds, triangles } of meshes) {
            const isPad = (v: number): boolean => holds[2 * v] === PadHold && holds[2 * v + 1] > 0.99;
            this._back.add(rest, triangles, (v) => holds[2 * v] === 0);
            this._pads.left.add(rest, triangles, (v) => isPad(v) && rest[3 * v] > 0);
            this._pads.right.add(rest, triangles, (v) => isPad(v) && rest[3 * v] < 0);
        }
        this._average = { middle: average.middle, eyes: average.eyeDistance, width: average.width, ears: average.ears };
        this._lines = { left: TempleLine(meshes, 1), right: TempleLine(meshes, -1) };
    }

    /**
     * Finds where the glasses sit on a face.
     * @param face the skin's points
     * @returns a new place
     */
    public place(face: GlassesPoints): IGlassesPlace {
        const { eyes, width, ears } = this._average;
        const wanted = (face.eyeDistance / eyes + face.width / width) / 2;
        const size = Math.min(Sizes.most, Math.max(Sizes.least, wanted));
        const { middle } = face;
        // The front first lies with its middle between the eyes, then goes to where nothing is in its way.
        middle[2] += face.largestOfFront((x, y, z, clearance) => z + clearance - this._backAt(this._back, x, y, size, middle));
        const reach = (pad: BackOfMesh): number =>
            face.largestOfFront((x, y, z) => z + PadClearance - this._backAt(pad, x, y, size, middle), 1);
        const pads = { left: reach(this._pads.left), right: reach(this._pads.right) };
        const more = Math.max(0, pads.left - PadReach.forward, pads.right - PadReach.forward);
        middle[2] += more;
        const now = face.ears;
        const straight = {
            size,
            middle,
            pads: { left: Math.max(PadReach.back, pads.left - more), right: Math.max(PadReach.back, pads.right - more) },
            ears: { left: Minus(now.left, ears.left), right: Minus(now.right, ears.right) },
            bows: { left: 0, right: 0 },
        };
        return { ...straight, bows: { left: this._bow(face, straight, "left"), right: this._bow(face, straight, "right") } };
    }

    /**
     * Puts a mesh of the pair where the glasses sit.
     * @param mesh the mesh
     * @param place where they sit
     * @param positions written, three metres a vertex
     */
    public apply({ rest, holds }: IGlassesMesh, place: IGlassesPlace, positions: Float32Array): void {
        for (let v = 0; 3 * v < rest.length; v++) {
            const [by, share] = [holds[2 * v], holds[2 * v + 1]];
            const side = rest[3 * v] > 0 ? "left" : "right";
            const at = this._carry([rest[3 * v], rest[3 * v + 1], rest[3 * v + 2]], by === TempleHold ? share : 0, place, side);
            at[2] += by === PadHold ? share * place.pads[side] : 0;
            positions.set(at, 3 * v);
        }
    }

    /** A point of the front or, by a share, of the end at the ear. */
    private _carry(at: Point3, share: number, { size, middle, ears, bows }: IGlassesPlace, side: Side): Point3 {
        const bow = bows[side] * (side === "left" ? 1 : -1) * BowAt(share);
        return [0, 1, 2].map((c) => {
            const front = middle[c] + size * (at[c] - this._average.middle[c]);
            return front + share * (at[c] + ears[side][c] - front) + (c === 0 ? bow : 0);
        }) as Point3;
    }

    /** How far back a part of the front reaches at a place before the face. */
    private _backAt(part: BackOfMesh, x: number, y: number, size: number, middle: Point3): number {
        const from = this._average.middle;
        const z = part.at(from[0] + (x - middle[0]) / size, from[1] + (y - middle[1]) / size);
        return middle[2] + size * (z - from[2]);
    }

    /** How far a temple must bow so that it stays outside of the head. */
    private _bow(face: GlassesPoints, place: IGlassesPlace, side: Side): number {
        const sign = side === "left" ? 1 : -1;
        const [hinge, end] = this._lines[side];
        const [from, to] = [this._carry(hinge, 0, place, side), this._carry(end, 1, place, side)];
        const bow = face.largestOfTemple(side, (x, y, z) => {
            const share = (z - from[2]) / (to[2] - from[2]);
            if (share < Bowing[0] || share > Bowing[1]) {
                return 0;
            }
            const on = this._carry(hinge.map((h, c) => h + share * (end[c] - h)) as Point3, share, place, side);
            return Math.abs(y - on[1]) > Temple.height ? 0 : (sign * (x - on[0]) + Temple.side) / BowAt(share);
        });
        return Math.max(0, bow);
    }
}

/** How much of its bow a temple has at a share of its way from the hinge to the ear. */
function BowAt(share: number): number {
    return 1 - (2 * share - 1) ** 4;
}

function Minus(a: Point3, b: Point3): Point3 {
    return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

/** The middles of a temple where it leaves the hinge and where it meets the ear. */
function TempleLine(meshes: readonly IGlassesMesh[], sign: number): readonly [Point3, Point3] {
    const ringAt = (wanted: number): Point3 => {
        const ring: Point3[] = [];
        for (const { rest, holds } of meshes) {
            for (let v = 0; 3 * v < rest.length; v++) {
                if (holds[2 * v] === TempleHold && Math.abs(holds[2 * v + 1] - wanted) < 1e-3 && sign * rest[3 * v] > 0) {
                    ring.push([rest[3 * v], rest[3 * v + 1], rest[3 * v + 2]]);
                }
            }
        }
        // What leaves the hinge is its hindmost, what meets the ear is the foremost.
        const depths = ring.map(([, , z]) => z);
        const edge = wanted === 0 ? Math.min(...depths) : Math.max(...depths);
        const near = ring.filter(([, , z]) => Math.abs(z - edge) < RingReach);
        return [0, 1, 2].map((c) => near.reduce((sum, point) => sum + point[c] / near.length, 0)) as Point3;
    };
    return [ringAt(0), ringAt(1)];
}
