import { type IScreenContext } from "./screenContext.js";
import { TextLabel } from "./textLabel.js";
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
    readonly weight?: "normal" | "600";
}

/** What a heading is higher than its lines, in ideal pixels. */
const HeadingRoom = 13;

/**
 * A text of several lines, as high as it needs to be.
 * @param context what every widget gets
 * @param name control name
 * @param options what it says
 * @returns the control, disposed with its parent
 */
export function CreateParagraph(context: IScreenContext, name: string, options: IParagraphOptions): TextLabel {
    const label = new TextLabel(context, name, {
        ...options,
        wrap: { width: options.width, measure: context.measureText },
        color: options.muted ? context.theme.color.textMuted : undefined,
    });
    label.heightInPixels = label.linesHeight;
    return label;
}

/**
 * The heading of a part of a page, with room above it.
 * @param context what every widget gets
 * @param name control name
 * @param text what it says
 * @param width ideal pixels that it may be wide
 * @returns the control, disposed with its parent
 */
export function CreateHeading(context: IScreenContext, name: string, text: string, width: number): TextLabel {
    const heading = new TextLabel(context, name, {
        text,
        weight: "600",
        wrap: { width, measure: context.measureText },
    });
    heading.heightInPixels = heading.linesHeight + HeadingRoom;
    heading.place = "bottom";
    heading.paddingBottomInPixels = 4;
    return heading;
}
