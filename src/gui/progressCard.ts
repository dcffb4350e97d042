import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { Rectangle } from "@babylonjs/gui/2D/controls/rectangle.js";
import { ActionButton } from "./actionButton.js";
import { CreatePanel } from "./panel.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { TextLabel } from "./textLabel.js";
import { LineHeightOf } from "./theme.js";
import { TimeLeft } from "./timeLeft.js";

/** Shortest time between two redraws of the progress, so that the texture is uploaded at most five times a second. */
const RedrawMs = 200;
/** Shortest time between two spoken percentages. */
const SpeakMs = 2000;
/** Height of the bar and width of the button in ideal pixels. */
const BarHeight = 10;
const StopWidth = 124;

/** Progress of a fit: stage, percent, bar, and a way out. */
export class ProgressCard implements IWidget {
    /** The control to place. */
    public readonly control: Rectangle;
    private readonly _context: IScreenContext;
    private readonly _stage: TextLabel;
    private readonly _percent: TextLabel;
    private readonly _bar: Rectangle;
    private readonly _stop: ActionButton;
    private readonly _left = new TimeLeft();
    private readonly _height: number;
    private _shownStage = "";
    private _drawnMs = 0;
    private _spokenMs = 0;

    /**
     * @param context what every widget gets
     * @param onStop called when the player stops the fit
     */
    public constructor(context: IScreenContext, onStop: () => void) {
        const { space, size, color } = context.theme;
        this._context = context;
        this.control = CreatePanel(context, "progress");
        this.control.widthInPixels = size.card;
        const line = LineHeightOf(context.theme, "body") + 1;
        // Under large texts a button with a word would leave no room for the stage.
        const stopWidth = context.isLarge ? size.control : StopWidth;
        this._height = space.m + 2 * line + space.m + BarHeight + space.xl + space.xs;
        this.control.heightInPixels = this._height;
        this._stop = new ActionButton(context, {
            name: "stop",
            label: context.strings.stop,
            icon: "close",
            iconOnly: context.isLarge,
            width: stopWidth,
            onClick: onStop,
        });
        this._stop.control.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_RIGHT;
        this._stop.control.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        this._stop.control.leftInPixels = -space.l;
        this._stop.control.topInPixels = space.l;
        this._stage = new TextLabel(context, "progress.stage", { text: "", weight: "600", height: line });
        this._percent = new TextLabel(context, "progress.percent", {
            text: "",
            size: "small",
            color: color.textMuted,
            height: line,
        });
        for (const [i, label] of [this._stage, this._percent].entries()) {
            label.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
            label.topInPixels = space.m + i * line;
            label.paddingLeftInPixels = space.xl;
            label.paddingRightInPixels = context.isLarge && i === 1 ? space.xl : stopWidth + 2 * space.l;
        }
        const track = new Rectangle("progress.track");
        track.background = color.track;
        track.verticalAlignment = Control.VERTICAL_ALIGNMENT_BOTTOM;
        track.topInPixels = -space.xl;
        track.heightInPixels = BarHeight;
        track.paddingLeftInPixels = track.paddingRightInPixels = space.xl;
        this._bar = new Rectangle("progress.bar");
        this._bar.background = color.accent;
        this._bar.width = 0;
        this._bar.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
        for (const bar of [track, this._bar]) {
            bar.thickness = 0;
            bar.cornerRadius = BarHeight / 2;
        }
        track.addControl(this._bar);
        for (const control of [this._stage, this._percent, track, this._stop.control]) {
            this.control.addControl(control);
        }
        context.mirror(this.control);
        this.visible = false;
    }

    /**
     * Shows how far the fit is.
     * @param stage text of the stage
     * @param fraction 0..1
     */
    public show(stage: string, fraction: number): void {
        const now = performance.now();
        if (stage === this._shownStage && now - this._drawnMs < RedrawMs && fraction < 1) {
            return;
        }
        this._drawnMs = now;
        this._shownStage = stage;
        const percent = `${Math.round(fraction * 100)} %`;
        const left = this._left.at(fraction, now);
        this._stage.text = stage;
        this._percent.text = left === undefined ? percent : `${this._context.strings.timeLeft.replace("{n}", String(left))}  ·  ${percent}`;
        this._bar.width = fraction;
        if (now - this._spokenMs > SpeakMs) {
            this._spokenMs = now;
            this._context.twin.announce(`${stage}, ${percent}`);
        }
    }

    /** Ideal pixels that it is high; 0 where it is not shown. */
    public get height(): number {
        return this.control.isVisible ? this._height : 0;
    }

    /** Whether it is shown. */
    public set visible(value: boolean) {
        this.control.isVisible = value;
        this._stop.enabled = value;
    }

    /** Removes the card and its twin. */
    public dispose(): void {
        this._stop.dispose();
        this.control.dispose();
    }
}
