import { FaceCreatorError } from "../face/faceCreatorError.js";
import { LightCnnConfig } from "./lightCnnConfig.js";
import { MaxFeatureMapWeightSpecs } from "./maxFeatureMapConfig.js";

/** An array of a PyTorch state dict. */
export interface IStateArray {
    readonly shape: readonly number[];
    /** Row by row. */
    readonly data: Float32Array;
}

/** Reorders axes: axis i of the result is axis order[i] of the source. */
function Permute({ shape, data }: IStateArray, order: readonly number[]): Float32Array {
    const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, side) => product * side, 1));
    const target = order.map((axis) => shape[axis]);
    const result = new Float32Array(data.length);
    const index = target.map(() => 0);
    let source = 0;
    for (let i = 0; i < data.length; i++) {
        result[i] = data[source];
        for (let axis = target.length - 1; axis >= 0; axis--) {
            source += strides[order[axis]];
            if (++index[axis] < target[axis]) {
                break;
            }
            source -= index[axis] * strides[order[axis]];
            index[axis] = 0;
        }
    }
    return result;
}

/** The name in the published checkpoint. */
function CheckpointName(name: string): string {
    const [layer, part] = name.split("/");
    return `${layer}${layer === "fc" ? "" : ".filter"}.${part === "kernel" ? "weight" : "bias"}`;
}

/**
 * Converts the published checkpoint format of LightCNN-29 v2 (a PyTorch state dict; names with or without `module.`) to this package's weights. The classifier
 * `fc2` of the training is left out. PyTorch's filters are [out, in, k, k]; the dense layer sees channels first.
 * @param state the arrays by name
 * @returns values by the names and in the shapes of `MaxFeatureMapWeightSpecs` for `LightCnnConfig`
 * @throws FaceCreatorError E_NETWORK_FILE where an array is missing or has another shape
 */
export function ConvertLightCnnCheckpoint(state: Readonly<Record<string, IStateArray>>): Record<string, Float32Array> {
    const weights: Record<string, Float32Array> = {};
    for (const { name, shape } of MaxFeatureMapWeightSpecs(LightCnnConfig)) {
        const wanted = CheckpointName(name);
        const array = state[wanted] ?? state[`module.${wanted}`];
        const published = shape.length === 4 ? [shape[3], shape[2], shape[0], shape[1]] : [...shape].reverse();
        if (array?.shape.join() !== published.join()) {
            const found = `${wanted}: ${array ? array.shape.join(" x ") : "missing"}`;
            throw new FaceCreatorError(
                "E_NETWORK_FILE",
                "not a checkpoint of LightCNN-29 v2:",
                found,
                `it should be ${published.join(" x ")}`,
            );
        }
        if (shape.length === 4) {
            weights[name] = Permute(array, [2, 3, 1, 0]);
        } else if (shape.length === 2) {
            weights[name] = Permute({ shape: [shape[1], 128, 8, 8], data: array.data }, [2, 3, 1, 0]);
        } else {
            weights[name] = array.data;
        }
    }
    return weights;
}
