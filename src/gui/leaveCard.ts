import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { CreatePanel } from "./panel.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { SegmentedRow } from "./segmentedRow.js";
import { TextLabel } from "./textLabel.js";

/** Asks before changes are lost. */
export class LeaveCard implements IWidget {
    /** The control to place. */
    public readonly control;
    private readonly _row: SegmentedRow<"leave" | "stay">;

    /**
     * @param context what every widget gets
     * @param onAnswer called with whether the player leaves
     */
    public constructor(context: IScreenContext, onAnswer: (leave: boolean) => void) {
        const { space, size } = context.theme;
        const { question, leave, stay } = context.strings.leave;
        this.control = CreatePanel(context, "leave");
        this.control.widthInPixels = size.card;
        this.control.heightInPixels = 150;
        this.control.background = context.theme.color.scrim;
        const text = new TextLabel(context, "leave.text", {
            text: question,
            wrap: { measure: context.measureText },
            align: "center",
            height: 64,
        });
        text.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        text.topInPixels = space.s;
        text.paddingLeftInPixels = text.paddingRightInPixels = space.l;
        this._row = new SegmentedRow(context, {
            name: "leave",
            segments: [
                { id: "stay", label: stay },
                { id: "leave", label: leave },
            ] as const,
            choices: false,
            onChoose: (id) => onAnswer(id === "leave"),
        });
        this._row.get("stay").kind = "primary";
        this._row.control.verticalAlignment = Control.VERTICAL_ALIGNMENT_BOTTOM;
        this._row.control.topInPixels = -space.l;
        this._row.control.paddingLeftInPixels = this._row.control.paddingRightInPixels = space.l;
        this.control.addControl(text);
        this.control.addControl(this._row.control);
        context.mirror(this.control);
    }

    /** Gives the keyboard focus to its first answer. */
    public focus(): void {
        this._row.get("stay").focus();
    }

    /** Removes the card and its twins. */
    public dispose(): void {
        this._row.dispose();
        this.control.dispose();
    }
}
