import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { CreateAverageFace } from "../face/createFace.js";
import { type IFace } from "../face/face.types.js";
import { type IPicture } from "../face/picture.js";
import { BlendFaces } from "./blendFaces.js";
import { ChoiceGrid } from "./choiceGrid.js";
import { type FaceEditor } from "./faceEditor.js";
import { FieldStyle } from "./fieldStyle.js";
import { type IPage, type IPageContent } from "./page.types.js";
import { PresetFaces } from "./presetFaces.js";
import { CreateHeading, CreateParagraph } from "./paragraph.js";
import { AddButton } from "./regionPages.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { SliderRow } from "./sliderRow.js";
import { TextLabel } from "./textLabel.js";
import { VariationGrid } from "./variationGrid.js";

/** What the page works with. */
export interface IPresetsPageOptions {
    readonly context: IScreenContext;
    readonly editor: FaceEditor;
    /** Draws a face. */
    readonly drawAsync: (face: IFace) => Promise<IPicture | null>;
    readonly getSeed: () => number;
    /** Throws the dice for the whole face with a seed, which becomes the next one. */
    readonly onDice: (seed: number) => void;
}

/**
 * The page of faces to start from: presets that blend into the present face, and dice with a seed.
 * @param options what it works with
 * @returns the page
 */
export function CreatePresetsPage(options: IPresetsPageOptions): IPage {
    return {
        id: "presets",
        title: options.context.strings.presets.title,
        icon: "preset",
        build: (column, width) => BuildPresets(options, column, width),
    };
}

function BuildPresets(options: IPresetsPageOptions, column: StackPanel, width: number): IPageContent {
    const { context, editor, drawAsync } = options;
    const { presets } = context.strings;
    const widgets: (IWidget & { enabled?: boolean })[] = [];
    column.addControl(CreateParagraph(context, "presets.hint", { text: presets.hint, width, size: "small", muted: true }));
    AddPresets(options, column, width, widgets);
    column.addControl(CreateHeading(context, "presets.random", presets.randomTitle, width));
    const takeSeed = (seed: number): void => {
        options.onDice(seed);
        field.value = String(options.getSeed());
    };
    widgets.push(
        AddButton(context, column, {
            name: "presets.dice",
            label: presets.dice,
            icon: "dice",
            room: width,
            onClick: () => takeSeed(options.getSeed()),
        }),
    );
    const field = AddSeed(options, column, widgets, takeSeed);
    column.addControl(CreateParagraph(context, "presets.dice.hint", { text: presets.diceHint, width, size: "small", muted: true }));
    const variations = new VariationGrid({ context, editor, width, drawAsync });
    column.addControl(variations.control);
    widgets.push(variations as unknown as IWidget & { enabled: boolean });
    return { widgets };
}

/** The presets as pictures; once one is chosen, also how much of it is taken. */
function AddPresets(
    { context, editor, drawAsync }: IPresetsPageOptions,
    column: StackPanel,
    width: number,
    widgets: (IWidget & { enabled?: boolean })[],
): void {
    const { presets } = context.strings;
    const faces = new Map<string, IFace>([["average", CreateAverageFace(editor.schema)]]);
    PresetFaces(editor.schema).forEach((face, i) => faces.set(String(i + 1), face));
    let before = editor.face;
    let chosen: string | undefined;
    /** The face as the blend left it. */
    let blended = "";
    const grid = new ChoiceGrid(context, {
        name: "preset",
        options: [...faces.keys()].map((id) => ({ id, label: id === "average" ? presets.average : presets.name.replace("{n}", id) })),
        width,
        drawAsync: (id) => drawAsync(faces.get(id) as IFace),
        onChoose: (id) => {
            // The face that it blends with may be a blend itself, but not one with this very preset.
            if (id !== chosen || JSON.stringify(editor.face) !== blended) {
                before = editor.face;
            }
            chosen = id;
            grid.show(id);
            blend.control.isVisible = true;
            blend.show(1);
            editor.step(BlendFaces(editor.schema, before, faces.get(id) as IFace, { shape: 1, color: 1 }));
            blended = JSON.stringify(editor.face);
        },
    });
    column.addControl(grid.control);
    const blend = new SliderRow(context, {
        id: "blend",
        label: presets.blend,
        width,
        value: 1,
        scale: "share",
        onInput: (share) => {
            const preset = chosen && faces.get(chosen);
            if (preset) {
                editor.show(BlendFaces(editor.schema, before, preset, { shape: share, color: share }));
            }
        },
        onCommit: () => {
            editor.commit();
            blended = JSON.stringify(editor.face);
        },
    });
    blend.control.isVisible = false;
    column.addControl(blend.control);
    widgets.push(grid as unknown as IWidget & { enabled: boolean }, blend as unknown as IWidget & { enabled: boolean });
}

/** The seed of the next random face, to read, to keep and to type. */
function AddSeed(
    { context, getSeed }: IPresetsPageOptions,
    column: StackPanel,
    widgets: IWidget[],
    onSeed: (seed: number) => void,
): HTMLInputElement {
    const { theme, twin, strings } = context;
    const { seed } = strings.presets;
    const row = new Container("presets.seed");
    row.heightInPixels = theme.size.control;
    row.addControl(new TextLabel(context, "presets.seed.label", { text: seed }));
    const place = new TextLabel(context, "presets.seed.value", { text: "" });
    place.width = SeedShare;
    place.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_RIGHT;
    row.addControl(place);
    column.addControl(row);
    const field = twin.addText(place, {
        label: seed,
        dir: "ltr",
        style: FieldStyle(theme),
        onInput: () => {},
        onCommit: () => {},
    });
    // Enter takes the seed that stands there, also one that the player did not change.
    field.addEventListener("keydown", (event) => event.key === "Enter" && onSeed(Math.round(Number(field.value)) || 0));
    field.inputMode = "numeric";
    field.value = String(getSeed());
    widgets.push({ dispose: () => twin.remove(field) });
    return field;
}

/** Part of the row that the field of the seed takes. */
const SeedShare = 0.6;
