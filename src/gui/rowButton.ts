import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { ActionButton } from "./actionButton.js";
import { type IconName } from "./icons.js";
import { type IScreenContext } from "./screenContext.js";

/** Side of a row's buttons in ideal pixels. */
export const RowButtonSize = 42;

/** What a button at the end of a slider's row is. */
export interface IRowButtonOptions {
    readonly name: "reset" | "lock" | "side";
    /** Parameter id of the row. */
    readonly id: string;
    readonly label: string;
    readonly icon: IconName;
    /** 0 is outermost. */
    readonly place: number;
    /** Ideal pixels from the top of the row. */
    readonly top: number;
    readonly onClick: () => void;
}

/**
 * A button at the end of a slider's row.
 * @param context what every widget gets
 * @param options what it is
 * @returns the button; the row places and disposes it
 */
export function CreateRowButton(context: IScreenContext, { name, id, label, icon, place, top, onClick }: IRowButtonOptions): ActionButton {
    const button = new ActionButton(context, {
        name: `${name}.${id}`,
        label,
        icon,
        iconOnly: true,
        kind: "plain",
        width: RowButtonSize,
        height: RowButtonSize,
        ...(name === "lock" && { selected: false }),
        // A lock that is closed looks different from an open one.
        marked: false,
        quiet: true,
        onClick,
    });
    button.control.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_RIGHT;
    button.control.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
    button.control.topInPixels = top;
    button.control.leftInPixels = -place * RowButtonSize;
    return button;
}
