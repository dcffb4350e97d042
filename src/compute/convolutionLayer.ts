import {
    add,
    conv2d,
    customGrad,
    engine,
    FusedConv2D,
    mul,
    relu,
    step,
    tidy,
    type GradSaveFunc,
    type Tensor,
    type Tensor1D,
    type Tensor4D,
} from "@tensorflow/tfjs-core";
import { ConvInputGradient, PhaseFilterSet } from "./convInputGradient.js";

/** What a layer of constant weights does. */
export interface IConvolutionOptions {
    /** Default 1. */
    readonly stride?: number;
    /** Default `same`. */
    readonly pad?: "same" | "valid";
    /** ReLU after the bias. Default false. */
    readonly relu?: boolean;
}

/**
 * A convolution with constant weights and bias, differentiable with respect to its input only. The filters of the gradient are made once, so
 * that every backend can keep its own packed copies: on wasm a gradient then costs about as much as the forward pass.
 */
export class ConvolutionLayer {
    private readonly _stride: number;
    private readonly _pad: "same" | "valid";
    private readonly _relu: boolean;
    private readonly _phases: PhaseFilterSet;

    /**
     * @param _filter [kh, kw, in, out]; the layer owns it from now on
     * @param _bias [out]; the layer owns it from now on
     * @param options stride, padding and activation
     */
    public constructor(
        private readonly _filter: Tensor4D,
        private readonly _bias: Tensor1D,
        options: IConvolutionOptions = {},
    ) {
        this._stride = options.stride ?? 1;
        this._pad = options.pad ?? "same";
        this._relu = options.relu ?? false;
        this._phases = new PhaseFilterSet(_filter, this._stride);
    }

    /**
     * @param x [n, h, w, in]
     * @returns [n, oh, ow, out]; the caller disposes it
     */
    public apply(x: Tensor4D): Tensor4D {
        const run = customGrad((input: Tensor | GradSaveFunc, save: Tensor | GradSaveFunc) => {
            const maps = input as Tensor4D;
            const value = this._forward(maps);
            (save as GradSaveFunc)([value]);
            const attributes = { strides: this._stride, pad: this._pad };
            const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor =>
                tidy(() => {
                    const passed = (this._relu ? mul(dy, step(saved[0])) : dy) as Tensor4D;
                    return ConvInputGradient(passed, this._filter, maps.shape, attributes, this._phases.get);
                });
            return { value, gradFunc };
        });
        return run(x) as Tensor4D;
    }

    /** Frees the weights. */
    public dispose(): void {
        this._filter.dispose();
        this._bias.dispose();
        this._phases.dispose();
    }

    private _forward(x: Tensor4D): Tensor4D {
        const attributes = {
            strides: [this._stride, this._stride],
            pad: this._pad,
            dataFormat: "NHWC",
            dilations: [1, 1],
            activation: this._relu ? "relu" : "linear",
        };
        const inputs = { x, filter: this._filter, bias: this._bias };
        return engine().runKernel(FusedConv2D, inputs, attributes) as Tensor4D;
    }
}

/** A transposed convolution of stride 2 (`same`) with constant weights and bias, differentiable with respect to its input only. */
export class UpConvolutionLayer {
    private readonly _phases: PhaseFilterSet;

    /**
     * @param _filter [kh, kw, out, in]; the layer owns it from now on
     * @param _bias [out]; the layer owns it from now on
     * @param _relu ReLU after the bias
     */
    public constructor(
        private readonly _filter: Tensor4D,
        private readonly _bias: Tensor1D,
        private readonly _relu: boolean,
    ) {
        this._phases = new PhaseFilterSet(_filter, 2);
    }

    /**
     * @param x [n, h, w, in]
     * @returns [n, 2 h, 2 w, out]; the caller disposes it
     */
    public apply(x: Tensor4D): Tensor4D {
        const attributes = { strides: 2, pad: "same" } as const;
        const run = customGrad((input: Tensor | GradSaveFunc, save: Tensor | GradSaveFunc) => {
            const [n, h, w] = (input as Tensor4D).shape;
            const value = tidy(() => {
                const outputShape: [number, number, number, number] = [n, 2 * h, 2 * w, this._filter.shape[2]];
                const maps = add(ConvInputGradient(input as Tensor4D, this._filter, outputShape, attributes, this._phases.get), this._bias);
                return this._relu ? relu(maps) : maps;
            });
            (save as GradSaveFunc)([value]);
            const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor =>
                tidy(() => conv2d((this._relu ? mul(dy, step(saved[0])) : dy) as Tensor4D, this._filter, 2, "same"));
            return { value, gradFunc };
        });
        return run(x) as Tensor4D;
    }

    /** Frees the weights. */
    public dispose(): void {
        this._filter.dispose();
        this._bias.dispose();
        this._phases.dispose();
    }
}
