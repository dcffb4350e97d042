import { type IContinuousParameter, type ParameterGroup } from "../face/faceSchema.js";

/** How many of a group's parameters say how much a point belongs to it. */
const Voters = 3;
/** Parameters that move the point along the hand's way by less than this share of the strongest stay out of a drag, so that few sliders move. */
const LeastShare = 0.3;
/** Stiffness of a drag against many parameters moving at once, as a share of the strongest move. */
const Stiffness = 0.3;

/**
 * What a point of the face belongs to: the group whose parameters are nearest to where they move the face most.
 * @param moves x, y, z for each parameter: how it moves the point
 * @param peaks the longest move of any point by each parameter
 * @param parameters the parameters, in the same order
 * @returns the group; `macro` never
 */
export function ChooseGroup(moves: Float32Array, peaks: Float32Array, parameters: readonly IContinuousParameter[]): ParameterGroup | null {
    const shares = new Map<ParameterGroup, number[]>();
    parameters.forEach(({ group }, i) => {
        if (group !== "macro" && peaks[i] > 0) {
            shares.set(group, [...(shares.get(group) ?? []), Length(moves, i) / peaks[i]]);
        }
    });
    let best: ParameterGroup | null = null;
    let most = 0.05;
    for (const [group, all] of shares) {
        const votes = all.sort((a, b) => b - a).slice(0, Voters);
        const score = votes.reduce((sum, share) => sum + share, 0) / Voters;
        if (score > most) {
            most = score;
            best = group;
        }
    }
    return best;
}

/**
 * How far parameters go so that a point follows the hand: least squares with a stiffness, by the parameters that move it most
 * in the direction of the hand.
 * @param moves x, y, z for each parameter: how it moves the point from 0.5 to 1
 * @param chosen the parameters that may move
 * @param wanted x, y, z of the hand's way
 * @returns for each of `chosen`, its step in the unit of `moves`
 */
export function SolveDrag(moves: Float32Array, chosen: readonly number[], wanted: readonly [number, number, number]): number[] {
    const length = Math.hypot(...wanted);
    if (length === 0) {
        return chosen.map(() => 0);
    }
    const along = chosen.map((i) => Math.abs([0, 1, 2].reduce((sum, c) => sum + (moves[3 * i + c] * wanted[c]) / length, 0)));
    const strongest = along.reduce((most, share) => Math.max(most, share), 0);
    const used = along.map((share) => strongest > 0 && share >= LeastShare * strongest);
    // (D D' + s I) y = wanted, steps = D' y; three equations whatever the number of parameters.
    const a = [0, 1, 2].map((r) =>
        [0, 1, 2].map((c) =>
            chosen.reduce(
                (sum, i, k) => sum + (used[k] ? moves[3 * i + r] * moves[3 * i + c] : 0),
                r === c ? (Stiffness * strongest) ** 2 : 0,
            ),
        ),
    );
    const y = strongest > 0 ? Solve3(a, wanted) : [0, 0, 0];
    return chosen.map((i, k) => (used[k] ? [0, 1, 2].reduce((sum, c) => sum + moves[3 * i + c] * y[c], 0) : 0));
}

function Length(moves: Float32Array, i: number): number {
    return Math.hypot(moves[3 * i], moves[3 * i + 1], moves[3 * i + 2]);
}

/** Cramer's rule. */
function Solve3(a: readonly (readonly number[])[], b: readonly number[]): number[] {
    const det = (m: readonly (readonly number[])[]): number =>
        m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) -
        m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) +
        m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    const whole = det(a);
    return [0, 1, 2].map((c) => det(a.map((row, r) => row.map((value, k) => (k === c ? b[r] : value)))) / whole);
}
