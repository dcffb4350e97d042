import { type IActionButtonOptions } from "./actionButton.js";
import { FitLabel, type IIconLabelOptions } from "./iconLabel.js";
import { type IScreenContext } from "./screenContext.js";

/** Width of the ring of the keyboard focus in ideal pixels; always there, so that nothing moves when it lights up. */
export const ButtonFrame = 3;

type ButtonLook = Omit<IActionButtonOptions, "name" | "onClick">;

/**
 * What the label of a button shows.
 * @param options what the button is
 * @returns icon, text and how they look
 */
export function ButtonLabelOf({ icon, iconOnly, iconAbove, label, align = "center", size, kind }: ButtonLook): IIconLabelOptions {
    return { icon, iconAbove, text: iconOnly ? undefined : label, align, size, weight: kind === "primary" ? "600" : "normal" };
}

/**
 * How high a button is: as high as it should be, or as its large label needs it.
 * @param context what every widget gets
 * @param options what the button is; with `room` or `width` where its label may need more than a line
 * @returns ideal pixels
 */
export function GetButtonHeight(context: IScreenContext, options: ButtonLook): number {
    const { room = options.width, height = context.theme.size.control } = options;
    if (room === undefined || options.iconOnly || !context.isLarge) {
        return height;
    }
    const label = FitLabel(context, ButtonLabelOf(options), room - 2 * ButtonFrame);
    const inset = (label.lines.length > 1 ? 2 : 1) * context.theme.space.s;
    return Math.max(height, label.height + inset);
}
