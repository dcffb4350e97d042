import { StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { type IconName } from "./icons.js";
import { CreatePanel } from "./panel.js";
import { type ScreenView } from "./screenCamera.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { type HeadExpression, type LightPreset } from "./screenLook.js";
import { SegmentedRow } from "./segmentedRow.js";

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

/** Under the head: how it is seen. Two lines where there is room, one line of icons for each group on small canvases. */
export class ViewBar implements IWidget {
    /** The control to place. */
    public readonly control;
    private readonly _views: SegmentedRow<ScreenView>;
    private readonly _lights: SegmentedRow<LightPreset>;
    private readonly _expressions: SegmentedRow<HeadExpression>;
    private readonly _switches: SegmentedRow<LookSwitch>;

    /**
     * @param context what every widget gets
     * @param options what it calls
     */
    public constructor(context: IScreenContext, options: IViewBarOptions) {
        const { strings } = context;
        const { space } = context.theme;
        this.control = CreatePanel(context, "views");
        const row = <T extends string>(
            name: string,
            ids: readonly T[],
            labels: Readonly<Record<T, string>>,
            icons: Readonly<Record<T, IconName>>,
            onChoose: (id: T) => void,
        ): SegmentedRow<T> =>
            new SegmentedRow<T>(context, {
                name,
                segments: ids.map((id) => ({ id, label: labels[id], icon: icons[id], iconOnly: true })),
                width: ids.length * ButtonWidth,
                height: 44,
                onChoose,
            });
        this._views = row(
            "view",
            Views,
            strings.views,
            { front: "front", threequarter: "threequarter", profile: "profile" },
            options.onView,
        );
        this._lights = row(
            "light",
            Lights,
            strings.lights,
            { game: "game", studio: "studio", day: "day", night: "night" },
            options.onLight,
        );
        this._expressions = row(
            "expression",
            Expressions,
            strings.expressions,
            { neutral: "neutral", smile: "smile", talk: "talk" },
            options.onExpression,
        );
        this._switches = row(
            "look",
            Switches,
            strings.switches,
            { zoom: "zoom", hair: "bald", clay: "clay", freeze: "freeze" },
            options.onSwitch,
        );
        const lines = [
            [this._views.control, this._lights.control],
            [this._expressions.control, this._switches.control],
        ].map((controls, i) => {
            const line = new StackPanel(`views.line${i}`);
            line.isVertical = false;
            line.spacing = space.l;
            line.heightInPixels = 44;
            for (const control of controls) {
                line.addControl(control);
            }
            return line;
        });
        const column = new StackPanel("views.column");
        column.spacing = space.xs;
        for (const line of lines) {
            column.addControl(line);
        }
        this.control.widthInPixels = 7 * ButtonWidth + space.l + 2 * space.m;
        this.control.heightInPixels = 2 * 44 + space.xs + 2 * space.s;
        this.control.addControl(column);
        context.mirror(this.control);
    }

    /**
     * Marks what is chosen.
     * @param state what is chosen
     */
    public show(state: IViewBarState): void {
        this._views.show(...(state.view ? [state.view] : []));
        this._lights.show(state.light);
        this._expressions.show(state.expression);
        this._switches.show(...state.on);
    }

    /** Whether it is shown. */
    public set visible(value: boolean) {
        this.control.isVisible = value;
        for (const row of [this._views, this._lights, this._expressions, this._switches]) {
            row.enabled = value;
        }
    }

    /** Removes the bar and its twins. */
    public dispose(): void {
        for (const row of [this._views, this._lights, this._expressions, this._switches]) {
            row.dispose();
        }
        this.control.dispose();
    }
}

/** Seven of them and a gap fit on the narrowest phone. */
const ButtonWidth = 48;
