import {
    add,
    getKernel,
    min,
    registerKernel,
    sub,
    tidy,
    unregisterKernel,
    type KernelFunc,
    type NamedAttrMap,
    type Tensor4D,
    type TensorInfo,
} from "@tensorflow/tfjs-core";
import { ConvFilterGradient } from "./convFilterGradient.js";
import { ConvInputGradient, type IConvAttributes } from "./convInputGradient.js";
import { KernelTensor } from "./kernelTensor.js";

/** The wasm kernel that each of ours took the place of, so that a second call changes nothing. */
const Replaced = new WeakSet<KernelFunc>();

/**
 * Gives tfjs's wasm backend the gradient kernels that it lacks or gets wrong (4.22): the filter gradient of convolutions is missing, the
 * gradient of max pooling is wrong where a window's maximum is not positive, and the input gradient of convolutions is slow.
 * Idempotent; call after the wasm backend was imported and before its first use.
 */
export function RegisterWasmKernels(): void {
    Replace("Conv2DBackpropFilter", () => ({ inputs, attrs }) => {
        const { filterShape } = attrs as unknown as { filterShape: [number, number, number, number] };
        return InTidy(() => ConvFilterGradient(KernelTensor(inputs.x!), KernelTensor(inputs.dy!), filterShape, ConvAttributes(attrs!)));
    });
    Replace("Conv2DBackpropInput", () => ({ inputs, attrs }) => {
        const { inputShape } = attrs as unknown as { inputShape: [number, number, number, number] };
        return InTidy(() => ConvInputGradient(KernelTensor(inputs.dy!), KernelTensor(inputs.filter!), inputShape, ConvAttributes(attrs!)));
    });
    Replace(
        "MaxPoolGrad",
        (stock) =>
            ({ inputs, backend, attrs }) =>
                InTidy(() => {
                    // The stock kernel starts each window's search at the smallest positive number: lift all inputs above it.
                    const input = KernelTensor<Tensor4D>(inputs.input!);
                    const lifted = add(sub(input, min(input)), 1);
                    return KernelTensor(stock!({ inputs: { ...inputs, input: lifted }, backend, attrs }) as TensorInfo);
                }),
    );
}

function Replace(kernelName: string, make: (stock: KernelFunc | undefined) => KernelFunc): void {
    const stock = getKernel(kernelName, "wasm") as ReturnType<typeof getKernel> | undefined;
    if (stock && Replaced.has(stock.kernelFunc)) {
        return;
    }
    const kernelFunc = make(stock?.kernelFunc);
    Replaced.add(kernelFunc);
    if (stock) {
        unregisterKernel(kernelName, "wasm");
    }
    registerKernel({ ...stock, kernelName, backendName: "wasm", kernelFunc });
}

function InTidy(run: () => Tensor4D): TensorInfo {
    return tidy(run);
}

function ConvAttributes(attrs: NamedAttrMap): IConvAttributes {
    return attrs as unknown as IConvAttributes;
}
