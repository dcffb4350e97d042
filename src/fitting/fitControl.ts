import { type ICaptureOptions } from "../face/capture.types.js";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type ILabelMap, type IPicture } from "../face/picture.js";
import { type IFitCallbacks, type IFitProgress } from "./fit.types.js";

/** Progress within one stage of a fit: its part of the whole. */
export interface IFitStage {
    readonly phase: IFitProgress["phase"];
    readonly from: number;
    readonly to: number;
}

/** Watches over one running fit: cancelling, progress that never goes back, pictures from the engine, and room for other work. */
export class FitControl {
    private _cancelled = false;
    private _fraction = 0;

    /**
     * @param _callbacks where progress goes and pictures come from
     * @param _whole the fit that this is a part of
     */
    public constructor(
        private readonly _callbacks: IFitCallbacks,
        private readonly _whole?: FitControl,
    ) {}

    /**
     * A fit that is a part of this one: it stops with it, and its progress is that of a stage.
     * @param stage the stage
     * @returns its control
     */
    public within(stage: IFitStage): FitControl {
        // Callbacks may be proxies, whose members cannot be listed
        const callbacks: IFitCallbacks = {
            onProgress: ({ fraction, x, step, loss }) => this.report(stage, fraction, { x, step, loss }),
            captureAsync: async (x, options) => await this._callbacks.captureAsync(x, options),
            captureLabelsAsync: async (x, options) => await this._callbacks.captureLabelsAsync(x, options),
        };
        return new FitControl(callbacks, this);
    }

    /** Asks the fit to stop at its next step. */
    public cancel(): void {
        this._cancelled = true;
    }

    /** @throws FaceCreatorError E_ABORTED after `cancel` */
    public check(): void {
        this._whole?.check();
        if (this._cancelled) {
            throw new FaceCreatorError("E_ABORTED", "the fit was stopped", "abort", "start it again when it is wanted");
        }
    }

    /**
     * Lets messages and frames through, then checks for a cancel. A task of its own, not a microtask: only so is a worker's cancel heard.
     */
    public async breatheAsync(): Promise<void> {
        await new Promise<void>((resolve) => setTimeout(resolve, 0));
        this.check();
    }

    /**
     * Reports progress.
     * @param stage the stage
     * @param part how much of the stage is done, 0..1
     * @param details what else to tell
     */
    public report(stage: IFitStage, part: number, details: Pick<IFitProgress, "x" | "step" | "loss"> = {}): void {
        this._fraction = Math.max(this._fraction, Math.min(1, stage.from + (stage.to - stage.from) * part));
        this._callbacks.onProgress({ phase: stage.phase, fraction: this._fraction, ...details });
    }

    /**
     * Has the engine draw x.
     * @param x the vector; a copy is sent
     * @param options how to draw
     * @returns the picture
     */
    public async captureAsync(x: Float32Array, options: ICaptureOptions): Promise<IPicture> {
        this.check();
        const picture = await this._callbacks.captureAsync(x.slice(), options);
        this.check();
        return picture;
    }

    /**
     * Has the engine draw the part labels of x.
     * @param x the vector; a copy is sent
     * @param options how to draw
     * @returns the label map
     */
    public async captureLabelsAsync(x: Float32Array, options: ICaptureOptions): Promise<ILabelMap> {
        this.check();
        const labels = await this._callbacks.captureLabelsAsync(x.slice(), options);
        this.check();
        return labels;
    }
}
