import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { CreateParagraph } from "./paragraph.js";
import { CreatePanel } from "./panel.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { SegmentedRow } from "./segmentedRow.js";

/** Least height of the question in ideal pixels. */
const LeastText = 64;

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
        const width = Math.min(size.card, context.cardRoom);
        const inner = width - 2 * space.l;
        this.control.widthInPixels = width;
        this.control.background = context.theme.color.scrim;
        const text = CreateParagraph(context, "leave.text", { text: question, width: inner, align: "center" });
        text.heightInPixels = Math.max(text.heightInPixels, LeastText);
        text.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        text.topInPixels = space.s;
        text.paddingLeftInPixels = text.paddingRightInPixels = space.l;
        this._row = new SegmentedRow(context, {
            name: "leave",
            room: inner,
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
        this.control.heightInPixels = space.s + text.heightInPixels + space.l + this._row.control.heightInPixels + space.l;
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
