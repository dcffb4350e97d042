import { type StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { GetEditSwitches, GetSwitchesOn, type IEditSwitchOptions, TurnSwitch } from "./editSwitches.js";
import { type IPageRoom } from "./page.types.js";
import { IsTall } from "./pageRoom.js";
import { type IWidget } from "./screenContext.js";
import { SegmentedRow } from "./segmentedRow.js";
import { type SliderRow } from "./sliderRow.js";

/** What the tools work with. */
export interface IRegionToolsOptions extends IEditSwitchOptions {
    /** Throws the dice for some parameters. */
    readonly onDice: (ids: readonly string[]) => void;
}

/**
 * Adds what acts on all sliders of a page: dice, lock, reset.
 * @param options what the tools work with
 * @param column where they go
 * @param room how much of the page is seen
 * @param getRows the sliders
 * @returns the tools
 */
export function AddRegionTools(
    options: IRegionToolsOptions,
    column: StackPanel,
    room: IPageRoom,
    getRows: () => SliderRow[],
): IWidget & { enabled: boolean } {
    const { context, editor, parameters, onDice } = options;
    const { strings } = context;
    const ids = parameters.map(({ id }) => id);
    // Where a list is low its sliders matter more than words on tools: icons alone, in one line with the switches.
    const iconOnly = !IsTall(room);
    const tools = new SegmentedRow(context, {
        name: "tools",
        room: room.width,
        segments: [
            { id: "dice", label: strings.diceRegion, icon: "dice", iconOnly },
            { id: "lock", label: strings.lockRegion, icon: "lock", iconOnly },
            { id: "reset", label: strings.resetRegion, icon: "reset", iconOnly },
            ...(iconOnly ? GetEditSwitches(options, iconOnly) : []),
        ] as const,
        height: 42,
        onChoose: (id) => {
            if (id === "dice") {
                onDice(ids);
            } else if (id === "reset") {
                editor.reset(ids);
            } else if (id !== "lock") {
                TurnSwitch(id, options);
            } else {
                const lock = ids.some((parameter) => !editor.locks.has(parameter));
                for (const row of getRows().filter(({ id: row }) => editor.locks.has(row) !== lock)) {
                    row.toggleLock();
                }
                showLock();
            }
        },
    });
    const showLock = (): void =>
        tools.show(...(ids.every((id) => editor.locks.has(id)) ? (["lock"] as const) : []), ...GetSwitchesOn(editor));
    showLock();
    column.addControl(tools.control);
    return tools as unknown as IWidget & { enabled: boolean };
}
