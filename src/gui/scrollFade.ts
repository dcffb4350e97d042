import { type ICanvasRenderingContext } from "@babylonjs/core/Engines/ICanvas.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type ScrollViewer } from "@babylonjs/gui/2D/controls/scrollViewers/scrollViewer.js";

/** Height of the fade in ideal pixels. */
const FadeHeight = 40;
/** How many steps it has. */
const Strips = 20;
/** How near to its end, from 0 to 1, a list counts as read. */
const EndShare = 0.995;

/** Lets the lower end of a list fade into its panel while more of it follows. */
export class ScrollFade extends Control {
    private readonly _scroll: ScrollViewer;
    private readonly _panelColor: string;
    private readonly _under: number;

    /**
     * @param scroll the list
     * @param panelColor colour of the panel that it lies on, CSS
     * @param under ideal pixels between the end of the list and that of the panel, which are covered too
     */
    public constructor(scroll: ScrollViewer, panelColor: string, under: number) {
        super("scrollFade");
        this._scroll = scroll;
        this._panelColor = panelColor;
        this.isHitTestVisible = false;
        this._under = under;
        this.heightInPixels = FadeHeight + under;
        this.verticalAlignment = Control.VERTICAL_ALIGNMENT_BOTTOM;
    }

    protected override _getTypeName(): string {
        return "FaceCreatorScrollFade";
    }

    /** @internal */
    public override _draw(context: ICanvasRenderingContext): void {
        const { verticalBar } = this._scroll;
        if (!verticalBar.isVisible || verticalBar.value > EndShare) {
            return;
        }
        const canvas = context as unknown as CanvasRenderingContext2D;
        const { left, top, width, height } = this._currentMeasure;
        canvas.save();
        canvas.fillStyle = this._panelColor;
        // In strips: a gradient to a transparent colour would need to know the panel's hue.
        const fade = height - this._under * this._host.idealRatio;
        const place = (i: number): number => Math.round(top + (fade * i) / Strips);
        for (let i = 0; i < Strips; i++) {
            canvas.globalAlpha = (i + 1) / Strips;
            // On whole pixels: strips that share one would draw a line there.
            canvas.fillRect(left, place(i), width, place(i + 1) - place(i));
        }
        canvas.fillRect(left, place(Strips), width, top + height - place(Strips));
        canvas.restore();
    }
}
