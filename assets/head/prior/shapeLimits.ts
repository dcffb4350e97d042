import { type IShapeLimit, type IShapePrior, DrawShape } from "../../../src/face/shapePrior.js";
import { CreateAverageFace, VectorToFace } from "../../../src/face/createFace.js";
import { FaceToVector } from "../../../src/face/faceVector.js";
import { SeededRandom } from "../../../src/face/random.js";
import { type HeadRig } from "../../../src/rig/HeadRig.js";
import { type ContactPlace, FindContactPair, type IContactPair } from "../../../test/unit/headContacts.js";
import { ContactDistances, PosedPositions } from "../../../test/unit/headGeometry.js";
import { RidgeSolver } from "./leastSquares.js";

/** How deep (millimetres) surfaces of a plausible face go into each other at most, as the limits foresee it. */
const Most: readonly (readonly [place: ContactPlace, mesh: string, surface: string, most: number])[] = [
    ["lids", "head", "sclera", 0.8],
    ["lidWalls", "head", "sclera", 2],
    ["teeth", "teeth", "head", 2],
];
/** Millimetres beyond which a face that no limit foresaw makes another limit. */
const Slack = 0.1;
const Ridge = 0.002;
/** Limits are the same where no weight differs by more; millimetres. */
const Same = 0.1;
/** Smaller weights are noise of the fit, and a place does not know the parameter: without this a face at a limit could hardly be moved anywhere. Millimetres. */
const Least = 0.05;
const Seed = 3100;

/** What the limits are fitted to; a row a face. */
interface IMeasured {
    /** Twice the offsets from 0.5, and 1. */
    readonly rows: readonly Float64Array[];
    /** For each place the depth (millimetres) of each point. */
    readonly depths: readonly (readonly Float32Array[])[];
}

/** A limit with how well it tells the depth of its point on faces that it was not fitted to: share of the variance. */
export interface IFoundLimit extends IShapeLimit {
    readonly explained: number;
}

/**
 * Finds linear limits that keep lids, eyeballs, teeth and lips apart: draws faces, measures how deep each point goes into the other surface, and fits that depth by
 * least squares where a face breaks that no limit before foresaw.
 * @param head the built head
 * @param prior what faces are drawn from; its limits are left out
 * @param count faces to draw
 * @returns the limits
 */
export function FindLimits(head: HeadRig, prior: IShapePrior, count: number): IFoundLimit[] {
    const pairs = Most.map(([place, mesh, surface]) => FindContactPair(head, place, mesh, surface));
    const { rows, depths: all } = MeasureFaces(head, { ...prior, limits: [] }, pairs, count);
    const fitted = Math.floor(0.8 * count);
    return Most.flatMap(([place, , , most], k) => {
        const depths = all[k];
        const solve = RidgeSolver(rows.slice(0, fitted), Ridge);
        const limits: IFoundLimit[] = [];
        const missed = new Set(rows.keys());
        for (;;) {
            const deepest = [...missed].reduce((best, face) => (LargestOf(depths[face]) > LargestOf(depths[best] ?? []) ? face : best), -1);
            if (deepest < 0 || LargestOf(depths[deepest]) <= most + Slack) {
                return limits;
            }
            const point = depths[deepest].indexOf(LargestOf(depths[deepest]));
            const weights = solve(depths.slice(0, fitted).map((row) => row[point]));
            const foretold = rows.map((row) => row.reduce((sum, value, i) => sum + value * weights[i], 0));
            foretold.forEach((depth, face) => depth > most && missed.delete(face));
            missed.delete(deepest);
            const kept = weights.map((weight, i) => (i < weights.length - 1 && Math.abs(weight) < Least ? 0 : weight));
            const explained = Explained(
                rows.slice(fitted).map((row) => row.reduce((sum, value, i) => sum + value * kept[i], 0)),
                depths.slice(fitted).map((row) => row[point]),
            );
            const rounded = (value: number): number => Math.round(value * 100) / 100;
            const limit = {
                place,
                weights: Array.from(kept.slice(0, -1), rounded),
                most: rounded(most - weights[weights.length - 1]),
                explained,
            };
            // The other side of the face makes the same limit.
            if (!limits.some((other) => other.weights.every((weight, i) => Math.abs(weight - limit.weights[i]) <= Same))) {
                limits.push(limit);
            }
        }
    });
}

function MeasureFaces(head: HeadRig, prior: IShapePrior, pairs: readonly IContactPair[], count: number): IMeasured {
    const parameters = head.schema.continuous.length;
    const rows: Float64Array[] = [];
    const depths = pairs.map((): Float32Array[] => []);
    const x = FaceToVector(head.schema, CreateAverageFace(head.schema));
    for (let face = 0; face < count; face++) {
        const shape = DrawShape(prior, parameters, new SeededRandom(Seed, face));
        x.set(shape);
        head.applyFace({ ...VectorToFace(head.schema, x), style: {} });
        rows.push(Float64Array.from({ length: parameters + 1 }, (_, i) => (i < parameters ? 2 * (shape[i] - 0.5) : 1)));
        pairs.forEach(({ mesh, surface, contacts }, k) => {
            const distances = ContactDistances(contacts, PosedPositions(mesh), PosedPositions(surface), surface.getIndices() ?? []);
            depths[k].push(Float32Array.from(distances, (distance) => -1000 * distance));
        });
    }
    return { rows, depths };
}

function LargestOf(values: Iterable<number>): number {
    let largest = -Infinity;
    for (const value of values) {
        largest = Math.max(largest, value);
    }
    return largest;
}

function Explained(foretold: readonly number[], values: readonly number[]): number {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const square = (of: (i: number) => number): number => values.reduce((sum, value, i) => sum + (value - of(i)) ** 2, 0);
    return 1 - square((i) => foretold[i]) / square(() => mean);
}
