import { type SrgbColor } from "../face/faceSchema.js";
import { LumaOf } from "../face/srgb.js";
import { TieToPalette } from "./colorMath.js";
import { type RegionColors } from "./regionColors.js";

/** The white of people's eyes in neutral light (linear, relative to green): the mean of 25 choosing people in a studio, who vary by 10 % in red and 7 % in blue. */
const NeutralEyeWhite: SrgbColor = [1.26, 1, 0.96];
/**
 * Parts of the tint that are tried. Red over green in the whites varies by 10 to 14 % in one light, and is 1.46 times as much in the pinkest studio that was looked at; the whole of it
 * makes some skins there grey.
 */
const Parts = [0, 0.2, 0.4, 0.6] as const;
/** What taking the whole tint off costs, as a distance of the skin from the palette (sRGB, 0..1): skin that is like people's already stays as it is. */
const TintCost = 0.03;

/**
 * The colour of the light on a photo, as far as it is sure: the tint of the eyes' whites tells which it may be, and as much of it is taken as brings the skin
 * nearest to colours that skin has.
 * @param photo colours measured on the photo
 * @param skinOf the head's own skin colour (sRGB) with which its picture would be as the photo without a tint (linear)
 * @param palette colours of skin (sRGB)
 * @returns linear factors of the light on each channel, their luma 1; all 1 where eyes or skin are not seen
 */
export function EstimateTint(photo: RegionColors, skinOf: (untinted: SrgbColor) => SrgbColor, palette: readonly SrgbColor[]): SrgbColor {
    const { eyeWhite, skin } = photo;
    if (!eyeWhite || !skin) {
        return [1, 1, 1];
    }
    const tintOf = (part: number): SrgbColor => {
        const [r, g, b] = eyeWhite.map((value, i) => (Math.max(value, 1e-3) / NeutralEyeWhite[i]) ** part);
        const luma = LumaOf(r, g, b);
        return [r / luma, g / luma, b / luma];
    };
    const costOf = (part: number): number => {
        const color = skinOf(WithoutTint(skin, tintOf(part)));
        const [r, g, b] = TieToPalette(color, palette, 0);
        return Math.hypot(r - color[0], g - color[1], b - color[2]) + TintCost * part;
    };
    const costs = Parts.map(costOf);
    return tintOf(Parts[costs.indexOf(Math.min(...costs))]);
}

/**
 * A colour as it were in neutral light.
 * @param color linear
 * @param tint as of `EstimateTint`
 * @returns linear, a new colour
 */
export function WithoutTint([r, g, b]: SrgbColor, tint: SrgbColor): SrgbColor {
    return [r / tint[0], g / tint[1], b / tint[2]];
}
