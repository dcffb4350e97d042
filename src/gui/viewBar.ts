import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type Rectangle } from "@babylonjs/gui/2D/controls/rectangle.js";
import { StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { ActionButton } from "./actionButton.js";
import { type IconName } from "./icons.js";
import { CreatePanel } from "./panel.js";
import { type ScreenView } from "./screenCamera.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { type HeadExpression, type LightPreset } from "./screenLook.js";
import { SegmentedRow } from "./segmentedRow.js";
import { TextLabel } from "./textLabel.js";

/** What can be switched on and off about how the head is seen. */
export type LookSwitch = "hair" | "clay" | "freeze" | "zoom";

/** What the bar shows as chosen. */
export interface IViewBarState {
    readonly view: ScreenView | null;
    readonly light: LightPreset;
    readonly expression: HeadExpression;
    readonly on: readonly LookSwitch[];
}

/** What the view bar calls. */
export interface IViewBarOptions {
    readonly onView: (view: ScreenView) => void;
    readonly onLight: (light: LightPreset) => void;
    readonly onExpression: (expression: HeadExpression) => void;
    readonly onSwitch: (which: LookSwitch) => void;
}

const Views = ["front", "threequarter", "profile"] as const;
const Lights = ["game", "studio", "day", "night"] as const;
const Expressions = ["neutral", "smile", "talk"] as const;
const Switches: readonly LookSwitch[] = ["zoom", "hair", "clay", "freeze"];

/** How much room a bar has. */
export interface IViewBarRoom {
    /** Ideal pixels beside the panels. */
    readonly width: number;
    /** Whether it is folded into a button until the player wants it. */
    readonly folded: boolean;
    /** Called after it was folded or unfolded. */
    readonly onFold: () => void;
}

/** Side of a button, of the button that unfolds the bar, and height of a heading, in ideal pixels. */
const ButtonSize = 48;
const ButtonsInLine = 7;
const LineHeight = 44;
const FoldSize = 52;
const FoldGap = 8;
const CaptionHeight = 26;

/** Under the head: how it is seen. One line with headings where there is room, else two lines; on phones a button that unfolds them. */
export class ViewBar implements IWidget {
    /** The control to place. */
    public readonly control: Container;
    /** Ideal pixels that it is wide where there is room. */
    public readonly width: number;
    private readonly _panel: Rectangle;
    private readonly _panelHeight: number;
    private readonly _rows: readonly [
        SegmentedRow<ScreenView>,
        SegmentedRow<LightPreset>,
        SegmentedRow<HeadExpression>,
        SegmentedRow<LookSwitch>,
    ];
    private readonly _fold: ActionButton | undefined;
    private _folded: boolean;
    private _visible = true;

    /**
     * @param context what every widget gets
     * @param room how much room it has
     * @param options what it calls
     */
    public constructor(context: IScreenContext, room: IViewBarRoom, options: IViewBarOptions) {
        const { strings } = context;
        const { space } = context.theme;
        // On the narrowest sheets two lines need smaller buttons.
        const side = Math.min(ButtonSize, (room.width - space.l - 2 * space.m) / ButtonsInLine);
        const row = <T extends string>(
            name: string,
            ids: readonly T[],
            labels: Readonly<Record<T, string>>,
            icons: Readonly<Partial<Record<T, IconName>>>,
            onChoose: (id: T) => void,
        ): SegmentedRow<T> =>
            new SegmentedRow<T>(context, {
                name,
                segments: ids.map((id) => ({ id, label: labels[id], icon: icons[id] ?? (id as unknown as IconName), iconOnly: true })),
                width: ids.length * side,
                height: LineHeight,
                onChoose,
            });
        this._rows = [
            row("view", Views, strings.views, {}, options.onView),
            row("light", Lights, strings.lights, {}, options.onLight),
            row("expression", Expressions, strings.expressions, {}, options.onExpression),
            row("look", Switches, strings.switches, { hair: "bald" }, options.onSwitch),
        ];
        const buttons = Views.length + Lights.length + Expressions.length + Switches.length;
        const wide = buttons * ButtonSize + 3 * space.xl + 2 * space.l;
        const inOne = wide <= room.width && !room.folded;
        const [views, lights, expressions, switches] = this._rows.map(({ control }, i) =>
            inOne ? WithCaption(context, control, i) : control,
        );
        const lines = inOne
            ? [[views, lights, expressions, switches]]
            : [
                  [views, lights],
                  [expressions, switches],
              ];
        const height = inOne ? CaptionHeight + LineHeight : LineHeight;
        this._panel = CreatePanel(context, "views.panel");
        this._panel.addControl(StackLines(lines, height, inOne ? space.xl : space.l, space.xs));
        this._panelHeight = lines.length * (height + space.xs) - space.xs + 2 * space.s;
        this._panel.heightInPixels = this._panelHeight;
        this.width = inOne ? wide : ButtonsInLine * side + space.l + 2 * space.m;
        this._panel.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        this.control = new Container("views");
        this.control.widthInPixels = this.width;
        this.control.addControl(this._panel);
        this._folded = room.folded;
        if (room.folded) {
            this._fold = CreateFold(context, () => {
                this._folded = !this._folded;
                this._arrange();
                room.onFold();
            });
            this.control.addControl(this._fold.control);
        }
        this._arrange();
        context.mirror(this.control);
    }

    /** Ideal pixels that the button which unfolds it takes at the side, while nothing else of it is seen. */
    public get side(): number {
        return this._fold && this._folded ? FoldSize + FoldGap : 0;
    }

    /** Ideal pixels that it is high, and that it covers over its whole width. */
    public get height(): number {
        return this.covers + (this._fold ? FoldSize + FoldGap : 0);
    }
    public get covers(): number {
        return this._folded ? 0 : this._panelHeight;
    }

    /**
     * Marks what is chosen.
     * @param state what is chosen
     */
    public show(state: IViewBarState): void {
        const [views, lights, expressions, switches] = this._rows;
        views.show(...(state.view ? [state.view] : []));
        lights.show(state.light);
        expressions.show(state.expression);
        switches.show(...state.on);
    }

    /** Whether it is shown. */
    public set visible(value: boolean) {
        this._visible = value;
        this._arrange();
    }

    /** Removes the bar and its twins. */
    public dispose(): void {
        for (const row of this._rows) {
            row.dispose();
        }
        this._fold?.dispose();
        this.control.dispose();
    }

    private _arrange(): void {
        this.control.isVisible = this._visible;
        this._panel.isVisible = !this._folded;
        this.control.heightInPixels = this.height;
        for (const row of this._rows) {
            row.enabled = this._visible && !this._folded;
        }
        if (this._fold) {
            this._fold.enabled = this._visible;
            this._fold.selected = !this._folded;
        }
    }
}

/** The button that unfolds the bar: round, at the side of the thumb. */
function CreateFold(context: IScreenContext, onClick: () => void): ActionButton {
    const fold = new ActionButton(context, {
        name: "views.fold",
        label: context.strings.viewOptions,
        icon: "orbit",
        iconOnly: true,
        width: FoldSize,
        height: FoldSize,
        selected: false,
        onClick,
    });
    fold.control.cornerRadius = FoldSize / 2;
    fold.control.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_RIGHT;
    fold.control.verticalAlignment = Control.VERTICAL_ALIGNMENT_BOTTOM;
    return fold;
}

/** A group of buttons under its heading. */
function WithCaption(context: IScreenContext, buttons: Control, i: number): StackPanel {
    const group = new StackPanel(`views.group${i}`);
    group.widthInPixels = buttons.widthInPixels;
    const caption = new TextLabel(context, `views.caption${i}`, {
        text: context.strings.viewGroups[i],
        size: "small",
        color: context.theme.color.textMuted,
        height: CaptionHeight,
    });
    caption.paddingLeftInPixels = context.theme.space.xs;
    group.addControl(caption);
    group.addControl(buttons);
    return group;
}

function StackLines(lines: readonly (readonly Control[])[], height: number, gap: number, spacing: number): StackPanel {
    const column = new StackPanel("views.column");
    column.spacing = spacing;
    for (const [i, controls] of lines.entries()) {
        const line = new StackPanel(`views.line${i}`);
        line.isVertical = false;
        line.spacing = gap;
        line.heightInPixels = height;
        for (const control of controls) {
            line.addControl(control);
        }
        column.addControl(line);
    }
    return column;
}
