/** Counts from here, one step a second. */
const From = 3;
const StepMs = 1000;

/** Counts down before a picture is taken. */
export class CameraTimer {
    private readonly _onCount: (left: number) => void;
    private readonly _onEnd: () => void;
    private _timer: ReturnType<typeof setInterval> | undefined;

    /**
     * @param onCount called with 3, 2 and 1, and with 0 when the count ends or is stopped
     * @param onEnd called at the end, not when it is stopped
     */
    public constructor(onCount: (left: number) => void, onEnd: () => void) {
        this._onCount = onCount;
        this._onEnd = onEnd;
    }

    /** Whether it counts. */
    public get isCounting(): boolean {
        return this._timer !== undefined;
    }

    /** Starts counting, unless it counts already. */
    public start(): void {
        if (this._timer) {
            return;
        }
        let left = From;
        this._onCount(left);
        this._timer = setInterval(() => {
            left--;
            if (left > 0) {
                this._onCount(left);
            } else {
                this.stop();
                this._onEnd();
            }
        }, StepMs);
    }

    /** Stops counting. */
    public stop(): void {
        if (this._timer) {
            clearInterval(this._timer);
            this._timer = undefined;
            this._onCount(0);
        }
    }
}
