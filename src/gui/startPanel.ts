import { type Rectangle } from "@babylonjs/gui/2D/controls/rectangle.js";
import { Grid } from "@babylonjs/gui/2D/controls/grid.js";
import { ActionButton } from "./actionButton.js";
import { CreateColumn, CreatePanel } from "./panel.js";
import { type IRegion, type RegionId } from "./regions.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { CreateTextLabel } from "./textLabel.js";
import { ScreenTheme } from "./theme.js";

/** What the start panel calls. */
export interface IStartPanelOptions {
    readonly regions: readonly IRegion[];
    /** Without it there is no photo button. */
    readonly onPhoto?: () => void;
    readonly onRandom: () => void;
    readonly onReset: () => void;
    readonly onSave: () => void;
    readonly onLoad: () => void;
    readonly onRegion: (id: RegionId) => void;
}

/** The left panel: where a face comes from, and the list of regions. */
export class StartPanel implements IWidget {
    /** The control to place. */
    public readonly control: Rectangle;
    private readonly _buttons: ActionButton[] = [];
    private readonly _regions = new Map<RegionId, ActionButton>();

    /**
     * @param context what every widget gets
     * @param options what it calls
     */
    public constructor(context: IScreenContext, options: IStartPanelOptions) {
        const { space, size, color } = ScreenTheme;
        const { strings } = context;
        this.control = CreatePanel("start");
        const column = CreateColumn("start.column", space.s);
        column.topInPixels = space.l;
        column.widthInPixels = size.leftPanel - 2 * space.l;
        this.control.addControl(column);
        const button = (name: string, label: string, rest: Partial<ConstructorParameters<typeof ActionButton>[1]>, onClick: () => void) => {
            const made = new ActionButton(context, { name, label, onClick, ...rest });
            this._buttons.push(made);
            return made;
        };
        if (options.onPhoto) {
            column.addControl(
                button("photo", strings.choosePhoto, { icon: "photo", kind: "primary", height: size.primary }, options.onPhoto).control,
            );
            column.addControl(
                CreateTextLabel("privacy", { text: strings.privacy, size: "small", color: color.textMuted, wrap: true, height: 84 }),
            );
        }
        column.addControl(
            CreatePair(
                "start.from",
                button("random", strings.random, { icon: "dice" }, options.onRandom),
                button("reset", strings.reset, { icon: "reset" }, options.onReset),
            ),
        );
        const line = CreatePanel("start.line");
        line.heightInPixels = 1;
        line.background = color.panelLine;
        column.addControl(line);
        for (const region of options.regions) {
            const entry = button(
                `region.${region.id}`,
                region.label,
                { icon: region.icon, kind: "plain", align: "left", selected: false },
                () => options.onRegion(region.id),
            );
            this._regions.set(region.id, entry);
            column.addControl(entry.control);
        }
        const files = CreatePair(
            "start.files",
            button("save", strings.save, { icon: "save" }, options.onSave),
            button("load", strings.load, { icon: "load" }, options.onLoad),
        );
        files.verticalAlignment = 1;
        files.topInPixels = -space.l;
        files.widthInPixels = size.leftPanel - 2 * space.l;
        this.control.addControl(files);
    }

    /**
     * Marks the region that is open.
     * @param id region id
     */
    public show(id: RegionId): void {
        for (const [region, button] of this._regions) {
            button.selected = region === id;
        }
    }

    /** Whether its buttons can be used. */
    public set enabled(value: boolean) {
        for (const button of this._buttons) {
            button.enabled = value;
        }
    }

    /** Removes the panel and its twins. */
    public dispose(): void {
        for (const button of this._buttons) {
            button.dispose();
        }
        this.control.dispose();
    }
}

function CreatePair(name: string, left: ActionButton, right: ActionButton): Grid {
    const pair = new Grid(name);
    pair.heightInPixels = ScreenTheme.size.control;
    pair.addColumnDefinition(0.5).addColumnDefinition(0.5);
    left.control.paddingRightInPixels = ScreenTheme.space.xs;
    right.control.paddingLeftInPixels = ScreenTheme.space.xs;
    pair.addControl(left.control, 0, 0);
    pair.addControl(right.control, 0, 1);
    return pair;
}
