import { type ICanvasRenderingContext } from "@babylonjs/core/Engines/ICanvas.js";
import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { type Control } from "@babylonjs/gui/2D/controls/control.js";
import { CreateIconText } from "./iconText.js";
import { CreateParagraph } from "./paragraph.js";
import { CreateColumn } from "./panel.js";
import { type IScreenContext } from "./screenContext.js";

/**
 * A frame that says that photos can be dropped here, and what happens to them.
 * @param context what every widget gets
 * @param width ideal pixels that it is wide
 * @returns the control, disposed with its parent
 */
export function CreateDropZone(context: IScreenContext, width: number): Control {
    const { theme, strings } = context;
    const { space, color } = theme;
    const { photo } = strings;
    const inner = width - 2 * space.m;
    const column = CreateColumn("photo.zone.column", space.s);
    column.topInPixels = space.m;
    column.widthInPixels = inner;
    const drop = CreateParagraph(context, "photo.drop", { text: photo.drop, width: inner, size: "small", align: "center", muted: true });
    const privacy = CreateIconText(context, "photo.privacy", { icon: "lock", text: photo.privacy, size: "small", width: inner });
    const frame = new DashedFrame("photo.zone", color.trackCentre, theme.radius.control);
    for (const control of [drop, privacy]) {
        column.addControl(control);
    }
    frame.addControl(column);
    frame.heightInPixels = drop.heightInPixels + privacy.heightInPixels + space.s + 2 * space.m;
    return frame;
}

/** Length of a dash and of the gap behind it, and width of the line, in ideal pixels. */
const Dash = [7, 6] as const;
const LineWidth = 2;

/** A container with a dashed line around it. */
class DashedFrame extends Container {
    private readonly _line: string;
    private readonly _radius: number;

    public constructor(name: string, line: string, radius: number) {
        super(name);
        this._line = line;
        this._radius = radius;
    }

    protected override _getTypeName(): string {
        return "FaceCreatorDashedFrame";
    }

    /** @internal */
    protected override _localDraw(context: ICanvasRenderingContext): void {
        const canvas = context as unknown as CanvasRenderingContext2D;
        const { left, top, width, height } = this._currentMeasure;
        const ratio = this._host.idealRatio;
        const inset = (LineWidth / 2) * ratio;
        canvas.save();
        canvas.strokeStyle = this._line;
        canvas.lineWidth = LineWidth * ratio;
        canvas.setLineDash(Dash.map((length) => length * ratio));
        canvas.beginPath();
        canvas.roundRect(left + inset, top + inset, width - 2 * inset, height - 2 * inset, this._radius * ratio);
        canvas.stroke();
        canvas.restore();
    }
}
