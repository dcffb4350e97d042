import { Rectangle } from "@babylonjs/gui/2D/controls/rectangle.js";
import { StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type IScreenContext } from "./screenContext.js";

/**
 * A dark panel with a thin line that keeps the pointer from what lies behind it.
 * @param context what every widget gets
 * @param name control name
 * @returns the panel, disposed with its parent
 */
export function CreatePanel({ theme, lineWidth }: Pick<IScreenContext, "theme" | "lineWidth">, name: string): Rectangle {
    const panel = new Rectangle(name);
    panel.background = theme.color.panel;
    panel.color = theme.color.panelLine;
    panel.thickness = lineWidth(1);
    panel.cornerRadius = theme.radius.panel;
    panel.isPointerBlocker = true;
    return panel;
}

/**
 * A column of controls, from the top down.
 * @param name control name
 * @param spacing distance in ideal pixels
 * @returns the column, disposed with its parent
 */
export function CreateColumn(name: string, spacing: number): StackPanel {
    const column = new StackPanel(name);
    column.spacing = spacing;
    column.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
    return column;
}
