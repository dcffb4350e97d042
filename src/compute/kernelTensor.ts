import { engine, Tensor, type TensorInfo } from "@tensorflow/tfjs-core";

/**
 * Views the raw input of a kernel as a tensor, so that a kernel can be written with tfjs operations.
 * @param info an input of a kernel
 * @returns a tensor of the same data; call inside `tidy`
 */
export function KernelTensor<T extends Tensor>(info: TensorInfo): T {
    if (info instanceof Tensor) {
        return info as T;
    }
    engine().backend.incRef(info.dataId);
    return engine().makeTensorFromTensorInfo(info) as T;
}
