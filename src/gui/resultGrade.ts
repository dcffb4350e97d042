import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { Rectangle } from "@babylonjs/gui/2D/controls/rectangle.js";
import { type FitGrade } from "../faceCreator/photoFit.types.js";
import { type IScreenContext } from "./screenContext.js";
import { TextLabel } from "./textLabel.js";
import { LineHeightOf } from "./theme.js";

/** How many of three bars a grade fills. */
const Filled: Readonly<Record<FitGrade, number>> = { rough: 1, good: 2, great: 3 };
const BarCount = 3;
const BarSize = { width: 26, height: 8, gap: 5 } as const;

/**
 * A grade in a word, and as bars, which lie under a large word: it differs by more than its colour.
 * @param context what every widget gets
 * @param grade the grade
 * @param width ideal pixels that it is wide
 * @returns the control, disposed with its parent
 */
export function CreateGrade(context: IScreenContext, grade: FitGrade, width: number): Container {
    const { color, space } = context.theme;
    const { isLarge } = context;
    const row = new Container("photo.grade");
    const { title } = context.strings.photo.grades[grade];
    const bars = BarCount * (BarSize.width + BarSize.gap);
    const label = new TextLabel(context, "photo.grade.title", {
        text: title,
        size: "heading",
        weight: "600",
        wrap: isLarge ? { width, measure: context.measureText } : undefined,
    });
    label.place = "top";
    label.paddingRightInPixels = isLarge ? 0 : bars;
    row.heightInPixels = isLarge ? label.linesHeight + BarSize.height + space.s : LineHeightOf(context.theme, "heading");
    label.color = grade === "rough" ? color.text : color.accent;
    row.addControl(label);
    for (let i = 0; i < BarCount; i++) {
        const bar = new Rectangle(`photo.grade.${i}`);
        bar.thickness = 0;
        bar.cornerRadius = BarSize.height / 2;
        bar.widthInPixels = BarSize.width;
        bar.heightInPixels = BarSize.height;
        bar.background = i < Filled[grade] ? color.accent : color.track;
        if (isLarge) {
            bar.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
            bar.verticalAlignment = Control.VERTICAL_ALIGNMENT_BOTTOM;
            bar.leftInPixels = i * (BarSize.width + BarSize.gap);
        } else {
            bar.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_RIGHT;
            bar.leftInPixels = -(BarCount - 1 - i) * (BarSize.width + BarSize.gap);
        }
        row.addControl(bar);
    }
    return row;
}
