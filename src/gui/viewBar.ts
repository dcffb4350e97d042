import { StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { ActionButton } from "./actionButton.js";
import { type ScreenView } from "./screenCamera.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { CreateTextLabel } from "./textLabel.js";
import { ScreenTheme } from "./theme.js";

const Widths: Readonly<Record<ScreenView, number>> = { front: 110, threequarter: 170, profile: 110 };

/** Buttons of the fixed views under the head, and a line that says what the pointer does. */
export class ViewBar implements IWidget {
    /** The control to place. */
    public readonly control: StackPanel;
    private readonly _buttons: ActionButton[];

    /**
     * @param context what every widget gets
     * @param onView called with the view
     */
    public constructor(context: IScreenContext, onView: (view: ScreenView) => void) {
        const { space, size, color } = ScreenTheme;
        this.control = new StackPanel("views");
        this.control.spacing = space.s;
        this.control.widthInPixels = size.card;
        const row = new StackPanel("views.row");
        row.isVertical = false;
        row.spacing = space.s;
        row.heightInPixels = size.control;
        this._buttons = (["front", "threequarter", "profile"] as const).map((view) => {
            const button = new ActionButton(context, {
                name: `view.${view}`,
                label: context.strings.views[view],
                width: Widths[view],
                onClick: () => onView(view),
            });
            row.addControl(button.control);
            return button;
        });
        const hint = CreateTextLabel("views.hint", { text: context.strings.hint, size: "small", align: "center", height: 30 });
        hint.shadowBlur = 6;
        hint.shadowColor = color.scrim;
        hint.outlineWidth = 3;
        hint.outlineColor = color.panel;
        this.control.addControl(row);
        this.control.addControl(hint);
    }

    /** Whether it is shown. */
    public set visible(value: boolean) {
        this.control.isVisible = value;
        for (const button of this._buttons) {
            button.enabled = value;
        }
    }

    /** Removes the bar and its twins. */
    public dispose(): void {
        for (const button of this._buttons) {
            button.dispose();
        }
        this.control.dispose();
    }
}
