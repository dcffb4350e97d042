import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { IconLabel } from "./iconLabel.js";
import { CreatePanel } from "./panel.js";
import { type IScreenContext } from "./screenContext.js";
import { CreateTextLabel } from "./textLabel.js";

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
    sign.thickness = 3;
    sign.widthInPixels = size.card;
    sign.heightInPixels = 160;
    sign.isHitTestVisible = false;
    const label = CreateTextLabel(context, "drop.text", {
        text: context.strings.dropHere,
        size: "heading",
        align: "center",
        weight: "600",
    });
    label.paddingLeftInPixels = space.l;
    sign.addControl(label);
    return sign;
}

/** Ideal pixels that the hint is wide and high. */
export const HintSize = { width: 720, height: 40 } as const;

/**
 * What the pointer does to the head, over it.
 * @param context what every widget gets
 * @returns the hint, disposed with its parent
 */
export function CreateHint(context: IScreenContext): Control {
    const hint = CreatePanel(context, "hint");
    hint.widthInPixels = HintSize.width;
    hint.heightInPixels = HintSize.height;
    hint.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
    hint.cornerRadius = HintSize.height / 2;
    hint.isHitTestVisible = false;
    hint.isPointerBlocker = false;
    const text = new IconLabel(context, "hint.text", { text: context.strings.hint, align: "center", weight: "normal", size: "small" });
    text.color = context.theme.color.textMuted;
    hint.addControl(text);
    return hint;
}
