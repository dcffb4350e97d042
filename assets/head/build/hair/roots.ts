import { type IGround, type Point } from "./ground.js";
import { Chance } from "./strands.js";
import { Unit } from "./vectors.js";

/** Where a strand leaves the skin. */
export interface IRoot {
    readonly root: Point;
    readonly normal: Point;
}

/** Candidates for each root that is kept. */
const Tries = 5;

/**
 * Spreads roots over the scalp, no two nearer than the spacing; towards the hairline they thin out.
 * @param ground the skin
 * @param spacing decimetres
 * @param seed of all that is random
 * @param where keeps roots above 0
 * @returns the roots
 */
export function SampleRoots(ground: IGround, spacing: number, seed: number, where?: (root: Point) => number): IRoot[] {
    const candidates: (IRoot & { readonly order: number })[] = [];
    const at = (values: Float32Array, v: number): Point => [values[v * 3], values[v * 3 + 1], values[v * 3 + 2]];
    for (let t = 0; t < ground.indices.length; t += 3) {
        const [a, b, c] = [ground.indices[t], ground.indices[t + 1], ground.indices[t + 2]];
        if (Math.max(ground.scalp[a], ground.scalp[b], ground.scalp[c]) < 0.45) {
            continue;
        }
        const [pa, pb, pc] = [a, b, c].map((v) => at(ground.positions, v));
        const [u, w] = [pb.map((x, k) => x - pa[k]), pc.map((x, k) => x - pa[k])];
        const area = Math.hypot(u[1] * w[2] - u[2] * w[1], u[2] * w[0] - u[0] * w[2], u[0] * w[1] - u[1] * w[0]) / 2;
        const chance = (salt: number): number => Chance(seed * 7919 + t, salt);
        const count = Math.floor((area * Tries) / spacing ** 2 + chance(0));
        for (let k = 0; k < count; k++) {
            const [r, s] = [Math.sqrt(chance(4 * k + 1)), chance(4 * k + 2)];
            const mix = (values: Float32Array): Point => {
                const [x, y, z] = [a, b, c].map((v) => at(values, v));
                return [0, 1, 2].map((n) => x[n] * (1 - r) + y[n] * r * (1 - s) + z[n] * r * s) as unknown as Point;
            };
            const scalp = ground.scalp[a] * (1 - r) + ground.scalp[b] * r * (1 - s) + ground.scalp[c] * r * s;
            const root = mix(ground.positions);
            if (scalp > 0.47 + 0.11 * chance(4 * k + 3) ** 2 && (where?.(root) ?? 1) > 0) {
                candidates.push({ root, normal: Unit(mix(ground.normals)), order: chance(4 * k + 4) });
            }
        }
    }
    candidates.sort((a, b) => a.order - b.order);
    const kept: IRoot[] = [];
    for (const one of candidates) {
        const [x, y, z] = one.root;
        if (kept.every(({ root }) => Math.hypot(root[0] - x, root[1] - y, root[2] - z) >= spacing)) {
            kept.push(one);
        }
    }
    return kept;
}
