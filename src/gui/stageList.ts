import { type StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { type IFitProgress } from "../faceCreator/photoFit.types.js";
import { FitLabel, IconLabel } from "./iconLabel.js";
import { CreateColumn } from "./panel.js";
import { type PhotoSession } from "./photoSession.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";

/** The stages of a fit in their order. */
const Stages: readonly IFitProgress["phase"][] = ["networks", "photo", "fit", "verify"];
/** What a line is higher than its text, in ideal pixels. */
const LineRoom = 9;

/** The stages of a fit: those that are done have a check, the present one stands out. */
export class StageList implements IWidget {
    /** The control to place. */
    public readonly control: StackPanel;
    private readonly _context: IScreenContext;
    private readonly _lines: readonly IconLabel[];
    private readonly _observer;

    /**
     * @param context what every widget gets
     * @param session the way of the photo
     * @param width ideal pixels that it fills
     */
    public constructor(context: IScreenContext, session: PhotoSession, width: number) {
        this._context = context;
        this.control = CreateColumn("photo.stages", 0);
        this._lines = Stages.map((stage) => {
            const label = { icon: "pending", text: context.strings.phases[stage], align: "left", weight: "normal" } as const;
            const line = new IconLabel(context, `photo.stage.${stage}`, label);
            line.heightInPixels = FitLabel(context, label, width).height + LineRoom;
            // The label brings an inset of its own; here its icon stands under the edge of the photo.
            line.leftInPixels = -context.theme.space.m;
            this.control.addControl(line);
            return line;
        });
        this._observer = session.fitting.onPhaseObservable.add((phase) => this._show(phase));
        this._show(session.fitting.phase);
    }

    /** Removes the list. */
    public dispose(): void {
        this._observer.remove();
        this.control.dispose();
    }

    private _show(phase: IFitProgress["phase"]): void {
        const { color, disabledAlpha } = this._context.theme;
        const at = phase === "done" ? Stages.length : Stages.indexOf(phase);
        for (const [i, line] of this._lines.entries()) {
            line.icon = i < at ? "check" : i === at ? "present" : "pending";
            line.color = i < at ? color.textMuted : i === at ? color.accentHover : color.text;
            line.alpha = i > at ? Math.max(disabledAlpha, PendingAlpha) : 1;
        }
    }
}

/** Opacity of what is still to come: its text keeps a contrast of 4.5:1 on panels. */
const PendingAlpha = 0.6;
