import { type StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { type IFace } from "../face/face.types.js";
import { type IContinuousParameter, type SrgbColor } from "../face/faceSchema.js";
import { type IPicture } from "../face/picture.js";
import { ActionButton, type IActionButtonOptions } from "./actionButton.js";
import { ChoiceGrid } from "./choiceGrid.js";
import { ColorRow } from "./colorRow.js";
import { type FaceEditor } from "./faceEditor.js";
import { type IPage, type IPageContent, type IPageRoom } from "./page.types.js";
import { IsTall } from "./pageRoom.js";
import { AddGlasses } from "./glassesChoice.js";
import { CreateHeading, CreateParagraph } from "./paragraph.js";
import { type PictureView, ViewOfBlock } from "./pictureViews.js";
import { type IRegion } from "./regions.js";
import { AddRegionTools } from "./regionTools.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { SliderRow } from "./sliderRow.js";
import { AddSwitchRows } from "./switchRows.js";

/** What the pages of the regions work with. */
export interface IRegionPageOptions {
    readonly context: IScreenContext;
    readonly editor: FaceEditor;
    /** Draws the present face with another option of a block. */
    readonly drawAsync: (block: string, option: string, view: PictureView) => Promise<IPicture | null>;
    /** Draws the present face with glasses, or with none. */
    readonly drawGlassesAsync: (id: string | null, view: PictureView) => Promise<IPicture | null>;
    /** Throws the dice for some parameters. */
    readonly onDice: (ids: readonly string[]) => void;
    /** Builds the open page anew. */
    readonly onRebuild: () => void;
}

type Widget = IWidget & { enabled: boolean };

/**
 * The page of a region: dice, lock and reset for all of it, styles as pictures, colours, sliders.
 * @param region what it edits
 * @param options what it works with
 * @returns the page
 */
export function CreateRegionPage(region: IRegion, options: IRegionPageOptions): IPage {
    return {
        id: region.id,
        title: region.label,
        icon: region.icon,
        searchable: region.continuous.length > 0,
        build: (column, _width, room) => BuildRegion(region, options, column, room),
    };
}

/**
 * The page of a search: the sliders of all regions whose name, or whose region's name, contains what the player typed.
 * @param text what the player typed
 * @param regions the regions
 * @param options what it works with
 * @returns the page
 */
export function CreateSearchPage(text: string, regions: readonly IRegion[], options: IRegionPageOptions): IPage {
    const wanted = text.trim().toLocaleLowerCase();
    const found = regions.flatMap((region) =>
        region.continuous
            .filter(({ label }) => `${region.label} ${label}`.toLocaleLowerCase().includes(wanted))
            .map((parameter) => ({ parameter, label: `${region.label}: ${parameter.label}` })),
    );
    const { strings } = options.context;
    return {
        id: "search",
        title: strings.found.replace("{n}", String(found.length)),
        icon: "zoom",
        searchable: true,
        build: (column, width, room) => {
            if (found.length === 0) {
                column.addControl(CreateParagraph(options.context, "search.none", { text: strings.nothingFound, width, muted: true }));
            }
            const parameters = found.map(({ parameter }) => parameter);
            const tools =
                found.length > 0
                    ? AddSwitchRows({ ...options, parameters, switches: IsTall(room) ? "words" : "icons" }, column, width)
                    : [];
            const rows = found.map(({ parameter, label }) => AddSlider(options, column, parameter, label, width));
            return { widgets: [...tools, ...rows] as Widget[], rows, show: (face) => ShowRows(rows, parameters, face, options.editor) };
        },
    };
}

function BuildRegion(region: IRegion, options: IRegionPageOptions, column: StackPanel, room: IPageRoom): IPageContent {
    const { context, editor } = options;
    const { width } = room;
    const widgets: Widget[] = [];
    const refresh: ((face: IFace) => void)[] = [];
    const labels = region.discrete.flatMap(({ options: all }) => all.map(({ label }) => label));
    const isAmbiguous = (label: string): boolean => labels.indexOf(label) !== labels.lastIndexOf(label);
    for (const block of region.discrete) {
        column.addControl(CreateHeading(context, `choice.${block.id}.title`, block.label, width));
        const view = ViewOfBlock(block);
        const grid = new ChoiceGrid(context, {
            name: `choice.${block.id}`,
            options: block.options.map((option) => ({
                ...option,
                spoken: isAmbiguous(option.label) ? `${block.label}: ${option.label}` : option.label,
            })),
            width,
            view,
            drawAsync: (id) => options.drawAsync(block.id, id, view),
            onChoose: (id) => {
                editor.input({ style: { [block.id]: id } });
                editor.commit();
            },
        });
        column.addControl(grid.control);
        widgets.push(grid as Widget);
        refresh.push((face) => grid.show(face.style[block.id] ?? block.options[block.default].id));
    }
    if (region.id === "style" && editor.glasses.ids.length > 0) {
        const { grid, show } = AddGlasses({ context, glasses: editor.glasses, drawAsync: options.drawGlassesAsync }, column, width);
        widgets.push(grid as Widget);
        refresh.push(show);
    }
    for (const color of region.colors) {
        const label = region.discrete.length > 0 ? context.strings.colorOf.replace("{n}", color.label) : color.label;
        const plausible = color.palette.map((one, i) => ({ label: `${label} ${i + 1}`, color: one, shown: one }));
        const { swatches = [] } = color;
        const row = new ColorRow(context, width, {
            id: color.id,
            label,
            groups: swatches.length > 0 ? [plausible, swatches] : [plausible],
            onInput: (value: SrgbColor) => editor.input({ color: { [color.id]: value } }),
            onCommit: () => editor.commit(),
        });
        column.addControl(row.control);
        widgets.push(row as Widget);
        refresh.push((face) => row.show(face.color[color.id] ?? color.default));
    }
    const rows: SliderRow[] = [];
    if (region.continuous.length > 0) {
        widgets.push(AddRegionTools({ ...options, parameters: region.continuous }, column, room, () => rows));
        widgets.push(
            ...(AddSwitchRows(
                { ...options, parameters: region.continuous, switches: IsTall(room) ? "words" : "none" },
                column,
                width,
            ) as Widget[]),
        );
        rows.push(...region.continuous.map((parameter) => AddSlider(options, column, parameter, parameter.label, width)));
        widgets.push(...(rows as unknown as Widget[]));
        refresh.push((face) => ShowRows(rows, region.continuous, face, editor));
    }
    return { widgets, rows, show: (face) => refresh.forEach((show) => show(face)) };
}

function AddSlider(
    { context, editor }: IRegionPageOptions,
    column: StackPanel,
    parameter: IContinuousParameter,
    label: string,
    width: number,
): SliderRow {
    const { id } = parameter;
    const { sides } = editor;
    const row = new SliderRow(context, {
        id,
        label,
        width,
        value: sides.valueOf(editor.face, parameter),
        onInput: (value) => {
            editor.input(sides.change(editor.face, parameter, value));
            // The value may have been stopped.
            row.show(sides.valueOf(editor.face, parameter));
        },
        onCommit: () => editor.commit(),
        onReset: () => editor.set(sides.change(editor.face, parameter, 0.5)),
        ...(sides.isApart &&
            parameter.sided && {
                side: {
                    side: sides.sideOf(parameter),
                    onTurn: () => {
                        const side = sides.turn(parameter);
                        row.show(sides.valueOf(editor.face, parameter));
                        return side;
                    },
                },
            }),
        lock: { locked: editor.locks.has(id), onToggle: () => editor.toggleLock(id) },
    });
    column.addControl(row.control);
    return row;
}

function ShowRows(rows: readonly SliderRow[], parameters: readonly IContinuousParameter[], face: IFace, editor: FaceEditor): void {
    rows.forEach((row, i) => row.show(editor.sides.valueOf(face, parameters[i])));
}

/**
 * A full-width button in a column.
 * @param context what every widget gets
 * @param column where it goes
 * @param options what it is, with the width of the column
 * @returns the button
 */
export function AddButton(
    context: IScreenContext,
    column: StackPanel,
    options: IActionButtonOptions & { readonly room: number },
): ActionButton {
    const button = new ActionButton(context, options);
    column.addControl(button.control);
    return button;
}
