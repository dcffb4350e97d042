import { type IFaceSchema } from "./faceSchema.js";
import { BoothLight, type IHeadPose, type INuisance } from "./nuisance.js";

/** Degrees to either side that the range 0..1 of a pose's value spans, 0.5 being no turn. */
export const PoseRange: IHeadPose = { yaw: 45, pitch: 30, roll: 20 };

/** Least and largest value of each number of a light that the range 0..1 spans. */
const LightRange = { azimuth: [-180, 180], elevation: [-90, 90], key: [0, 2], ambient: [0, 2], color: [0, 2] } as const;

/** Numbers of the nuisance that are no expressions: three angles, then behind the expressions azimuth, elevation, key, ambient, colour. */
const [PoseLength, LightLength] = [3, 7];

/**
 * Length of the nuisance vector of a head: what stands behind x where an imitator draws pose, expressions and light too.
 * @param schema the head's parameters
 * @returns the number of values
 */
export function NuisanceLength(schema: Pick<IFaceSchema, "expressions">): number {
    return PoseLength + schema.expressions.length + LightLength;
}

/**
 * The vector of a neutral frontal face in the photo booth's own light.
 * @param length as {@link NuisanceLength} says
 * @returns a new vector
 */
export function NeutralNuisance(length: number): Float32Array {
    return NuisanceToVector({ expressions: Array.from({ length: length - PoseLength - LightLength }, String) });
}

/**
 * The nuisance vector, which glasses have no place in: yaw, pitch, roll | expressions in rig order | azimuth, elevation, key, ambient, colour of the light.
 * @param schema the head's parameters
 * @param nuisance what is left out is neutral, and the photo booth's own light
 * @returns a new vector of {@link NuisanceLength} values in 0..1; what is outside its range is clamped, unknown expressions are ignored
 */
export function NuisanceToVector(schema: Pick<IFaceSchema, "expressions">, nuisance: INuisance = {}): Float32Array {
    const { yaw = 0, pitch = 0, roll = 0 } = nuisance.pose ?? {};
    const light = { ...BoothLight, ...nuisance.light };
    const scale = (value: number, [from, to]: readonly [number, number]): number => Math.min(1, Math.max(0, (value - from) / (to - from)));
    return Float32Array.from([
        scale(yaw, [-PoseRange.yaw, PoseRange.yaw]),
        scale(pitch, [-PoseRange.pitch, PoseRange.pitch]),
        scale(roll, [-PoseRange.roll, PoseRange.roll]),
        ...schema.expressions.map((id) => scale(nuisance.expression?.[id] ?? 0, [0, 1])),
        scale(light.azimuth, LightRange.azimuth),
        scale(light.elevation, LightRange.elevation),
        scale(light.key, LightRange.key),
        scale(light.ambient, LightRange.ambient),
        ...light.color.map((value) => scale(value, LightRange.color)),
    ]);
}

/**
 * The nuisance of a vector; the reverse of {@link NuisanceToVector}.
 * @param schema the head's parameters
 * @param vector {@link NuisanceLength} values in 0..1
 * @returns the nuisance, with every pose angle, expression and number of the light
 */
export function VectorToNuisance(
    schema: Pick<IFaceSchema, "expressions">,
    vector: ArrayLike<number>,
): Required<Omit<INuisance, "glasses">> {
    const at = (i: number, [from, to]: readonly [number, number]): number => from + (to - from) * vector[i];
    const light = PoseLength + schema.expressions.length;
    return {
        pose: {
            yaw: at(0, [-PoseRange.yaw, PoseRange.yaw]),
            pitch: at(1, [-PoseRange.pitch, PoseRange.pitch]),
            roll: at(2, [-PoseRange.roll, PoseRange.roll]),
        },
        expression: Object.fromEntries(schema.expressions.map((id, i) => [id, vector[PoseLength + i]])),
        light: {
            azimuth: at(light, LightRange.azimuth),
            elevation: at(light + 1, LightRange.elevation),
            key: at(light + 2, LightRange.key),
            ambient: at(light + 3, LightRange.ambient),
            color: [at(light + 4, LightRange.color), at(light + 5, LightRange.color), at(light + 6, LightRange.color)],
        },
    };
}
