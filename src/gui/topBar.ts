import { type Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { ActionButton } from "./actionButton.js";
import { type FaceEditor } from "./faceEditor.js";
import { ListenForHold } from "./holdButton.js";
import { type IconName } from "./icons.js";
import { CreatePanel } from "./panel.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { TextLabel } from "./textLabel.js";

/** What the top bar calls. */
export interface ITopBarOptions {
    readonly onUndo: () => void;
    readonly onRedo: () => void;
    /** The player holds the button, or no longer. */
    readonly onCompare: (on: boolean) => void;
    readonly onTextScale: (larger: boolean) => void;
    readonly onCancel: () => void;
    readonly onDone: () => void;
}

/** Title, undo, redo, compare, text size, cancel and done. */
export class TopBar implements IWidget {
    /** The control to place. */
    public readonly control: Container;
    private readonly _buttons: Readonly<Record<"cancel" | "undo" | "redo" | "compare" | "smaller" | "larger" | "done", ActionButton>>;

    /**
     * @param context what every widget gets
     * @param compact whether there is room for icons alone
     * @param width ideal pixels that it is wide
     * @param options what it calls
     */
    public constructor(context: IScreenContext, compact: boolean, width: number, options: ITopBarOptions) {
        const { strings } = context;
        const { space, size } = context.theme;
        this.control = CreatePanel(context, "top");
        const narrow = Math.min(IconButton, (width - 2 * space.s) / ButtonCount - CompactGap);
        const button = (name: string, label: string, icon: IconName, wide: number, onClick: () => void, primary = false): ActionButton =>
            new ActionButton(context, {
                name,
                label,
                icon,
                iconOnly: compact || wide === 0,
                kind: primary ? "primary" : "plain",
                width: compact ? narrow : wide || IconButton,
                onClick,
            });
        this._buttons = {
            cancel: button("cancel", strings.cancel, "close", 118, options.onCancel),
            undo: button("undo", strings.undo, "undo", 0, options.onUndo),
            redo: button("redo", strings.redo, "redo", 0, options.onRedo),
            compare: button("compare", strings.compare, "compare", 184, () => {}),
            smaller: button("smaller", strings.smallerText, "smaller", 0, () => options.onTextScale(false)),
            larger: button("larger", strings.largerText, "larger", 0, () => options.onTextScale(true)),
            done: button("done", strings.done, "check", 124, options.onDone, true),
        };
        ListenForHold(this._buttons.compare, options.onCompare);
        const row = new StackPanel("top.row");
        row.isVertical = false;
        row.spacing = compact ? space.xs : space.s;
        row.heightInPixels = size.control;
        if (compact) {
            row.spacing = CompactGap;
        } else {
            const title = new TextLabel(context, "top.title", { text: strings.title, size: "title", weight: "600" });
            title.paddingLeftInPixels = space.xl;
            this.control.addControl(title);
            row.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_RIGHT;
            row.leftInPixels = -space.m;
        }
        for (const name of ["cancel", "undo", "redo", "compare", "smaller", "larger", "done"] as const) {
            row.addControl(this._buttons[name].control);
        }
        this.control.addControl(row);
        context.mirror(this.control);
    }

    /**
     * Shows what can be used. Done stands out once there is something to keep.
     * @param editor the player's hand on the face
     * @param usable whether the state of the screen lets the face be edited
     */
    public show({ canUndo, canRedo }: Pick<FaceEditor, "canUndo" | "canRedo">, usable: boolean): void {
        this._buttons.undo.enabled = usable && canUndo;
        this._buttons.redo.enabled = usable && canRedo;
        this._buttons.compare.enabled = usable && canUndo;
        this._buttons.done.enabled = usable;
        this._buttons.done.kind = canUndo ? "primary" : "surface";
    }

    /** Removes the bar and its twins. */
    public dispose(): void {
        for (const button of Object.values(this._buttons)) {
            button.dispose();
        }
        this.control.dispose();
    }
}

/** Width of a button without label, how many there are and how near they stand on small canvases, in ideal pixels. */
const IconButton = 46;
const ButtonCount = 7;
const CompactGap = 2;
