import { type StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { type IPicture } from "../face/picture.js";
import { ChoiceGrid } from "./choiceGrid.js";
import { CreateHeading, CreateParagraph } from "./paragraph.js";
import { GlassesView, type PictureView } from "./pictureViews.js";
import { type IScreenContext } from "./screenContext.js";
import { type WornGlasses } from "./wornGlasses.js";

/** What the choice works with. */
export interface IGlassesChoiceOptions {
    readonly context: IScreenContext;
    readonly glasses: WornGlasses;
    /** Draws the present face with glasses, or with none. */
    readonly drawAsync: (id: string | null, view: PictureView) => Promise<IPicture | null>;
}

/** Id of the choice of no glasses. */
const None = "none";

/**
 * Adds the choice of glasses as pictures, and says what they are to the face.
 * @param options what it works with; its head has glasses
 * @param column where it goes
 * @param width ideal pixels that the column is wide
 * @returns the grid, disposed by the caller, and what marks the glasses that are worn
 */
export function AddGlasses(
    { context, glasses, drawAsync }: IGlassesChoiceOptions,
    column: StackPanel,
    width: number,
): { readonly grid: ChoiceGrid; readonly show: () => void } {
    const { title, none, names, hint } = context.strings.glasses;
    const idOf = (option: string): string | null => (option === None ? null : option);
    const show = (): void => grid.show(glasses.worn ?? None);
    const grid = new ChoiceGrid(context, {
        name: "glasses",
        options: [None, ...glasses.ids].map((id) => {
            const label = id === None ? none : (names[id] ?? id);
            return { id, label, spoken: `${title}: ${label}` };
        }),
        width,
        view: GlassesView,
        drawAsync: async (option) => await drawAsync(idOf(option), GlassesView),
        onChoose: (option) => {
            glasses.wear(idOf(option));
            show();
        },
    });
    column.addControl(CreateHeading(context, "glasses.title", title, width));
    column.addControl(grid.control);
    column.addControl(CreateParagraph(context, "glasses.hint", { text: hint, width, size: "small", muted: true }));
    return { grid, show };
}
