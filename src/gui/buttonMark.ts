import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { Rectangle } from "@babylonjs/gui/2D/controls/rectangle.js";
import { type IScreenContext } from "./screenContext.js";

/** Thickness of the mark of the chosen one in ideal pixels, and its length in parts of the button. */
const MarkWidth = 4;
const MarkLength = 0.5;

/**
 * Marks the chosen one of several buttons by more than its colour: a line.
 * @param context what every widget gets
 * @param name control name of the button
 * @param place where: at the side of labels in a column, under others
 * @returns the control, disposed with its parent
 */
export function CreateMark({ theme }: IScreenContext, name: string, place: "side" | "under"): Rectangle {
    const mark = new Rectangle(`${name}.mark`);
    mark.thickness = 0;
    mark.cornerRadius = MarkWidth / 2;
    mark.background = theme.color.accentHover;
    mark.isHitTestVisible = false;
    if (place === "side") {
        mark.widthInPixels = MarkWidth;
        mark.height = MarkLength;
        mark.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
    } else {
        mark.width = MarkLength;
        mark.heightInPixels = MarkWidth;
        mark.verticalAlignment = Control.VERTICAL_ALIGNMENT_BOTTOM;
    }
    return mark;
}
