import { type PhotoVerdictCode } from "../faceCreator/photoReading.js";

/** What the watch works with. */
export interface ICameraWatchOptions {
    /** What the camera sees now; undefined once it has stopped. */
    readonly grab: () => HTMLCanvasElement | undefined;
    /** What there is to say against a picture; null where it shows not exactly one face. */
    readonly judgeAsync: (picture: HTMLCanvasElement) => Promise<readonly PhotoVerdictCode[] | null>;
    /** Called after each look: with the first thing to say against it, null where it shows not exactly one face, `good` after two good looks in a row, undefined after the first. */
    readonly onLook: (verdict: PhotoVerdictCode | "good" | null | undefined) => void;
    readonly onError: (error: unknown) => void;
}

/** Shortest time between two looks, and how many in a row must be good. */
const RestMs = 350;
const GoodLooks = 2;

/** Looks through the camera again and again and says what is wrong, until it is stopped. */
export class CameraWatch {
    private readonly _options: ICameraWatchOptions;
    private _run = 0;

    /** @param options what it works with */
    public constructor(options: ICameraWatchOptions) {
        this._options = options;
    }

    /** Starts looking. */
    public start(): void {
        void this._lookAsync(++this._run);
    }

    /** Stops looking; a look under way says nothing any more. */
    public stop(): void {
        this._run++;
    }

    private async _lookAsync(run: number): Promise<void> {
        const { grab, judgeAsync, onLook, onError } = this._options;
        let good = 0;
        for (let picture = grab(); picture && run === this._run; picture = grab()) {
            try {
                const verdicts = await judgeAsync(picture);
                if (run !== this._run) {
                    return;
                }
                good = verdicts?.length === 0 ? good + 1 : 0;
                onLook(good >= GoodLooks ? "good" : verdicts === null ? null : verdicts[0]);
            } catch (error) {
                this.stop();
                onError(error);
                return;
            }
            await new Promise((resolve) => setTimeout(resolve, RestMs));
        }
    }
}
