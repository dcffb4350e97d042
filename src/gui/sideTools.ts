import { type StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { CopySide } from "../face/asymmetry.js";
import { type IContinuousParameter } from "../face/faceSchema.js";
import { type FaceEditor } from "./faceEditor.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { type ISegment, SegmentedRow } from "./segmentedRow.js";

/** What the tools work with. */
export interface ISideToolsOptions {
    readonly context: IScreenContext;
    readonly editor: FaceEditor;
    /** The parameters of the page. */
    readonly parameters: readonly IContinuousParameter[];
    /** Builds the page anew. */
    readonly onRebuild: () => void;
    /** Whether the switch is among the tools; else the page has it elsewhere. */
    readonly hasSwitch: boolean;
}

/**
 * Lets left and right differ, or be edited together again.
 * @param options what the tools work with
 */
export function PartSides({ editor, onRebuild }: Pick<ISideToolsOptions, "editor" | "onRebuild">): void {
    editor.sides.isApart = !editor.sides.isApart;
    onRebuild();
}

const Height = 42;

/**
 * Adds the switch that lets left and right differ; while it is on, also what makes them alike again.
 * @param options what the tools work with
 * @param column where they go
 * @param width ideal pixels that it is wide
 * @returns the widgets; none where no parameter of the page can differ
 */
export function AddSideTools(options: ISideToolsOptions, column: StackPanel, width: number): IWidget[] {
    const { context, editor, parameters, hasSwitch } = options;
    const { sides } = context.strings;
    if (!parameters.some(({ sided }) => sided)) {
        return [];
    }
    const add = <T extends string>(name: string, segments: readonly ISegment<T>[], choices: boolean, onChoose: (id: T) => void) => {
        const row = new SegmentedRow(context, { name, segments, choices, room: width, height: Height, onChoose });
        column.addControl(row.control);
        return row;
    };
    const tools: IWidget[] = [];
    if (hasSwitch) {
        const toggle = add("sides", [{ id: "apart", label: sides.apart, icon: "bothSides" }], true, () => PartSides(options));
        toggle.show(...(editor.sides.isApart ? (["apart"] as const) : []));
        tools.push(toggle);
    }
    if (!editor.sides.isApart) {
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
            editor.input(CopySide(editor.schema, editor.face, from, ids));
            editor.commit();
        },
    );
    return [...tools, copy];
}
