import { proxy, releaseProxy, wrap, type Remote } from "comlink";
import { FindGpuAdapterAsync } from "../compute/gpuAdapter.js";
import { type ICaptureOptions } from "../face/capture.types.js";
import { type ILabelMap, type IPicture } from "../face/picture.js";
import { RegisterErrorTransfer } from "./errorTransfer.js";
import { type IFitCallbacks, type IFitOutcome, type IFitProgress, type IFitRequest } from "./fit.types.js";
import { FitService } from "./fitService.js";
import { type IFitService, type IFitServiceInfo, type IFitServiceOptions, type LoadProgress } from "./fitService.types.js";

/** A fit service that is ready, and what it runs on. */
export interface ICreatedFitService {
    /** Dispose it with `disposeAsync`, which also ends its worker. */
    readonly service: IFitService;
    readonly info: IFitServiceInfo;
}

/** The fit service of a worker, seen from the page. */
class WorkerFitService implements IFitService {
    public constructor(
        private readonly _worker: Worker,
        private readonly _remote: Remote<FitService>,
    ) {}

    public async initAsync(options: IFitServiceOptions, onProgress?: LoadProgress): Promise<IFitServiceInfo> {
        return { ...(await this._remote.initAsync(options, onProgress && proxy(onProgress))), worker: true };
    }

    public async detectAsync(...input: Parameters<IFitService["detectAsync"]>): ReturnType<IFitService["detectAsync"]> {
        return await this._remote.detectAsync(...input);
    }

    public async imitateAsync(x: Float32Array): ReturnType<IFitService["imitateAsync"]> {
        return await this._remote.imitateAsync(x);
    }

    public async fitAsync(request: IFitRequest, callbacks: IFitCallbacks): Promise<IFitOutcome> {
        return await this._remote.fitAsync(
            request,
            proxy({
                onProgress: (progress: IFitProgress): void => callbacks.onProgress(progress),
                captureAsync: async (x: Float32Array, options: ICaptureOptions): Promise<IPicture> =>
                    await callbacks.captureAsync(x, options),
                captureLabelsAsync: async (x: Float32Array, options: ICaptureOptions): Promise<ILabelMap> =>
                    await callbacks.captureLabelsAsync(x, options),
            }),
        );
    }

    public async cancelAsync(): Promise<void> {
        await this._remote.cancelAsync();
    }

    public async getTensorCountAsync(): Promise<number> {
        return await this._remote.getTensorCountAsync();
    }

    public async disposeAsync(): Promise<void> {
        await this._remote.disposeAsync();
        this._remote[releaseProxy]();
        this._worker.terminate();
    }
}

/** Rejects when the worker's script cannot be loaded or run. */
async function WorkerFailureAsync(worker: Worker): Promise<never> {
    return await new Promise((_, reject) => {
        worker.addEventListener("error", (event) => reject(new Error(event.message || "the worker's script could not be loaded")), {
            once: true,
        });
    });
}

/**
 * Creates a fit service: in a worker where the networks run on wasm and workers work, else on the page.
 * @param options what the service needs
 * @param placing `worker: false` keeps it on the page, for hosts that allow no workers; `onProgress` gets the share of the networks that is loaded
 * @returns the service, ready, and what it runs on; a service that had to stay on the page says `worker: false`
 * @throws FaceCreatorError E_NETWORK_FILE when a network cannot be loaded
 */
export async function CreateFitServiceAsync(
    options: IFitServiceOptions,
    placing: { readonly worker?: boolean; readonly onProgress?: LoadProgress } = {},
): Promise<ICreatedFitService> {
    const onGpu = options.backend === "webgpu" || (options.backend === "auto" && (await FindGpuAdapterAsync())?.hardware === true);
    if (!onGpu && placing.worker !== false && typeof Worker !== "undefined") {
        RegisterErrorTransfer();
        const worker = new Worker(new URL("./fit.worker.js", import.meta.url), { type: "module" });
        const service = new WorkerFitService(worker, wrap<FitService>(worker));
        let scriptFailed = false;
        const failure = WorkerFailureAsync(worker).catch((error: unknown) => {
            scriptFailed = true;
            throw error;
        });
        try {
            return { service, info: await Promise.race([service.initAsync({ ...options, backend: "wasm" }, placing.onProgress), failure]) };
        } catch (error) {
            worker.terminate();
            if (!scriptFailed) {
                throw error;
            }
        }
    }
    const service = new FitService();
    return { service, info: await service.initAsync(options, placing.onProgress) };
}
