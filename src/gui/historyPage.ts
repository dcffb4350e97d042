import { StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { ActionButton } from "./actionButton.js";
import { DescribeStep } from "./describeStep.js";
import { type FaceEditor } from "./faceEditor.js";
import { NameSchema } from "./nameSchema.js";
import { type IPage } from "./page.types.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";

/** Steps that are listed, the newest first; older ones are reached by undo. */
const ShownCount = 40;

/**
 * The page of the steps that were taken; each leads back to its face.
 * @param context what every widget gets
 * @param editor the player's hand on the face
 * @returns the page
 */
export function CreateHistoryPage(context: IScreenContext, editor: FaceEditor): IPage {
    return {
        id: "history",
        title: context.strings.history.title,
        icon: "reset",
        build: (column, width) => {
            const list = new StepList(context, editor, width);
            column.addControl(list.control);
            return { widgets: [list] };
        },
    };
}

class StepList implements IWidget {
    /** The control to place. */
    public readonly control: StackPanel;
    private readonly _buttons: ActionButton[] = [];
    private readonly _observer;
    private _enabled = true;

    public constructor(
        private readonly _context: IScreenContext,
        private readonly _editor: FaceEditor,
        private readonly _width: number,
    ) {
        this.control = new StackPanel("history");
        this.control.spacing = _context.theme.space.xs;
        this._observer = _editor.onStepObservable.add(() => {
            const focused = this._buttons.some((button) => button.hasFocus);
            this._list(true);
            if (focused) {
                this._buttons.find((button) => button.selected)?.focus();
            }
        });
        this._list(false);
    }

    /** Whether it can be used. */
    public set enabled(value: boolean) {
        this._enabled = value;
        this._buttons.forEach((button) => (button.enabled = value));
    }

    /** Removes the list and its twins. */
    public dispose(): void {
        this._observer.remove();
        this._clear();
        this.control.dispose();
    }

    /** The page turns what it was built with around by itself; what comes later is turned around here. */
    private _list(later: boolean): void {
        this._clear();
        const { steps, stepIndex } = this._editor;
        const { strings, mirror } = this._context;
        const schema = NameSchema(this._editor.schema, strings.names);
        for (let i = steps.length - 1; i >= Math.max(0, steps.length - ShownCount); i--) {
            const button = new ActionButton(this._context, {
                name: `history.${i}`,
                label: `${i}. ${DescribeStep(schema, steps[i - 1], steps[i], strings)}`,
                align: "left",
                room: this._width,
                selected: i === stepIndex,
                onClick: () => this._editor.goTo(i),
            });
            button.enabled = this._enabled;
            this._buttons.push(button);
            this.control.addControl(button.control);
            if (later) {
                mirror(button.control);
            }
        }
    }

    private _clear(): void {
        this._buttons.forEach((button) => button.dispose());
        this._buttons.length = 0;
    }
}
