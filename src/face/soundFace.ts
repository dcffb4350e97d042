import { AsymmetryToArray, SplitValue } from "./asymmetry.js";
import { EditFace } from "./createFace.js";
import { type IFace } from "./face.types.js";
import { type IFaceSchema } from "./faceSchema.js";
import { type IShapeLimit, LimitSum } from "./shapePrior.js";

/** How often the way between two faces is halved: finer than a step of a Face along the whole range of a parameter. */
const Halvings = 9;

/**
 * The face on the way from one to another where the first of the head's limits is met on either side. A face that is past a limit already gets no further past it;
 * so no face is worse than the one it came from, or than the limits.
 * @param schema the head's parameters
 * @param from the face from which it goes
 * @param to the face to which it would go; its colours, styles and origin are taken whatever its shape
 * @returns `to` itself where nothing stops it, else a new face with shape and asymmetry between both
 */
export function KeepSound(schema: IFaceSchema, from: IFace, to: IFace): IFace {
    const limits = schema.prior?.limits ?? [];
    const most = SumOnSides(schema, limits, from).map((sum, i) => Math.max(sum, limits[i].most));
    const isSound = (face: IFace): boolean => SumOnSides(schema, limits, face).every((sum, i) => sum <= most[i]);
    if (isSound(to)) {
        return to;
    }
    let share = 0;
    for (let step = 0.5, i = 0; i < Halvings; step /= 2, i++) {
        share += isSound(Between(schema, from, to, share + step)) ? step : 0;
    }
    return Between(schema, from, to, share);
}

/** The larger of the sums of both sides, for each limit. */
function SumOnSides(schema: IFaceSchema, limits: readonly IShapeLimit[], { shape, asymmetry }: IFace): number[] {
    const values = schema.continuous.map(({ id }) => shape[id] ?? 0.5);
    const differences = AsymmetryToArray(schema, asymmetry);
    if (!differences) {
        return limits.map((limit) => LimitSum(limit, values));
    }
    const sides = values.map((value, i) => SplitValue(value, differences[i]));
    const [left, right] = [sides.map((side) => side.left), sides.map((side) => side.right)];
    return limits.map((limit) => Math.max(LimitSum(limit, left), LimitSum(limit, right)));
}

/** Only what differs moves, so that values that no slider reaches stay. */
function Between(schema: IFaceSchema, from: IFace, to: IFace, share: number): IFace {
    const blend = (a: IFace["asymmetry"], b: IFace["asymmetry"], rest: number): Record<string, number> => {
        const values = Object.keys({ ...a, ...b }).map((id) => [id, a?.[id] ?? rest, b?.[id] ?? rest] as const);
        return Object.fromEntries(values.filter(([, x, y]) => x !== y).map(([id, x, y]) => [id, x + share * (y - x)]));
    };
    return EditFace(schema, to, { shape: blend(from.shape, to.shape, 0.5), asymmetry: blend(from.asymmetry, to.asymmetry, 0) });
}
