import { type Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { ActionButton } from "./actionButton.js";
import { CreatePanel } from "./panel.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { CreateTextLabel } from "./textLabel.js";
import { ScreenTheme } from "./theme.js";

/** What the top bar calls. */
export interface ITopBarOptions {
    readonly onUndo: () => void;
    readonly onRedo: () => void;
    readonly onCancel: () => void;
    readonly onDone: () => void;
}

/** Title, undo, redo, cancel and done. */
export class TopBar implements IWidget {
    /** The control to place. */
    public readonly control: Container;
    private readonly _undo: ActionButton;
    private readonly _redo: ActionButton;
    private readonly _cancel: ActionButton;
    private readonly _done: ActionButton;

    /**
     * @param context what every widget gets
     * @param options what it calls
     */
    public constructor(context: IScreenContext, options: ITopBarOptions) {
        const { strings } = context;
        const { space, size } = ScreenTheme;
        this.control = CreatePanel("top");
        const title = CreateTextLabel("top.title", { text: strings.title, size: "title", weight: "600" });
        title.paddingLeftInPixels = space.xl;
        this.control.addControl(title);
        this._undo = new ActionButton(context, {
            name: "undo",
            label: strings.undo,
            icon: "undo",
            kind: "plain",
            width: 122,
            onClick: options.onUndo,
        });
        this._redo = new ActionButton(context, {
            name: "redo",
            label: strings.redo,
            icon: "redo",
            kind: "plain",
            width: 122,
            onClick: options.onRedo,
        });
        this._cancel = new ActionButton(context, { name: "cancel", label: strings.cancel, width: 130, onClick: options.onCancel });
        this._done = new ActionButton(context, {
            name: "done",
            label: strings.done,
            icon: "check",
            kind: "primary",
            width: 150,
            onClick: options.onDone,
        });
        const row = new StackPanel("top.row");
        row.isVertical = false;
        row.spacing = space.s;
        row.heightInPixels = size.control;
        row.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_RIGHT;
        row.leftInPixels = -space.m;
        for (const button of [this._undo, this._redo, this._cancel, this._done]) {
            row.addControl(button.control);
        }
        this.control.addControl(row);
    }

    /**
     * Shows what can be used.
     * @param state which of the buttons
     */
    public show(state: { readonly undo: boolean; readonly redo: boolean; readonly leave: boolean }): void {
        this._undo.enabled = state.undo;
        this._redo.enabled = state.redo;
        this._done.enabled = state.leave;
    }

    /** Removes the bar and its twins. */
    public dispose(): void {
        for (const button of [this._undo, this._redo, this._cancel, this._done]) {
            button.dispose();
        }
        this.control.dispose();
    }
}
