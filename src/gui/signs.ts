import { type Control } from "@babylonjs/gui/2D/controls/control.js";
import { CreatePanel } from "./panel.js";
import { type IScreenContext } from "./screenContext.js";
import { TextLabel } from "./textLabel.js";

/**
 * What shows while a file hovers over the canvas.
 * @param context what every widget gets
 * @returns the sign, disposed with its parent
 */
export function CreateDropSign(context: IScreenContext): Control {
    const { color, space, size } = context.theme;
    const sign = CreatePanel(context, "drop");
    sign.background = color.scrim;
    sign.color = color.accent;
    sign.thickness = context.lineWidth(3);
    sign.widthInPixels = size.card;
    sign.heightInPixels = 160;
    sign.isHitTestVisible = false;
    const label = new TextLabel(context, "drop.text", {
        text: context.strings.dropHere,
        size: "heading",
        align: "center",
        weight: "600",
    });
    label.paddingLeftInPixels = space.l;
    sign.addControl(label);
    return sign;
}
