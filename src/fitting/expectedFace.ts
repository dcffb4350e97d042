import { AverageVector } from "../face/faceVector.js";
import { type IDefaultFitOptions } from "./defaultFitOptions.js";
import { type IFitContext } from "./fitContext.js";
import { type IGlance } from "./glance.js";

/** The face that is expected before landmarks are looked at, and how far it may be off. */
export interface IExpectedFace {
    readonly x: Float32Array;
    /** Standard deviation of each continuous parameter. */
    readonly sigmas: Float32Array;
}

/**
 * The average face, or the translator's, with what the embedding says of it as a whole.
 * @param context networks and head
 * @param glance what was seen of the photo at once; undefined where it shows no landmarks
 * @param options see {@link IDefaultFitOptions}
 * @returns the face that is expected
 */
export function ExpectFace(
    { schema, layout }: IFitContext,
    glance: IGlance | undefined,
    options: Pick<IDefaultFitOptions, "attributeSigma" | "landmarkSigma" | "translatorSigma">,
): IExpectedFace {
    const translated = options.translatorSigma > 0 ? glance?.x : undefined;
    const x = translated?.slice() ?? AverageVector(schema);
    const sigmas = new Float32Array(layout.continuousCount).fill(translated ? options.translatorSigma : options.landmarkSigma);
    for (const { parameter, expected } of options.attributeSigma > 0 ? (glance?.attributes ?? []) : []) {
        const i = schema.continuous.findIndex(({ id }) => id === parameter);
        if (i >= 0) {
            x[i] = expected;
            sigmas[i] = options.attributeSigma;
        }
    }
    return { x, sigmas };
}
