import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { Grid } from "@babylonjs/gui/2D/controls/grid.js";
import { StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { type TextAlign, TextLabel } from "./textLabel.js";

const { HORIZONTAL_ALIGNMENT_LEFT: Left, HORIZONTAL_ALIGNMENT_RIGHT: Right } = Control;

/**
 * Turns a tree of controls around for languages that run from right to left: sides, paddings, offsets, columns and the order of rows.
 * @param control the tree, just built; turning it twice would turn it back
 */
export function MirrorControls(control: Control): void {
    control.horizontalAlignment = Opposite(control.horizontalAlignment);
    control.leftInPixels = -control.leftInPixels;
    const { paddingLeftInPixels, paddingRightInPixels } = control;
    control.paddingLeftInPixels = paddingRightInPixels;
    control.paddingRightInPixels = paddingLeftInPixels;
    if (control instanceof TextLabel) {
        control.align = OppositeAligns[control.align];
    }
    if (control instanceof Grid) {
        MirrorColumns(control);
    } else if (control instanceof Container) {
        for (const child of [...control.children]) {
            MirrorControls(child);
        }
        if (control instanceof StackPanel && !control.isVertical) {
            for (const child of [...control.children].reverse()) {
                control.removeControl(child);
                control.addControl(child);
            }
        }
    }
}

/** All grids of the screen have columns of the same width, or are turned by their order of cells alone. */
function MirrorColumns(grid: Grid): void {
    const cells = grid.children.map((child) => ({ child, cell: grid.getChildCellInfo(child)?.split(":").map(Number) ?? [0, 0] }));
    for (const { child, cell } of cells) {
        MirrorControls(child);
        grid.removeControl(child);
        grid.addControl(child, cell[0], grid.columnCount - 1 - cell[1]);
    }
}

const OppositeAligns: Readonly<Record<TextAlign, TextAlign>> = { left: "right", center: "center", right: "left" };

function Opposite(alignment: number): number {
    return alignment === Left ? Right : alignment === Right ? Left : alignment;
}
