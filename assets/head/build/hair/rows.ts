import { ScalpWeight } from "../regions.js";
import { type IGround, type Point } from "./ground.js";
import { type IStrand } from "./strands.js";
import { AddScaled, Dot, Unit } from "./vectors.js";

const Middle: Point = [0, 7.6, 0.4];

/** The point of the skin that is seen from the head's middle in a direction, with its normal. */
function OnSkin(ground: IGround, direction: Point): { readonly at: Point; readonly out: Point } {
    let far = 1;
    let out = direction;
    for (let step = 0; step < 10; step++) {
        const { distance, normal } = ground.above(AddScaled(Middle, direction, far));
        far -= distance / Math.max(0.4, Dot(normal, direction));
        out = normal;
    }
    return { at: AddScaled(Middle, direction, far), out };
}

/**
 * Rows along the scalp from the front hairline to the nape.
 * @param ground the skin
 * @param angles of the rows to the side, radians
 * @param height of their middle over the skin, decimetres
 * @returns a strand a row
 */
export function ScalpRows(ground: IGround, angles: readonly number[], height: number): IStrand[] {
    return angles.flatMap((angle, i) => {
        const steps = Array.from({ length: 56 }, (_, k) => (k / 55) * 3.9 - 0.1);
        const row = steps
            .map((a): Point => Unit([Math.sin(angle), Math.cos(angle) * Math.sin(a), Math.cos(angle) * Math.cos(a)]))
            .map((direction) => OnSkin(ground, direction))
            .filter(({ at }) => ScalpWeight(...at) > 0.5);
        const points = row.map(({ at, out }) => AddScaled(at, out, height));
        return points.length > 4 ? [{ points, normals: row.map(({ out }) => out), chance: ((i * 7) % 11) / 11 }] : [];
    });
}
