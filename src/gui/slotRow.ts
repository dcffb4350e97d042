import { SerializeFace } from "../face/parseFace.js";
import { type ISharePageOptions } from "./sharePage.js";
import { type IWidget } from "./screenContext.js";
import { SegmentedRow } from "./segmentedRow.js";

/** A slot: loads its face and saves the present one. Where it holds another face its buttons first ask which of the two stays. */
export class SlotRow implements IWidget {
    /** The control to place. */
    public readonly control;
    private readonly _options: ISharePageOptions;
    private readonly _slot: number;
    private readonly _row: SegmentedRow<"first" | "second">;
    private _asking = false;
    private _enabled = true;

    /**
     * @param options what the page of the slots works with
     * @param slot 0 to SlotCount - 1
     * @param width ideal pixels that it fills
     */
    public constructor(options: ISharePageOptions, slot: number, width: number) {
        this._options = options;
        this._slot = slot;
        const { share } = options.context.strings;
        this._row = new SegmentedRow(options.context, {
            name: `slot${slot}`,
            room: width,
            segments: [
                // What is longest of what they may say decides about their lines.
                { id: "first", label: LongestOf([share.replace, share.load, share.empty]), icon: "load" },
                { id: "second", label: LongestOf([share.keep, share.save]), icon: "save" },
            ] as const,
            choices: false,
            onChoose: (id) => this._press(id),
        });
        this.control = this._row.control;
        this._show();
    }

    /** Whether it can be used. */
    public set enabled(value: boolean) {
        this._enabled = value;
        this._show();
    }

    /** Removes the row and its twins. */
    public dispose(): void {
        this._row.dispose();
    }

    private get _isFilled(): boolean {
        return this._options.slots.read(this._slot) !== null;
    }

    /** The button that was pressed to save is the one that keeps: whoever presses it twice loses nothing. */
    private _press(id: "first" | "second"): void {
        const { editor, slots } = this._options;
        if (this._asking) {
            this._asking = false;
            if (id === "first") {
                this._save();
            }
        } else if (id === "first") {
            this._load();
        } else {
            const kept = slots.read(this._slot);
            this._asking = kept !== null && SerializeFace(kept) !== SerializeFace(editor.face);
            if (!this._asking) {
                this._save();
            }
        }
        this._show();
    }

    private _load(): void {
        const { context, editor, slots, onSay } = this._options;
        const face = slots.read(this._slot);
        if (face) {
            editor.step(face);
            onSay(context.strings.loaded);
        }
    }

    private _save(): void {
        const { context, editor, slots, onSay, onError } = this._options;
        try {
            slots.write(this._slot, editor.face);
            onSay(context.strings.share.slotSaved.replace("{n}", String(this._slot + 1)));
        } catch (error) {
            onError(error);
        }
    }

    private _show(): void {
        const { share } = this._options.context.strings;
        const number = String(this._slot + 1);
        const filled = this._isFilled;
        const [first, second] = [this._row.get("first"), this._row.get("second")];
        const say = (text: string): string => text.replace("{n}", number);
        first.label = this._asking ? say(share.replace) : filled ? say(share.load) : `${number}: ${share.empty}`;
        second.label = this._asking ? say(share.keep) : say(share.save);
        first.icon = this._asking ? "swap" : "load";
        second.icon = this._asking ? "check" : "save";
        second.kind = this._asking ? "primary" : "surface";
        first.enabled = this._enabled && filled;
        second.enabled = this._enabled;
        if (this._asking) {
            this._options.context.twin.announce(`${say(share.replace)}? ${say(share.keep)}?`);
        }
    }
}

function LongestOf(texts: readonly string[]): string {
    return texts.reduce((longest, text) => (text.length > longest.length ? text : longest));
}
