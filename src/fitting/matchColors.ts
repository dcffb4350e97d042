import { type IFaceSchema, type SrgbColor } from "../face/faceSchema.js";
import { type IVectorLayout } from "../face/faceVector.js";
import { TieToPalette, ToLinear, ToSrgb } from "./colorMath.js";
import { type RegionColors } from "./regionColors.js";

/** A colour changes by at most this factor in one round. */
const LargestFactor = 8;

/**
 * Corrects the colours of x so that the render shows what the photo shows: the engine's picture of a part is about the light times the
 * part's linear colour, so each channel is multiplied by photo / render.
 * @param schema the head
 * @param layout its vector
 * @param x the vector, not changed
 * @param photo colours measured on the photo
 * @param render colours measured on the engine's picture of `x`
 * @param reach how far a colour may stand from its palette
 * @returns a new vector; a colour that was not seen on both keeps its value
 */
export function MatchColors(
    schema: IFaceSchema,
    layout: IVectorLayout,
    x: Float32Array,
    photo: RegionColors,
    render: RegionColors,
    reach: number,
): Float32Array {
    const matched = x.slice();
    schema.colors.forEach((parameter, i) => {
        const [wanted, seen] = [photo[parameter.id], render[parameter.id]];
        if (!wanted || !seen) {
            return;
        }
        const offset = layout.colorOffset + 3 * i;
        const corrected = [0, 1, 2].map((channel) => {
            const factor = Math.min(LargestFactor, Math.max(1 / LargestFactor, (wanted[channel] + 0.002) / (seen[channel] + 0.002)));
            return ToSrgb(Math.max(ToLinear(x[offset + channel]), 0.002) * factor);
        });
        matched.set(TieToPalette(corrected as unknown as SrgbColor, parameter.palette, reach), offset);
    });
    return matched;
}
