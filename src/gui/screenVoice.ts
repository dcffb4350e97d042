import { FaceCreatorError, type FaceCreatorErrorCode } from "../face/faceCreatorError.js";
import { type IScreenContext } from "./screenContext.js";
import { type IScreenStrings } from "./strings.js";
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
            this._context.twin.root.dataset.error = CodeOf(error) ?? "unknown";
            this.toast.show(DescribeError(this._context.strings, error), true);
        }
    }

    /** Takes the last message away. */
    public hush(): void {
        this._context.twin.root.removeAttribute("data-error");
        this.toast?.hide();
    }
}

/**
 * What a player reads when something goes wrong.
 * @param strings texts of the screen
 * @param error what was thrown
 * @returns what is wrong and what to do
 */
export function DescribeError(strings: IScreenStrings, error: unknown): string {
    const code = CodeOf(error);
    return (code && strings.errors[code]) ?? strings.error;
}

function CodeOf(error: unknown): FaceCreatorErrorCode | undefined {
    return error instanceof FaceCreatorError ? error.code : undefined;
}
