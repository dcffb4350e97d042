import { StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { type IFace } from "../face/face.types.js";
import { type IPicture } from "../face/picture.js";
import { ActionButton } from "./actionButton.js";
import { ChoiceGrid } from "./choiceGrid.js";
import { type FaceEditor } from "./faceEditor.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { VaryFace } from "./varyFace.js";

/** What the variations work with. */
export interface IVariationGridOptions {
    readonly context: IScreenContext;
    readonly editor: FaceEditor;
    /** Ideal pixels. */
    readonly width: number;
    /** Draws a face. */
    readonly drawAsync: (face: IFace) => Promise<IPicture | null>;
}

const Count = 6;

/** Faces near the present one, as pictures: whoever is chosen is the next present one, with new ones around it. */
export class VariationGrid implements IWidget {
    /** The control to place. */
    public readonly control: StackPanel;
    private readonly _options: IVariationGridOptions;
    private readonly _button: ActionButton;
    private _grid: ChoiceGrid | undefined;
    private _seed = 1;

    /** @param options what it works with */
    public constructor(options: IVariationGridOptions) {
        const { context, width } = options;
        this._options = options;
        this.control = new StackPanel("variations");
        this.control.spacing = context.theme.space.s;
        this._button = new ActionButton(context, {
            name: "variations.show",
            label: context.strings.presets.variations,
            icon: "preset",
            room: width,
            onClick: () => this._show(),
        });
        this.control.addControl(this._button.control);
    }

    /** Whether it can be used. */
    public set enabled(value: boolean) {
        this._button.enabled = value;
        if (this._grid) {
            this._grid.enabled = value;
        }
    }

    /** Removes the grid and its twins. */
    public dispose(): void {
        this._grid?.dispose();
        this._button.dispose();
        this.control.dispose();
    }

    private _show(): void {
        const { context, editor, width, drawAsync } = this._options;
        const { variation } = context.strings.presets;
        const seed = this._seed++;
        const from = editor.face;
        const faces = Array.from({ length: Count }, (_, i) =>
            editor.range.keepRandom(from, VaryFace(editor.schema, from, seed, i, editor.locks)),
        );
        this._grid?.dispose();
        this._grid = new ChoiceGrid(context, {
            name: "variation",
            options: faces.map((_, i) => ({ id: String(i), label: variation.replace("{n}", String(i + 1)) })),
            width,
            drawAsync: async (id) => await drawAsync(faces[Number(id)]),
            onChoose: (id) => {
                editor.step(faces[Number(id)]);
                this._show();
            },
        });
        context.mirror(this._grid.control);
        this.control.addControl(this._grid.control);
    }
}
