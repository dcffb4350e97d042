import { CurlyStyles } from "./curlyStyles.js";
import { type IHairStyle } from "./layers.js";
import { LongStyles } from "./longStyles.js";
import { ShortStyles } from "./shortStyles.js";

/** Hair styles beside `none`, in the order of the vector x. None covers an eye. */
export const HairStyles: readonly IHairStyle[] = [...ShortStyles, ...CurlyStyles, ...LongStyles];
