import { type IOpenScreenOptions, type IScreenResult } from "../gui/screen.types.js";
import { type FaceCreator } from "./faceCreator.js";

/** Opens the creation screen of a face creator, one at a time. */
export class ScreenOpener {
    private _screen: { close(): void; readonly resultAsync: Promise<IScreenResult> } | undefined;
    private _opening: Promise<IScreenResult> | undefined;

    /**
     * Opens the screen, or waits for the one that is open.
     * @param creator the face creator, ready
     * @param options as of `FaceCreator.openAsync`
     * @param checkAlive throws when the face creator is disposed
     * @returns what came of it
     */
    public async openAsync(creator: FaceCreator, options: IOpenScreenOptions, checkAlive: () => void): Promise<IScreenResult> {
        this._opening ??= this._openAsync(creator, options, checkAlive);
        return this._opening;
    }

    /** Closes the screen as if the player had cancelled. */
    public close(): void {
        this._screen?.close();
    }

    private async _openAsync(creator: FaceCreator, options: IOpenScreenOptions, checkAlive: () => void): Promise<IScreenResult> {
        try {
            const { CreationScreen } = await import("../gui/creationScreen.js");
            checkAlive();
            const screen = new CreationScreen(creator, options);
            this._screen = screen;
            return await screen.resultAsync;
        } finally {
            this._screen = undefined;
            this._opening = undefined;
        }
    }
}
