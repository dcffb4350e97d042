import { join, sep } from "node:path";
// In Node tfjs-core is a bundle without gradients; the whole of tfjs registers them.
import "@tensorflow/tfjs";
import { ready, setBackend } from "@tensorflow/tfjs-core";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { RegisterGradientsAsync } from "../compute/gradients.js";
import { RegisterWasmKernels } from "../compute/registerWasmKernels.js";
import { GetPackageFolder } from "./projectPaths.js";

/** Starts tfjs on its wasm backend in Node, with the gradients that training needs. */
export async function StartWasmAsync(): Promise<void> {
    setWasmPaths(join(GetPackageFolder("@tensorflow/tfjs-backend-wasm"), "dist") + sep);
    await RegisterGradientsAsync();
    RegisterWasmKernels();
    await setBackend("wasm");
    await ready();
}
