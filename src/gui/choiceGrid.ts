import { Color3 } from "@babylonjs/core/Maths/math.color.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { Grid } from "@babylonjs/gui/2D/controls/grid.js";
import { Rectangle } from "@babylonjs/gui/2D/controls/rectangle.js";
import { type SrgbColor } from "../face/faceSchema.js";
import { type IPicture } from "../face/picture.js";
import { ActionButton } from "./actionButton.js";
import { CreateParagraph } from "./paragraph.js";
import { PictureControl } from "./pictureControl.js";
import { PicturePlaceholder } from "./picturePlaceholder.js";
import { HeadView, type PictureView } from "./pictureViews.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { PadColumn } from "./segmentedRow.js";
import { type TextLabel } from "./textLabel.js";

/** An option of a choice grid. */
export interface IChoice {
    readonly id: string;
    readonly label: string;
    /** Accessible name, where another choice of the page has the same label. Default: the label. */
    readonly spoken?: string;
    readonly color?: SrgbColor;
}

/** What a choice grid chooses from. */
export interface IChoiceGridOptions {
    readonly name: string;
    readonly options: readonly IChoice[];
    /** Ideal pixels that the grid may use. */
    readonly width: number;
    /** Draws the picture of an option; without it the options have labels alone. Options that are colours are shown as such. */
    readonly drawAsync?: (id: string) => Promise<IPicture | null>;
    /** What is shown of the pictures. Default: the head. */
    readonly view?: PictureView;
    readonly onChoose: (id: string) => void;
}

/** Pictures in a line; fewer where a word of a large name is wider than one. */
const PictureColumns = 3;
const LeastPictureColumns = 2;
const SwatchColumns = 5;

/** Options as pictures in columns, drawn by the engine one after another; each has its label and a placeholder from the start. */
export class ChoiceGrid implements IWidget {
    /** The control to place. */
    public readonly control: Grid;
    private readonly _context: IScreenContext;
    private readonly _options: IChoiceGridOptions;
    private readonly _buttons: ReadonlyMap<string, ActionButton>;
    private readonly _columns: number;
    private readonly _picture: number;
    private readonly _placeholders = new Map<string, PicturePlaceholder>();
    private _disposed = false;

    /**
     * @param context what every widget gets
     * @param options what it chooses from
     */
    public constructor(context: IScreenContext, options: IChoiceGridOptions) {
        this._context = context;
        this._options = options;
        const { size, space } = context.theme;
        const swatches = options.options.every((option) => option.color !== undefined);
        this._columns = swatches ? SwatchColumns : this._countPictures();
        const rows = Math.ceil(options.options.length / this._columns);
        this._picture = options.drawAsync && !swatches ? Math.floor(options.width / this._columns) - 2 * space.s : 0;
        this.control = new Grid(options.name);
        for (let i = 0; i < this._columns; i++) {
            this.control.addColumnDefinition(1 / this._columns);
        }
        const labels = this._picture > 0 ? options.options.map((option) => this._createLabel(option)) : [];
        // As high as the longest name of the line needs.
        const heights = Array.from({ length: rows }, (_, row) => {
            const inRow = labels.slice(row * this._columns, (row + 1) * this._columns);
            const high = Math.max(...inRow.map(({ linesHeight }) => linesHeight));
            inRow.forEach((label) => (label.heightInPixels = high));
            return this._picture > 0 ? this._picture + high + space.s : size.control;
        });
        heights.forEach((height) => this.control.addRowDefinition(height + space.s, true));
        this.control.heightInPixels = heights.reduce((sum, height) => sum + height + space.s, 0);
        this._buttons = new Map(
            options.options.map((option, i) => [option.id, this._addOption(option, i, heights[Math.floor(i / this._columns)], labels[i])]),
        );
        if (options.drawAsync && !swatches) {
            void this._drawAsync(options.drawAsync);
        }
    }

    /**
     * Shows which option is chosen.
     * @param id option id
     */
    public show(id: string | undefined): void {
        for (const [option, button] of this._buttons) {
            button.selected = option === id;
        }
    }

    /** Whether it can be used. */
    public set enabled(value: boolean) {
        for (const button of this._buttons.values()) {
            button.enabled = value;
        }
    }

    /** Removes the buttons and their twins. */
    public dispose(): void {
        this._disposed = true;
        for (const button of this._buttons.values()) {
            button.dispose();
        }
        this.control.dispose();
    }

    private _countPictures(): number {
        const { isLarge, measureText, theme } = this._context;
        const words = this._options.options.flatMap(({ label }) => label.split(" "));
        const widest = isLarge ? Math.max(...words.map((word) => measureText(word, theme.text.small))) : 0;
        let columns = PictureColumns;
        while (columns > LeastPictureColumns && widest > this._options.width / columns - theme.space.s) {
            columns--;
        }
        return columns;
    }

    private _createLabel({ id, label }: IChoice): TextLabel {
        const width = this._picture + this._context.theme.space.s;
        const name = `${this._options.name}.${id}.text`;
        const text = CreateParagraph(this._context, name, { text: label, width, size: "small", align: "center" });
        text.verticalAlignment = Control.VERTICAL_ALIGNMENT_BOTTOM;
        return text;
    }

    private _addOption(
        { id, label, spoken = label, color: swatch }: IChoice,
        i: number,
        height: number,
        text: TextLabel | undefined,
    ): ActionButton {
        const { space, color } = this._context.theme;
        const pictured = text !== undefined;
        const button = new ActionButton(this._context, {
            name: `${this._options.name}.${id}`,
            label: spoken,
            iconOnly: pictured || swatch !== undefined,
            named: pictured,
            size: "small",
            selected: false,
            height,
            onClick: () => this._options.onChoose(id),
        });
        button.control.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        PadColumn(button.control, i % this._columns, this._columns, space.xs);
        if (pictured) {
            button.control.addControl(text);
            const placeholder = new PicturePlaceholder(`${this._options.name}.${id}.placeholder`, color.surfaceHover);
            placeholder.widthInPixels = placeholder.heightInPixels = this._picture;
            placeholder.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
            this._placeholders.set(id, placeholder);
            button.control.addControl(placeholder);
        }
        if (swatch) {
            const shown = new Rectangle(`${this._options.name}.${id}.swatch`);
            shown.background = new Color3(...swatch).toHexString();
            shown.thickness = 0;
            shown.cornerRadius = this._context.theme.radius.control;
            shown.width = 0.7;
            shown.height = 0.66;
            shown.isHitTestVisible = false;
            button.control.addControl(shown);
        }
        this.control.addControl(button.control, Math.floor(i / this._columns), i % this._columns);
        return button;
    }

    private async _drawAsync(drawAsync: (id: string) => Promise<IPicture | null>): Promise<void> {
        for (const [id, button] of this._buttons) {
            const picture = await drawAsync(id);
            if (this._disposed) {
                return;
            }
            if (picture) {
                const [left, top, width, height] = this._options.view ?? HeadView;
                const box = [left * picture.width, top * picture.height, width * picture.width, height * picture.height] as const;
                const shown = new PictureControl(`${this._options.name}.${id}.picture`, picture, box);
                shown.widthInPixels = shown.heightInPixels = this._picture;
                shown.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
                this._placeholders.get(id)?.dispose();
                button.control.addControl(shown);
            }
        }
    }
}
