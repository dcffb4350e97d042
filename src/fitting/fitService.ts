import { memory } from "@tensorflow/tfjs-core";
import { SelectBackendAsync } from "../compute/backend.js";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { GetVectorLayout } from "../face/faceVector.js";
import { type IPicture } from "../face/picture.js";
import { type IDetectedFace } from "../photo/photo.types.js";
import { type IFitCallbacks, type IFitOutcome, type IFitRequest } from "./fit.types.js";
import { type IFitContext } from "./fitContext.js";
import { FitControl } from "./fitControl.js";
import { FitPhotosAsync } from "./fitPhotos.js";
import { type IFitService, type IFitServiceInfo, type IFitServiceOptions, type LoadProgress } from "./fitService.types.js";
import { ImitateAsync } from "./imitate.js";
import { LoadFitNetworksAsync, type IFitNetworks } from "./loadFitNetworks.js";

/** The fit service itself; the same class works in a worker and on the page. */
export class FitService implements IFitService {
    private _context: IFitContext | undefined;
    private _networks: IFitNetworks | undefined;
    private _running: { readonly control: FitControl; readonly ended: Promise<unknown> } | undefined;

    /** @inheritdoc */
    public async initAsync(options: IFitServiceOptions, onProgress?: LoadProgress): Promise<IFitServiceInfo> {
        const { backend, device } = await SelectBackendAsync({ backend: options.backend, wasmUrl: options.wasmUrl });
        const networks = await LoadFitNetworksAsync(options, onProgress);
        this._networks = networks;
        this._context = { ...networks, schema: options.schema, layout: GetVectorLayout(options.schema) };
        return { backend, device, worker: false, landmarkBias: networks.landmarkMap?.bias };
    }

    /** @inheritdoc */
    public async detectAsync(picture: IPicture): Promise<IDetectedFace[]> {
        return await this._requireContext().detector.detectAsync(picture);
    }

    /** @inheritdoc */
    public async imitateAsync(x: Float32Array): Promise<IPicture> {
        return await ImitateAsync(this._requireContext().imitator, x);
    }

    /** @inheritdoc */
    public async fitAsync(request: IFitRequest, callbacks: IFitCallbacks): Promise<IFitOutcome> {
        const context = this._requireContext();
        if (this._running) {
            throw new FaceCreatorError("E_ARGUMENT", "a fit is running", "fitAsync", "await it or cancel it first");
        }
        const control = new FitControl(callbacks);
        const fit = FitPhotosAsync(context, request, control);
        this._running = { control, ended: fit.catch(() => undefined) };
        try {
            return await fit;
        } finally {
            this._running = undefined;
        }
    }

    /** @inheritdoc */
    public async cancelAsync(): Promise<void> {
        this._running?.control.cancel();
        await this._running?.ended;
    }

    /** @inheritdoc */
    public async getTensorCountAsync(): Promise<number> {
        return memory().numTensors;
    }

    /** @inheritdoc */
    public async disposeAsync(): Promise<void> {
        await this.cancelAsync();
        this._context = undefined;
        this._networks?.dispose();
        this._networks = undefined;
    }

    private _requireContext(): IFitContext {
        if (!this._context) {
            throw new FaceCreatorError(
                "E_DISPOSED",
                "the fit service is not ready",
                "IFitService",
                "await initAsync, and use it before disposeAsync",
            );
        }
        return this._context;
    }
}
