import { AsymmetryToArray, SplitValue } from "./asymmetry.js";
import { EditFace } from "./createFace.js";
import { type IFace } from "./face.types.js";
import { type IFaceSchema } from "./faceSchema.js";
import { Quantise } from "./quantise.js";
import { type IShapeLimit, LimitSum } from "./shapePrior.js";

/** How often the way between two faces is halved: finer than a step of a Face along the whole range of a parameter. */
const Halvings = 9;
/** Millimetres that a sum of a face may seem to differ by though nothing moved. */
const Rounding = 1e-9;

/**
 * The face on the way from one to another where the first of the head's limits is met on either side. A side that is past a limit already gets no further past it;
 * so no side is worse than it was, or than the limits.
 * @param schema the head's parameters
 * @param from the face from which it goes
 * @param to the face to which it would go; its colours, styles and origin are taken whatever its shape
 * @returns `to` itself where nothing stops it, else a new face with shape and asymmetry between both
 */
export function KeepSound(schema: IFaceSchema, from: IFace, to: IFace): IFace {
    const limits = schema.prior?.limits ?? [];
    const most = SumsOfSides(schema, limits, from).map((sum, i) => Math.max(sum, limits[i % limits.length].most));
    const isSound = (face: IFace): boolean => SumsOfSides(schema, limits, face).every((sum, i) => sum <= most[i] + Rounding);
    if (isSound(to)) {
        return to;
    }
    let share = 0;
    for (let step = 0.5, i = 0; i < Halvings; step /= 2, i++) {
        share += isSound(Between(schema, from, to, share + step)) ? step : 0;
    }
    return Between(schema, from, to, share);
}

/**
 * Does so for a random face, which may as well go the other way: of its shape and of that mirrored about the face from which it goes, the one that gets further. A face at
 * a limit could otherwise hardly be varied, since one parameter that is stopped stops them all.
 * @param schema the head's parameters
 * @param from the face from which it goes
 * @param to the random face; its colours, styles and origin are taken whatever its shape
 * @returns `to` itself where nothing stops it, else a new face
 */
export function KeepRandomSound(schema: IFaceSchema, from: IFace, to: IFace): IFace {
    const kept = KeepSound(schema, from, to);
    if (kept === to) {
        return to;
    }
    const mirrored = KeepSound(schema, from, Between(schema, from, to, -1));
    return Distance(schema, from, mirrored) > Distance(schema, from, kept) ? mirrored : kept;
}

function Distance(schema: IFaceSchema, { shape: a }: IFace, { shape: b }: IFace): number {
    return schema.continuous.reduce((sum, { id }) => sum + Math.abs((b[id] ?? 0.5) - (a[id] ?? 0.5)), 0);
}

/** The sums of the limits on the left, then on the right. */
function SumsOfSides(schema: IFaceSchema, limits: readonly IShapeLimit[], { shape, asymmetry }: IFace): number[] {
    const values = schema.continuous.map(({ id }) => shape[id] ?? 0.5);
    const differences = AsymmetryToArray(schema, asymmetry);
    if (!differences) {
        const sums = limits.map((limit) => LimitSum(limit, values));
        return [...sums, ...sums];
    }
    const sides = values.map((value, i) => SplitValue(value, differences[i]));
    return (["left", "right"] as const).flatMap((side) => {
        const those = sides.map((both) => both[side]);
        return limits.map((limit) => LimitSum(limit, those));
    });
}

/**
 * Only what differs moves, so that values that no slider reaches stay. What moves in shape and asymmetry together goes by the same whole steps of a Face in both, so that
 * a side that stays does so exactly.
 */
function Between(schema: IFaceSchema, from: IFace, to: IFace, share: number): IFace {
    const blend = (a: IFace["asymmetry"], b: IFace["asymmetry"], rest: number, of: (id: string) => number): Record<string, number> => {
        const values = Object.keys({ ...a, ...b }).map((id) => [id, a?.[id] ?? rest, b?.[id] ?? rest] as const);
        return Object.fromEntries(values.filter(([, x, y]) => x !== y).map(([id, x, y]) => [id, x + of(id) * (y - x)]));
    };
    const stepped = (id: string): number => {
        const [x, y] = [from.shape[id] ?? 0.5, to.shape[id] ?? 0.5];
        return x === y ? share : (Quantise(x + share * (y - x)) - x) / (y - x);
    };
    const shape = blend(from.shape, to.shape, 0.5, () => share);
    return EditFace(schema, to, { shape, asymmetry: blend(from.asymmetry, to.asymmetry, 0, stepped) });
}
