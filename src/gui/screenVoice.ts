import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IScreenContext } from "./screenContext.js";
import { type Toast } from "./toast.js";

/** What the screen says to the player: messages and errors, seen and read out. The last error's code stands as `data-error` on the twin. */
export class ScreenVoice {
    /** Where messages are shown; undefined once the screen has closed. */
    public toast: Toast | undefined;

    /** @param _context what every widget gets */
    public constructor(private readonly _context: IScreenContext) {}

    /**
     * Says something.
     * @param text the message
     */
    public say(text: string): void {
        if (this.toast) {
            this._context.twin.root.removeAttribute("data-error");
            this.toast.show(text, false);
        }
    }

    /**
     * Says what went wrong and what to do.
     * @param error what was thrown
     */
    public complain(error: unknown): void {
        if (this.toast) {
            const code = error instanceof FaceCreatorError ? error.code : undefined;
            const { errors, error: unknown } = this._context.strings;
            this._context.twin.root.dataset.error = code ?? "unknown";
            this.toast.show((code && errors[code]) ?? unknown, true);
        }
    }

    /** Takes the last message away. */
    public hush(): void {
        this._context.twin.root.removeAttribute("data-error");
        this.toast?.hide();
    }
}
