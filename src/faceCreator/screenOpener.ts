import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IOpenScreenOptions, type IScreenResult } from "../gui/screen.types.js";
import { type FaceCreator } from "./faceCreator.js";

/** Where screens of a scene are: there is room for one. */
export interface IScreenPlace {
    /** Whose screen is open or opening. */
    opening?: object;
}

interface IOpening {
    readonly resultAsync: Promise<IScreenResult>;
    /** Closes the screen, or keeps it from opening. */
    readonly close: () => void;
}

/** Opens the creation screen of a face creator, one at a time. */
export class ScreenOpener {
    private _opening: IOpening | undefined;

    /**
     * Opens the screen, or waits for the one that is open.
     * @param creator the face creator; its head may still be loading
     * @param options as of `FaceCreator.openAsync`
     * @param place the place of screens in its scene
     * @param untilIdleAsync waits until no photo is being fitted
     * @returns what came of it
     * @throws E_ARGUMENT while the screen of another face creator is open in the scene
     */
    public async openAsync(
        creator: FaceCreator,
        options: IOpenScreenOptions,
        place: IScreenPlace,
        untilIdleAsync: () => Promise<void>,
    ): Promise<IScreenResult> {
        this._opening ??= this._open(creator, options, place, untilIdleAsync);
        return this._opening.resultAsync;
    }

    /** Closes the screen as if the player had cancelled, also one that is still opening. */
    public close(): void {
        this._opening?.close();
    }

    private _open(creator: FaceCreator, options: IOpenScreenOptions, place: IScreenPlace, untilIdleAsync: () => Promise<void>): IOpening {
        if (place.opening) {
            throw new FaceCreatorError("E_ARGUMENT", "another creation screen is open in this scene", "openAsync", "close it first");
        }
        let screen: { close(): void; readonly resultAsync: Promise<IScreenResult> } | undefined;
        let closed = false;
        let stopWaiting = (): void => {};
        const closing = new Promise<void>((resolve) => (stopWaiting = resolve));
        const release = (): void => {
            if (place.opening === opening) {
                place.opening = undefined;
                this._opening = undefined;
            }
        };
        const untilFreeAsync = async (): Promise<void> => {
            await creator.whenReadyAsync();
            await untilIdleAsync();
        };
        const runAsync = async (): Promise<IScreenResult> => {
            try {
                const { CreationScreen } = await import("../gui/creationScreen.js");
                await Promise.race([untilFreeAsync(), closing]);
                if (closed) {
                    await creator.whenReadyAsync();
                    return { status: "cancelled", face: creator.face };
                }
                if (!creator.isReady) {
                    throw new FaceCreatorError("E_DISPOSED", "the face creator is disposed:", "openAsync", "create a new one");
                }
                screen = new CreationScreen(creator, options);
                return await screen.resultAsync;
            } finally {
                release();
            }
        };
        const close = (): void => {
            closed = true;
            stopWaiting();
            screen?.close();
            // Whoever opens it again at once gets a new one.
            release();
        };
        const opening: IOpening = { resultAsync: runAsync(), close };
        place.opening = opening;
        return opening;
    }
}
