import {
    add,
    conv2dTranspose,
    mean,
    mul,
    relu,
    reshape,
    rsqrt,
    square,
    sub,
    tensor,
    tidy,
    variable,
    type Variable,
    type Tensor,
    type Tensor1D,
    type Tensor2D,
    type Tensor4D,
} from "@tensorflow/tfjs-core";
import { type SeededRandom } from "../face/random.js";
import { BatchNormEpsilon, ImitatorFilterSize, ImitatorWeightSpecs, type IImitatorConfig, type IWeightSpec } from "./imitatorConfig.js";

/** Tensors by weight name. */
export type WeightMap = Readonly<Record<string, Tensor>>;

/** Variables of a network in training, by weight name; moving averages are not trainable. */
export type VariableMap = Readonly<Record<string, Variable>>;

/** Share of a batch in the moving averages of batch normalisation (PyTorch's convention). */
const Momentum = 0.1;

/** Grey that an untrained imitator draws: the photo booth's background. */
const InitialBias = 0.5;

/**
 * Makes the variables of an untrained imitator: kernels with the variance that keeps the signal's, batch normalisation neutral.
 * @param config the architecture
 * @param random source of the kernels
 * @returns variables by name, in the order of {@link ImitatorWeightSpecs}; the caller disposes them
 */
export function CreateImitatorVariables(config: IImitatorConfig, random: SeededRandom): Record<string, Variable> {
    const variables: Record<string, Variable> = {};
    for (const spec of ImitatorWeightSpecs(config)) {
        const values = InitialValues(spec, random);
        variables[spec.name] = tidy(() => variable(tensor(values, [...spec.shape]), spec.trainable));
    }
    return variables;
}

/**
 * The forward pass of training: batch statistics in batch normalisation, whose moving averages move as a side effect (with the unbiased
 * variance, as in PyTorch). Call inside `variableGrads` or an optimiser's `minimize`.
 * @param config the architecture
 * @param variables of {@link CreateImitatorVariables}
 * @param x [n, inputLength], 0..1, n > 1
 * @returns [n, outputSize, outputSize, outputChannels]
 */
export function TrainImitator(config: IImitatorConfig, variables: VariableMap, x: Tensor2D): Tensor4D {
    let maps: Tensor4D = reshape(sub(mul(x, 2), 1), [x.shape[0], 1, 1, config.inputLength]);
    for (let i = 0; i < config.channels.length; i++) {
        maps = relu(NormaliseBatch(Upsample(maps, variables[`layer${i}/kernel`] as unknown as Tensor4D, i), variables, `layer${i}`));
    }
    const last = config.channels.length;
    return add(Upsample(maps, variables[`layer${last}/kernel`] as unknown as Tensor4D, last), variables[`layer${last}/bias`]);
}

function Upsample(maps: Tensor4D, kernel: Tensor4D, layer: number): Tensor4D {
    const [n, side] = maps.shape;
    const outputs = kernel.shape[2];
    return layer === 0
        ? conv2dTranspose(maps, kernel, [n, ImitatorFilterSize, ImitatorFilterSize, outputs], 1, "valid")
        : conv2dTranspose(maps, kernel, [n, 2 * side, 2 * side, outputs], 2, "same");
}

function NormaliseBatch(maps: Tensor4D, variables: VariableMap, layer: string): Tensor4D {
    const count = maps.shape[0] * maps.shape[1] * maps.shape[2];
    const batchMean = mean(maps, [0, 1, 2]) as Tensor1D;
    const centred = sub(maps, batchMean);
    const batchVariance = mean(square(centred), [0, 1, 2]) as Tensor1D;
    Move(variables[`${layer}/mean`], batchMean);
    Move(variables[`${layer}/variance`], mul(batchVariance, count / Math.max(1, count - 1)));
    const scale = mul(variables[`${layer}/gamma`], rsqrt(add(batchVariance, BatchNormEpsilon)));
    return add(mul(centred, scale), variables[`${layer}/beta`]);
}

function Move(average: Variable, batch: Tensor): void {
    tidy(() => average.assign(add(mul(average, 1 - Momentum), mul(batch, Momentum))));
}

function InitialValues(spec: IWeightSpec, random: SeededRandom): Float32Array {
    const kind = spec.name.split("/")[1];
    const values = new Float32Array(spec.shape.reduce((product, size) => product * size, 1));
    if (kind === "kernel") {
        // A pixel of a layer of stride 2 is reached by 2 x 2 taps of each input; one of the first layer by a single tap.
        const reach = spec.name === "layer0/kernel" ? spec.shape[3] : 4 * spec.shape[3];
        const deviation = Math.sqrt(1 / reach);
        return values.map(() => deviation * random.normal());
    }
    return values.fill(kind === "gamma" || kind === "variance" ? 1 : kind === "bias" ? InitialBias : 0);
}
