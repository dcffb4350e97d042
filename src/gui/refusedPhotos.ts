import { type Control } from "@babylonjs/gui/2D/controls/control.js";
import { CreateIconText } from "./iconText.js";
import { type IRefusedPhoto } from "./photoReader.js";
import { MostPhotos } from "./photoSet.js";
import { type IScreenContext } from "./screenContext.js";
import { DescribeError } from "./screenVoice.js";

/**
 * The photos that cannot be used, each with its own reason.
 * @param context what every widget gets
 * @param refused the photos
 * @param width ideal pixels
 * @returns the controls, disposed with their parent
 */
export function CreateRefused(context: IScreenContext, refused: readonly IRefusedPhoto[], width: number): readonly Control[] {
    return refused.map(({ name, reason }, i) => {
        const why = DescribeReason(context, reason);
        const text = name === "" ? why : context.strings.photo.refusedName.replace("{n}", name).replace("{reason}", why);
        return CreateIconText(context, `photo.refused.${i}`, { icon: "close", text, width, size: "small" });
    });
}

function DescribeReason({ strings }: IScreenContext, reason: unknown): string {
    const { same, many } = strings.photo.refused;
    return reason === "same" ? same : reason === "many" ? many.replace("{n}", String(MostPhotos)) : DescribeError(strings, reason);
}
