import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type Rectangle } from "@babylonjs/gui/2D/controls/rectangle.js";
import { ActionButton } from "./actionButton.js";
import { CreatePanel } from "./panel.js";
import { CreateParagraph } from "./paragraph.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { TextLabel } from "./textLabel.js";

/** What the button that closes it takes, in ideal pixels. */
const CloseRoom = 76;
/** How long a message stays that only confirms something; errors stay until they are closed. */
const InfoMs = 6000;

/** A message under the head, with a button that closes it; what only confirms something goes by itself. Errors differ by more than colour: they carry a mark. */
export class Toast implements IWidget {
    /** The control to place. */
    public readonly control: Rectangle;
    private readonly _context: IScreenContext;
    private readonly _text: TextLabel;
    private readonly _close: ActionButton;
    private _timer: ReturnType<typeof setTimeout> | undefined;

    /** @param context what every widget gets */
    public constructor(context: IScreenContext) {
        const { space, size } = context.theme;
        this._context = context;
        this.control = CreatePanel(context, "toast");
        this.control.widthInPixels = size.card;
        this._text = new TextLabel(context, "toast.text", { text: "", wrap: { measure: context.measureText } });
        this._text.paddingLeftInPixels = space.xl;
        this._text.paddingRightInPixels = CloseRoom;
        this.control.addControl(this._text);
        this._close = new ActionButton(context, {
            name: "toast.close",
            label: context.strings.close,
            icon: "close",
            iconOnly: true,
            kind: "plain",
            width: size.control,
            onClick: () => this.hide(),
        });
        this._close.control.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_RIGHT;
        this._close.control.leftInPixels = -space.l;
        this.control.addControl(this._close.control);
        context.mirror(this.control);
        this.hide();
    }

    /**
     * Shows a message.
     * @param text the message
     * @param isError whether something went wrong
     */
    public show(text: string, isError: boolean): void {
        const { space, size } = this._context.theme;
        const shown = isError ? `!  ${text}` : text;
        const { heightInPixels } = CreateParagraph(this._context, "", {
            text: shown,
            width: this.control.widthInPixels / this.control.host.idealRatio - space.xl - CloseRoom,
        });
        this.control.heightInPixels = Math.max(size.control, heightInPixels) + 2 * space.m;
        this._text.text = shown;
        this._text.color = isError ? this._context.theme.color.danger : this._context.theme.color.text;
        this.control.color = isError ? this._context.theme.color.danger : this._context.theme.color.panelLine;
        this.control.isVisible = true;
        this._close.enabled = true;
        this._context.twin.announce(text);
        clearTimeout(this._timer);
        this._timer = isError ? undefined : setTimeout(() => this._close.hasFocus || this.hide(), InfoMs);
    }

    /** Hides the message. */
    public hide(): void {
        clearTimeout(this._timer);
        this.control.isVisible = false;
        this._close.enabled = false;
    }

    /** Removes the message and its twin. */
    public dispose(): void {
        clearTimeout(this._timer);
        this._close.dispose();
        this.control.dispose();
    }
}
