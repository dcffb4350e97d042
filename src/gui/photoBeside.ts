import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { CreateColumn } from "./panel.js";
import { type IScreenContext } from "./screenContext.js";

/**
 * A small picture with texts at its side, where there is no room for a large one.
 * @param context what every widget gets
 * @param width ideal pixels of both
 * @param picture the picture, of a set width and height
 * @param texts the texts, of set heights
 * @returns the control, disposed with its parent
 */
export function CreateBeside(context: IScreenContext, width: number, picture: Control, texts: readonly Control[]): Container {
    const { space } = context.theme;
    const row = new Container("photo.beside");
    const column = CreateColumn("photo.verdicts", space.s);
    for (const text of texts) {
        column.addControl(text);
    }
    column.widthInPixels = width - picture.widthInPixels - space.m;
    column.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_RIGHT;
    const height = texts.reduce((sum, { heightInPixels }) => sum + heightInPixels + space.s, 0);
    row.heightInPixels = Math.max(picture.heightInPixels, height);
    picture.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
    picture.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
    row.addControl(picture);
    row.addControl(column);
    return row;
}
