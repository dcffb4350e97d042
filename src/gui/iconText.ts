import { type Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { IconLabel } from "./iconLabel.js";
import { type IconName } from "./icons.js";
import { CreateParagraph, type IParagraphOptions } from "./paragraph.js";
import { CreatePanel } from "./panel.js";
import { type IScreenContext } from "./screenContext.js";

/** What an icon with a text beside it shows. */
export interface IIconTextOptions extends IParagraphOptions {
    readonly icon: IconName;
    /** Whether it lies on a surface of its own, so that it is found. */
    readonly boxed?: boolean;
}

/** What the icon takes, and the least height, in ideal pixels. */
const IconRoom = 40;
const IconWidth = 30;
const LeastHeight = 30;

/**
 * An icon with a text of one or several lines beside it.
 * @param context what every widget gets
 * @param name control name
 * @param options what it shows
 * @returns the control, disposed with its parent
 */
export function CreateIconText(context: IScreenContext, name: string, options: IIconTextOptions): Container {
    const { space, color, radius } = context.theme;
    const { icon, boxed, width } = options;
    const inset = boxed ? space.m : 0;
    const row = CreatePanel(context, name);
    row.background = boxed ? color.surface : color.none;
    row.thickness = boxed ? context.lineWidth(1) : 0;
    row.cornerRadius = radius.control;
    row.isPointerBlocker = false;
    const label = CreateParagraph(context, `${name}.text`, { ...options, width: width - IconRoom - 2 * inset });
    row.heightInPixels = Math.max(LeastHeight, label.heightInPixels + 4 + 2 * inset);
    label.height = 1;
    label.paddingLeftInPixels = IconRoom + inset;
    label.paddingRightInPixels = inset;
    const picture = new IconLabel(context, `${name}.icon`, { icon, align: "center", weight: "normal" });
    picture.widthInPixels = IconWidth;
    picture.leftInPixels = inset;
    picture.color = color.accent;
    picture.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
    row.addControl(picture);
    row.addControl(label);
    return row;
}
