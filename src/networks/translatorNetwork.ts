import { add, div, leakyRelu, matMul, sub, tensor2d, tidy, type Tensor } from "@tensorflow/tfjs-core";
import { integer, is, literal, minValue, number, object, pipe, string } from "valibot";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IWeightSpec } from "./imitatorConfig.js";
import { LoadNetworkFileAsync, RequireWeights, type INetworkFile } from "./loadNetworkFile.js";

const Count = pipe(number(), integer(), minValue(1));

const ConfigSchema = object({
    type: literal("translator"),
    inputs: Count,
    width: Count,
    outputs: Count,
    recognizer: string(),
});

/** Slope of the activation for negative values. */
const Leak = 0.1;
/** Dense layers. */
const Layers = 3;

/**
 * What a photo looks like to the other networks -> the vector x of its face, in one pass; in the spirit of the translator of "Fast and Robust
 * Face-to-Parameter Translation for Game Character Auto-Creation" (AAAI 2020).
 */
export class TranslatorNetwork {
    private readonly _weights: Readonly<Record<string, Tensor>>;

    private constructor(
        /** Number of features. */
        public readonly inputLength: number,
        /** Length of x. */
        public readonly outputLength: number,
        /** The recogniser whose embedding it reads, as the option `recognizer` names it. */
        public readonly recognizer: string,
        /**
         * The mean embedding of photographs, which is taken off an embedding before the network sees it: in training that of renders was, and the two stand
         * apart.
         */
        public readonly photographMean: Float32Array,
        weights: Record<string, Tensor>,
    ) {
        this._weights = weights;
    }

    /**
     * Loads the network.
     * @param url absolute URL of its folder, ends with a slash
     * @param rig the head in use; a translator of another is refused
     * @param outputLength length of the head's vector x
     * @returns the network; the caller disposes it
     * @throws FaceCreatorError E_READ, E_NETWORK_FILE, E_VERSION_NEWER, E_RIG_MISMATCH
     */
    public static async LoadAsync(
        url: string,
        rig: { readonly id: string; readonly hash: string },
        outputLength: number,
    ): Promise<TranslatorNetwork> {
        const file = await LoadNetworkFileAsync(url, { type: "translator", rig });
        const { architecture, name } = file.manifest;
        try {
            if (!is(ConfigSchema, architecture) || architecture.outputs !== outputLength) {
                throw new FaceCreatorError(
                    "E_NETWORK_FILE",
                    `the manifest of ${name} does not describe a translator of this head`,
                    JSON.stringify(architecture),
                    "train it anew for the head in use",
                );
            }
            const { inputs, outputs, recognizer } = architecture;
            RequireWeights(file, WeightSpecs(architecture, file));
            const photographMean = (await file.weights["photographMean"].data()) as Float32Array;
            const weights = Object.fromEntries(Object.entries(file.weights).map(([id, weight]) => [id, weight.clone()]));
            return new TranslatorNetwork(inputs, outputs, recognizer, photographMean, weights);
        } finally {
            Object.values(file.weights).forEach((weight) => weight.dispose());
        }
    }

    /**
     * Translates.
     * @param features `inputLength` values, the embedding's mean taken off
     * @returns x before it is bounded: the continuous parameters and colours about 0..1, one-hot blocks as scores before the softmax
     */
    public async translateAsync(features: Float32Array): Promise<Float32Array> {
        const w = this._weights;
        const output = tidy(() => {
            let at: Tensor = div(sub(tensor2d(features, [1, features.length]), w["mean"]), w["scale"]);
            for (let i = 0; i < Layers; i++) {
                at = add(matMul(at, w[`layer${i}/weight`]), w[`layer${i}/bias`]);
                at = i < Layers - 1 ? leakyRelu(at, Leak) : at;
            }
            return at;
        });
        const [x, base] = await Promise.all([output.data(), w["base"].data()]);
        output.dispose();
        base.forEach((value, i) => (x[i] += value));
        return x as Float32Array;
    }

    /** Frees the weights. */
    public dispose(): void {
        Object.values(this._weights).forEach((weight) => weight.dispose());
    }
}

function WeightSpecs(
    { inputs, width, outputs }: { inputs: number; width: number; outputs: number },
    file: INetworkFile,
): Pick<IWeightSpec, "name" | "shape">[] {
    const embedding = file.weights["renderMean"]?.size ?? 0;
    const base = file.weights["base"]?.size ?? 0;
    const sides = [inputs, width, width, outputs];
    return [
        { name: "mean", shape: [inputs] },
        { name: "scale", shape: [inputs] },
        { name: "renderMean", shape: [embedding] },
        { name: "photographMean", shape: [embedding] },
        { name: "base", shape: [base] },
        ...Array.from({ length: Layers }, (_, i) => [
            { name: `layer${i}/weight`, shape: [sides[i], sides[i + 1]] },
            { name: `layer${i}/bias`, shape: [sides[i + 1]] },
        ]).flat(),
    ];
}
