import { Grid } from "@babylonjs/gui/2D/controls/grid.js";
import { ActionButton } from "./actionButton.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { ScreenTheme } from "./theme.js";

/** What a choice grid chooses from. */
export interface IChoiceGridOptions {
    readonly name: string;
    /** Accessible name of the group, put before each option's own. */
    readonly label: string;
    readonly options: readonly { readonly id: string; readonly label: string }[];
    readonly onChoose: (id: string) => void;
}

/** Options of a discrete block as buttons in two columns. */
export class ChoiceGrid implements IWidget {
    /** The control to place. */
    public readonly control: Grid;
    private readonly _buttons: ReadonlyMap<string, ActionButton>;

    /**
     * @param context what every widget gets
     * @param options what it chooses from
     */
    public constructor(context: IScreenContext, options: IChoiceGridOptions) {
        const rows = Math.ceil(options.options.length / 2);
        const { size, space } = ScreenTheme;
        this.control = new Grid(options.name);
        this.control.heightInPixels = rows * (size.control + space.s);
        this.control.addColumnDefinition(0.5).addColumnDefinition(0.5);
        for (let row = 0; row < rows; row++) {
            this.control.addRowDefinition(size.control + space.s, true);
        }
        this._buttons = new Map(
            options.options.map((option, i) => {
                const button = new ActionButton(context, {
                    name: `${options.name}.${option.id}`,
                    label: option.label,
                    selected: false,
                    onClick: () => options.onChoose(option.id),
                });
                button.control.paddingRightInPixels = i % 2 === 0 ? space.xs : 0;
                button.control.paddingLeftInPixels = i % 2 === 0 ? 0 : space.xs;
                this.control.addControl(button.control, Math.floor(i / 2), i % 2);
                return [option.id, button];
            }),
        );
    }

    /**
     * Shows which option is chosen.
     * @param id option id
     */
    public show(id: string): void {
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
        for (const button of this._buttons.values()) {
            button.dispose();
        }
        this.control.dispose();
    }
}
