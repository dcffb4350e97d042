import { join, sep } from "node:path";
import { StartNodeBackendAsync } from "../training/nodeBackend.js";
import { GetPackageFolder } from "./projectPaths.js";

/** Starts tfjs on its wasm backend in this process, with the gradients that training needs. */
export async function StartWasmAsync(): Promise<void> {
    await StartNodeBackendAsync(join(GetPackageFolder("@tensorflow/tfjs-backend-wasm"), "dist") + sep);
}
