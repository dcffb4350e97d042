import { env, findBackend, type KernelBackend, ready, registerBackend, removeBackend, setBackend } from "@tensorflow/tfjs-core";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type ISharedDevice } from "./engineDeviceBridge.js";
import { DescribeGpuAdapter, FindGpuAdapterAsync } from "./gpuAdapter.js";
import { RegisterGradientsAsync } from "./gradients.js";
import { RegisterWasmKernels } from "./registerWasmKernels.js";

/** That of tfjs's own. */
const SharedPriority = 3;

/** How to choose where tensors live. */
export interface IBackendOptions {
    /** `auto` takes webgpu on a real GPU and wasm otherwise. Default `auto`. */
    readonly backend?: "auto" | "webgpu" | "wasm";
    /**
     * The device that the host's engine draws with (`FindEngineDevice`): webgpu runs on it then, and pictures of the photo booth need not be read back. Default: a
     * device of tfjs's own.
     */
    readonly device?: ISharedDevice;
    /** Folder of tfjs's .wasm files, ends with a slash; default: where tfjs looks by itself. */
    readonly wasmUrl?: string;
}

/** Where tensors live from now on. */
export interface IBackend {
    readonly backend: "webgpu" | "wasm";
    /** The adapter as reported by the browser, or what wasm runs with. */
    readonly device: string;
}

/**
 * Chooses tfjs's backend and registers the gradients and kernels that fitting and training need. On a page and in a worker.
 * @param options what to prefer
 * @returns the backend that is active now
 * @throws FaceCreatorError E_ARGUMENT where the backend that was asked for does not start
 */
export async function SelectBackendAsync(options: IBackendOptions = {}): Promise<IBackend> {
    const wanted = options.backend ?? "auto";
    await RegisterGradientsAsync();
    if (wanted !== "wasm") {
        const adapter = options.device ? DescribeGpuAdapter(options.device) : await FindGpuAdapterAsync();
        if (adapter && (wanted === "webgpu" || adapter.hardware)) {
            const { WebGPUBackend } = await import("@tensorflow/tfjs-backend-webgpu");
            if (options.device) {
                RegisterShared(options.device, WebGPUBackend);
            }
            // Else small operations would run on the cpu without a word.
            env().set("WEBGPU_CPU_FORWARD", false);
            if (await StartAsync("webgpu")) {
                return { backend: "webgpu", device: adapter.device };
            }
        }
        if (wanted === "webgpu") {
            throw new FaceCreatorError("E_ARGUMENT", "this browser does not start the backend", "webgpu", 'ask for "auto" or "wasm"');
        }
    }
    const { setThreadsCount, setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
    if (options.wasmUrl !== undefined) {
        setWasmPaths(options.wasmUrl);
    }
    // On a cross-origin isolated page tfjs would start a thread for every second core, and its threads never start from within a bundle.
    setThreadsCount(1);
    RegisterWasmKernels();
    if (!(await StartAsync("wasm"))) {
        const where = options.wasmUrl ?? "the default folder";
        throw new FaceCreatorError(
            "E_ARGUMENT",
            "the backend wasm does not start from",
            where,
            "serve tfjs-backend-wasm's .wasm files there",
        );
    }
    const simd = (await env().getAsync("WASM_HAS_SIMD_SUPPORT")) === true;
    return { backend: "wasm", device: `CPU, wasm${simd ? " with SIMD" : ""}, 1 thread` };
}

/** Kernels are bound to the name "webgpu", so the shared device takes it over from tfjs's own. */
function RegisterShared({ device, info }: ISharedDevice, Backend: new (device: GPUDevice, info: GPUAdapterInfo) => KernelBackend): void {
    const running = findBackend("webgpu") as (KernelBackend & { readonly device?: GPUDevice }) | null;
    if (running?.device === device) {
        return;
    }
    if (running && running.numDataIds() > 0) {
        throw new FaceCreatorError(
            "E_ARGUMENT",
            "tensors live on another device than the one to be shared:",
            "webgpu",
            "share the device before anything else runs on webgpu",
        );
    }
    removeBackend("webgpu");
    registerBackend("webgpu", () => new Backend(device, info), SharedPriority);
}

async function StartAsync(backend: string): Promise<boolean> {
    const started = await setBackend(backend);
    await ready();
    return started;
}
