// In Node tfjs-core is a bundle without gradients; the whole of tfjs registers them.
import "@tensorflow/tfjs";
import { ready, setBackend } from "@tensorflow/tfjs-core";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { RegisterGradientsAsync } from "../compute/gradients.js";
import { RegisterWasmKernels } from "../compute/registerWasmKernels.js";

/**
 * Starts tfjs on its wasm backend in Node, with the gradients that training needs. Pages and workers use SelectBackendAsync instead.
 * @param wasmFolder folder of tfjs's .wasm files, ends with a separator
 */
export async function StartNodeBackendAsync(wasmFolder: string): Promise<void> {
    setWasmPaths(wasmFolder);
    await RegisterGradientsAsync();
    RegisterWasmKernels();
    await setBackend("wasm");
    await ready();
}
