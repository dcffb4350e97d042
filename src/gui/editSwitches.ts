import { type IContinuousParameter } from "../face/faceSchema.js";
import { type FaceEditor } from "./faceEditor.js";
import { type IScreenContext } from "./screenContext.js";
import { type ISegment } from "./segmentedRow.js";

/** A switch over sliders: left and right apart, or values beyond what is plausible. */
export type EditSwitch = "apart" | "extremes";

/** What the switches work with. */
export interface IEditSwitchOptions {
    readonly context: IScreenContext;
    readonly editor: FaceEditor;
    /** The parameters of the page. */
    readonly parameters: readonly IContinuousParameter[];
    /** Builds the page anew. */
    readonly onRebuild: () => void;
}

/**
 * The switches of a page.
 * @param options what they work with
 * @param iconOnly whether they have no words
 * @returns those that can do something
 */
export function GetEditSwitches(
    { context, editor, parameters }: Omit<IEditSwitchOptions, "onRebuild">,
    iconOnly: boolean,
): readonly ISegment<EditSwitch>[] {
    const { sides, ranges } = context.strings;
    return [
        ...(parameters.some(({ sided }) => sided) ? [{ id: "apart", label: sides.apart, icon: "bothSides", iconOnly } as const] : []),
        ...(editor.range.hasLimits ? [{ id: "extremes", label: ranges.extremes, icon: "extremes", iconOnly } as const] : []),
    ];
}

/**
 * Which switches are on.
 * @param editor the player's hand on the face
 * @returns their ids
 */
export function GetSwitchesOn({ sides, range }: FaceEditor): readonly EditSwitch[] {
    return [...(sides.isApart ? (["apart"] as const) : []), ...(range.isExtended ? (["extremes"] as const) : [])];
}

/**
 * Turns a switch; the page is built anew, for sliders have more or fewer buttons then.
 * @param id the switch
 * @param options what it works with
 */
export function TurnSwitch(id: EditSwitch, { editor, onRebuild }: Pick<IEditSwitchOptions, "editor" | "onRebuild">): void {
    if (id === "apart") {
        editor.sides.isApart = !editor.sides.isApart;
    } else {
        editor.range.isExtended = !editor.range.isExtended;
    }
    onRebuild();
}
