import { type IFace } from "./face.types.js";
import { type IFaceSchema } from "./faceSchema.js";
import { QuantaPerUnit, QuantiseAsymmetry } from "./quantise.js";

/** A side of the head, the subject's own. */
export type FaceSide = "left" | "right";

/** The values of a parameter on both sides of a face, 0..1. */
export type ISideValues = Readonly<Record<FaceSide, number>>;

/**
 * The values of a parameter on both sides.
 * @param value the parameter's value; outside 0..1 the sides may go as far
 * @param asymmetry of the parameter, -1..1
 * @returns `value` itself on both sides where there is no asymmetry
 */
export function SplitValue(value: number, asymmetry: number): ISideValues {
    const within = (side: number): number => Math.min(Math.max(1, value), Math.max(Math.min(0, value), side));
    return asymmetry === 0 ? { left: value, right: value } : { left: within(value + asymmetry / 2), right: within(value - asymmetry / 2) };
}

/**
 * The values of a parameter on both sides of a face.
 * @param face the face
 * @param id parameter id
 * @returns the values
 */
export function GetSides(face: Pick<IFace, "shape" | "asymmetry">, id: string): ISideValues {
    return SplitValue(face.shape[id] ?? 0.5, face.asymmetry?.[id] ?? 0);
}

/**
 * Moves a parameter on one side of a face; the other side stays exactly. So that both can be said on the grid of a Face, the side that moves has steps of 2/250.
 * @param face the face, not changed
 * @param id id of a parameter whose sides can differ
 * @param side the side that moves
 * @param value its new value; below 0 is 0, above 1 is 1
 * @returns the new values for EditFace
 */
export function MoveSide(face: IFace, id: string, side: FaceSide, value: number): Required<Pick<IFace, "shape" | "asymmetry">> {
    // In halves of the grid: the sum of both sides must be a multiple of four. Beyond an end of the range is the end.
    const halves = 2 * QuantaPerUnit;
    const sides = GetSides(face, id);
    const other = Math.round(sides[side === "left" ? "right" : "left"] * halves);
    const offset = (4 - (other % 4)) % 4;
    const steps = (Math.min(1, Math.max(0, value)) * halves - offset) / 4;
    // Half a step is one in the direction of the move, so that a key's 1/250 goes down as it goes up.
    const half = value < sides[side] ? -1e-6 : 0;
    const nearest = offset + 4 * (value >= 1 ? Math.ceil(steps) : value <= 0 ? Math.floor(steps) : Math.round(steps + half));
    const moved = Math.abs(nearest - other) <= halves ? nearest : nearest - 4 * Math.sign(nearest - other);
    const difference = (moved - other) / halves;
    return { shape: { [id]: (moved + other) / 2 / halves }, asymmetry: { [id]: side === "left" ? difference : -difference } };
}

/**
 * Gives one side of a face the shape of the other.
 * @param schema the head's parameters
 * @param face the face, not changed
 * @param from the side that stays
 * @param ids parameters to take; default: all
 * @returns the new values for EditFace; where a side lies between two steps of 1/250 it moves by half of one
 */
export function CopySide(
    schema: IFaceSchema,
    face: IFace,
    from: FaceSide,
    ids: readonly string[] = schema.continuous.map(({ id }) => id),
): Required<Pick<IFace, "shape" | "asymmetry">> {
    const differing = ids.filter((id) => face.asymmetry?.[id]);
    return {
        shape: Object.fromEntries(differing.map((id) => [id, GetSides(face, id)[from]])),
        asymmetry: Object.fromEntries(differing.map((id) => [id, 0])),
    };
}

/**
 * A face as in a mirror: left and right change places.
 * @param face the face, not changed
 * @returns a new face; styles and colours stay
 */
export function MirrorFace(face: IFace): IFace {
    const { asymmetry, ...rest } = face;
    return { ...rest, ...KeepAsymmetry(asymmetry && Object.fromEntries(Object.entries(asymmetry).map(([id, value]) => [id, -value]))) };
}

/**
 * The asymmetries of a face in the order of the continuous parameters.
 * @param schema the head's parameters
 * @param asymmetry of a face
 * @returns a new array, 0 where left and right of the head cannot differ; null where nothing differs
 */
export function AsymmetryToArray(schema: IFaceSchema, asymmetry: IFace["asymmetry"]): Float64Array | null {
    if (!asymmetry) {
        return null;
    }
    const values = Float64Array.from(schema.continuous, ({ id, sided }) => (sided ? (asymmetry[id] ?? 0) : 0));
    return values.some((value) => value !== 0) ? values : null;
}

/**
 * The record of a Face, rounded to its grid and without what is alike on both sides.
 * @param asymmetry by parameter id
 * @returns to be spread into the face: nothing where both sides are alike in all
 */
export function KeepAsymmetry(asymmetry: IFace["asymmetry"]): Pick<IFace, "asymmetry"> {
    const kept = Object.entries(asymmetry ?? {})
        .map(([id, value]) => [id, QuantiseAsymmetry(value)] as const)
        .filter(([, value]) => value !== 0);
    return kept.length > 0 ? { asymmetry: Object.fromEntries(kept) } : {};
}
