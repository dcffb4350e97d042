import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type TextBlock } from "@babylonjs/gui/2D/controls/textBlock.js";
import { type IScreenContext } from "./screenContext.js";
import { CreateTextLabel } from "./textLabel.js";
import { type IScreenTheme } from "./theme.js";

/** What a paragraph says and how. */
export interface IParagraphOptions {
    readonly text: string;
    /** Ideal pixels that it may be wide. */
    readonly width: number;
    /** Default `body`. */
    readonly size?: keyof IScreenTheme["text"];
    /** Whether it is less important than its surroundings. */
    readonly muted?: boolean;
    readonly align?: "left" | "center";
}

/** Space between the lines in ideal pixels, and height of a line in parts of its text's size. */
const LineSpacing = 4;
const LineHeight = 1.3;
/** Part of the width that lines may fill: places are rounded to whole pixels. */
const Spare = 0.99;
const HeadingHeight = 42;

/**
 * A text of several lines, as high as it needs to be.
 * @param context what every widget gets
 * @param name control name
 * @param options what it says
 * @returns the control, disposed with its parent
 */
export function CreateParagraph(context: IScreenContext, name: string, options: IParagraphOptions): TextBlock {
    const { theme } = context;
    const size = options.size ?? "body";
    const lines = CountLines(options.text, options.width * Spare, (text) => context.measureText(text, theme.text[size]));
    return CreateTextLabel(context, name, {
        text: options.text,
        size,
        wrap: true,
        align: options.align,
        color: options.muted ? theme.color.textMuted : undefined,
        height: lines * (Math.ceil(theme.text[size] * LineHeight) + LineSpacing),
    });
}

/**
 * The heading of a part of a page, with room above it.
 * @param context what every widget gets
 * @param name control name
 * @param text what it says
 * @returns the control, disposed with its parent
 */
export function CreateHeading(context: IScreenContext, name: string, text: string): TextBlock {
    const heading = CreateTextLabel(context, name, { text, weight: "600", height: HeadingHeight });
    heading.textVerticalAlignment = Control.VERTICAL_ALIGNMENT_BOTTOM;
    heading.paddingBottomInPixels = 4;
    return heading;
}

/**
 * How many lines a text takes when it is broken at its spaces.
 * @param text the text
 * @param width what a line may measure
 * @param measure width of a text
 * @returns at least 1
 */
function CountLines(text: string, width: number, measure: (text: string) => number): number {
    let lines = 1;
    let line = "";
    for (const word of text.split(" ")) {
        const longer = line === "" ? word : `${line} ${word}`;
        if (line !== "" && measure(longer) > width) {
            lines++;
            line = word;
        } else {
            line = longer;
        }
    }
    return lines;
}
