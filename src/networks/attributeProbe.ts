import { array, integer, is, literal, minValue, number, object, pipe, string } from "valibot";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { LoadNetworkFileAsync, RequireWeights } from "./loadNetworkFile.js";

const ConfigSchema = object({
    type: literal("attributes"),
    inputs: pipe(number(), integer(), minValue(1)),
    recognizer: string(),
    attributes: array(object({ name: string(), parameter: string(), without: number(), with: number() })),
});

/** What an embedding says of a face as a whole. */
export interface IAttribute {
    readonly name: string;
    /** Id of the parameter that it tells about. */
    readonly parameter: string;
    /** Probability that it is there, 0..1. */
    readonly probability: number;
    /** The value of the parameter that is expected then, 0..1. */
    readonly expected: number;
}

/** Logistic regression on embeddings: what landmarks tell badly, such as how masculine a face is, is plain to a recogniser. */
export class AttributeProbe {
    private constructor(
        /** The recogniser whose embeddings it reads, as the option `recognizer` names it. */
        public readonly recognizer: string,
        private readonly _attributes: readonly { readonly name: string; readonly parameter: string; without: number; with: number }[],
        private readonly _weight: Float32Array,
        private readonly _bias: Float32Array,
    ) {}

    /**
     * Loads the probe.
     * @param url absolute URL of its folder, ends with a slash
     * @returns the probe; it holds no tensors
     * @throws FaceCreatorError E_READ, E_NETWORK_FILE, E_VERSION_NEWER
     */
    public static async LoadAsync(url: string): Promise<AttributeProbe> {
        const file = await LoadNetworkFileAsync(url, { type: "attributes" });
        const { architecture, name } = file.manifest;
        try {
            if (!is(ConfigSchema, architecture)) {
                throw new FaceCreatorError(
                    "E_NETWORK_FILE",
                    `the manifest of ${name} does not describe attributes of faces`,
                    JSON.stringify(architecture),
                    "export it anew",
                );
            }
            const { attributes, inputs, recognizer } = architecture;
            RequireWeights(file, [
                { name: "weight", shape: [inputs, attributes.length] },
                { name: "bias", shape: [attributes.length] },
            ]);
            const [weight, bias] = (await Promise.all([file.weights["weight"].data(), file.weights["bias"].data()])) as Float32Array[];
            return new AttributeProbe(recognizer, attributes, weight, bias);
        } finally {
            Object.values(file.weights).forEach((weight) => weight.dispose());
        }
    }

    /**
     * Reads an embedding.
     * @param embedding of a photograph in the photo-booth frame, length 1
     * @returns each attribute
     */
    public read(embedding: Float32Array): IAttribute[] {
        const count = this._attributes.length;
        return this._attributes.map(({ name, parameter, without, with: present }, column) => {
            const score = embedding.reduce((sum, value, row) => sum + value * this._weight[row * count + column], this._bias[column]);
            const probability = 1 / (1 + Math.exp(-score));
            return { name, parameter, probability, expected: without + (present - without) * probability };
        });
    }
}
