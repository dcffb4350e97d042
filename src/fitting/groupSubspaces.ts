import { type IFaceSchema } from "../face/faceSchema.js";

/** A direction of which less than this part is new adds nothing to a subspace. */
const LeastNewPart = 1e-4;

/**
 * The subspaces, one of each parameter group, in which plausible faces of a head vary together: what the principal components of each group span (the journal
 * version of the paper optimises in them). Taken from the directions of the head's prior, along which people differ; what each parameter varies by on its own has no
 * principal direction.
 * @param schema the head's parameters
 * @returns the projection onto them, count x count in row order of the continuous parameters; undefined where the head has no prior
 */
export function ProjectOntoGroups({ continuous, prior }: Pick<IFaceSchema, "continuous" | "prior">): Float32Array | undefined {
    if (!prior) {
        return undefined;
    }
    const count = continuous.length;
    const projection = new Float32Array(count * count);
    for (const group of new Set(continuous.map((parameter) => parameter.group))) {
        const members = [...continuous.keys()].filter((i) => continuous[i].group === group);
        for (const axis of Orthonormal(prior.directions.map((direction) => members.map((i) => direction[i])))) {
            members.forEach((i, a) => members.forEach((j, b) => (projection[i * count + j] += axis[a] * axis[b])));
        }
    }
    return projection;
}

/** Axes of length 1, at right angles, that span the vectors (Gram and Schmidt). */
function Orthonormal(vectors: readonly (readonly number[])[]): number[][] {
    const axes: number[][] = [];
    for (const vector of vectors) {
        const rest = axes.reduce<readonly number[]>((left, axis) => {
            const along = Dot(left, axis);
            return left.map((value, i) => value - along * axis[i]);
        }, vector);
        const length = Math.sqrt(Dot(rest, rest));
        if (length > LeastNewPart * Math.sqrt(Dot(vector, vector))) {
            axes.push(rest.map((value) => value / length));
        }
    }
    return axes;
}

function Dot(a: readonly number[], b: readonly number[]): number {
    return a.reduce((sum, value, i) => sum + value * b[i], 0);
}
