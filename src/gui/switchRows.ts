import { type StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { CopySide } from "../face/asymmetry.js";
import { GetEditSwitches, GetSwitchesOn, type IEditSwitchOptions, TurnSwitch } from "./editSwitches.js";
import { type IWidget } from "./screenContext.js";
import { type ISegment, SegmentedRow } from "./segmentedRow.js";

/** What the rows work with. */
export interface ISwitchRowsOptions extends IEditSwitchOptions {
    /** How the switches are shown; with `none` the page has them elsewhere. */
    readonly switches: "words" | "icons" | "none";
}

const Height = 42;

/**
 * Adds the switches over the sliders; while left and right are apart, also what makes them alike again.
 * @param options what the rows work with
 * @param column where they go
 * @param width ideal pixels that it is wide
 * @returns the widgets
 */
export function AddSwitchRows(options: ISwitchRowsOptions, column: StackPanel, width: number): IWidget[] {
    const { context, editor, parameters } = options;
    const { sides } = context.strings;
    const add = <T extends string>(name: string, segments: readonly ISegment<T>[], choices: boolean, onChoose: (id: T) => void) => {
        const row = new SegmentedRow(context, { name, segments, choices, room: width, height: Height, onChoose });
        column.addControl(row.control);
        return row;
    };
    const tools: IWidget[] = [];
    const switches = options.switches === "none" ? [] : GetEditSwitches(options, options.switches === "icons");
    if (switches.length > 0) {
        const toggles = add("switches", switches, true, (id) => TurnSwitch(id, options));
        toggles.show(...GetSwitchesOn(editor));
        tools.push(toggles);
    }
    if (!editor.sides.isApart || !parameters.some(({ sided }) => sided)) {
        return tools;
    }
    const ids = parameters.map(({ id }) => id);
    const copy = add(
        "sides.copy",
        [
            { id: "left", label: sides.copyLeft, icon: "leftSide" },
            { id: "right", label: sides.copyRight, icon: "rightSide" },
        ],
        false,
        (from: "left" | "right") => {
            editor.set(CopySide(editor.schema, editor.face, from, ids));
        },
    );
    return [...tools, copy];
}
