import { type ICanvasRenderingContext } from "@babylonjs/core/Engines/ICanvas.js";
import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { ActionButton } from "./actionButton.js";
import { CreateIconText } from "./iconText.js";
import { CreateParagraph } from "./paragraph.js";
import { CreateColumn } from "./panel.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";

/** What the zone offers. */
export interface IDropZoneOptions {
    /** Ideal pixels. */
    readonly width: number;
    /** Whether there is room to say what can be dropped and what happens to it. */
    readonly tall: boolean;
    /** Opens the file dialog; called within the player's own action. */
    readonly onFile: () => void;
    readonly onCamera: () => void;
}

/** Part of the row that the file button takes. */
const FileShare = 0.53;

/**
 * Where photos come in: a frame to drop them on, with buttons for a file and for the camera, and what happens to them.
 * @param context what every widget gets
 * @param options what it offers
 * @returns the zone
 */
export function CreateDropZone(
    context: IScreenContext,
    options: IDropZoneOptions,
): IWidget & { readonly control: Control; enabled: boolean } {
    const { theme, strings } = context;
    const { space, size, color } = theme;
    const { photo } = strings;
    const { width, tall } = options;
    const inset = tall ? space.m : 0;
    const inner = width - 2 * inset;
    const isStacked = context.isLarge;
    const file = new ActionButton(context, {
        name: "photo.choose",
        label: photo.choose,
        icon: "photo",
        kind: "primary",
        leads: true,
        opensFile: true,
        height: size.primary,
        width: isStacked ? inner : Math.round((inner - space.s) * FileShare),
        onClick: options.onFile,
    });
    const camera = new ActionButton(context, {
        name: "photo.camera",
        label: photo.useCamera,
        icon: "camera",
        size: "small",
        height: size.primary,
        width: isStacked ? inner : Math.round((inner - space.s) * (1 - FileShare)),
        onClick: options.onCamera,
    });
    const row = new Container("photo.ways");
    const [fileHigh, cameraHigh] = [file.control.heightInPixels, camera.control.heightInPixels];
    row.heightInPixels = isStacked ? fileHigh + space.s + cameraHigh : size.primary;
    row.widthInPixels = inner;
    for (const [button, side] of [
        [file, Control.HORIZONTAL_ALIGNMENT_LEFT],
        [camera, Control.HORIZONTAL_ALIGNMENT_RIGHT],
    ] as const) {
        button.control.horizontalAlignment = side;
        button.control.verticalAlignment =
            side === Control.HORIZONTAL_ALIGNMENT_LEFT ? Control.VERTICAL_ALIGNMENT_TOP : Control.VERTICAL_ALIGNMENT_BOTTOM;
        row.addControl(button.control);
    }
    const zone = {
        control: row as Control,
        set enabled(value: boolean) {
            file.enabled = camera.enabled = value;
        },
        dispose: () => {
            file.dispose();
            camera.dispose();
        },
    };
    if (tall) {
        const column = CreateColumn("photo.zone.column", space.m);
        column.topInPixels = space.l;
        column.widthInPixels = inner;
        const drop = CreateParagraph(context, "photo.drop", { text: photo.drop, width: inner, size: "small", align: "center" });
        drop.color = color.textMuted;
        const privacy = CreateIconText(context, "photo.privacy", { icon: "lock", text: photo.privacy, size: "small", width: inner });
        const frame = new DashedFrame("photo.zone", color.trackCentre, theme.radius.control);
        for (const control of [row, drop, privacy]) {
            column.addControl(control);
        }
        frame.addControl(column);
        frame.heightInPixels = row.heightInPixels + drop.heightInPixels + privacy.heightInPixels + 2 * space.m + 2 * space.l;
        zone.control = frame;
    }
    return zone;
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
