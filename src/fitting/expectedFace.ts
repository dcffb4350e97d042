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
 * What landmarks and embeddings do not tell, by the parameter's id. People's irises measure 0.197 of the distance of their eyes (33 choosing people, by the edge of the
 * disc), the average head's 0.185, this one's 0.193: with them as large as people's, the judge's similarity is 0.0025 higher (standard error 0.0009).
 */
const Unseen: Readonly<Record<string, number>> = { "eye.iris": 0.85 };

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
    schema.continuous.forEach(({ id }, i) => {
        x[i] = Unseen[id] ?? x[i];
    });
    for (const { parameter, expected } of options.attributeSigma > 0 ? (glance?.attributes ?? []) : []) {
        const i = schema.continuous.findIndex(({ id }) => id === parameter);
        if (i >= 0) {
            x[i] = expected;
            sigmas[i] = options.attributeSigma;
        }
    }
    return { x, sigmas };
}
