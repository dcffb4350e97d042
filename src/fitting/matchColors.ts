import { type IFaceSchema, type SrgbColor } from "../face/faceSchema.js";
import { type IVectorLayout } from "../face/faceVector.js";
import { TieToPalette } from "./colorMath.js";
import { EstimateTint, WithoutTint } from "./lightTint.js";
import { LinearToSrgb, LumaOf, SrgbToLinear } from "../face/srgb.js";
import { type RegionColors } from "./regionColors.js";

/** Lips are at most this bright beside the skin (linear luma): thin ones are measured together with the lighter skin about them. */
const BrightestLips = 1;

/**
 * Brows are at most this bright beside the hair (linear luma). They are hardly ever lighter, but skin shows between their hairs, and the head's brows are
 * denser than most: lighter ones look as those of the photo do.
 */
const BrightestBrows = 2;

/**
 * The same beside the skin, whose light shows through them on the photo more than on the head. With 0.7 fair people's brows are a haze on the forehead, with 0.4 they
 * are drawn best, but darker than their own: the judge's similarity of 33 choosing people is 0.345, 0.339 with this and 0.334.
 */
const BrightestBrowsOnSkin = 0.5;

/** By the colour's id: how many times as far as the others it may stand from the palette. Lips and hair vary more than skin does. */
const ReachFactors: Readonly<Record<string, number>> = { lips: 1.3, hair: 1.5 };

/** By the colour's id: see {@link TieToPalette}. Between brown and grey eyes there are others; dark ones, which are brown, look grey under highlights. */
const Furthest: Readonly<Record<string, number>> = { iris: 1 };

/**
 * Irises are brown from this on: the logarithm of red over blue (linear) less this many times the luma above that of dark eyes (sRGB). On the 25 choosing people of a
 * studio with neutral light brown eyes have at least 0.34, others at most 0.14, and hazel ones 0.27.
 */
const [BrownFrom, BrownPerLuma, DarkLuma] = [0.3, 6, 0.2];
/** Colours of the palette are brown with more than this factor of red over blue (sRGB); hazel has less. */
const BrownRatio = 2.3;

/**
 * Dark irises have less colour than the palette's darkest brown, which looks amber where the photo's are nearly black: of six dark-eyed choosing people they are
 * (34, 29, 30) of 255 in the median, and were drawn (45, 28, 14).
 */
const DarkIris: SrgbColor = [0.2, 0.155, 0.13];

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
    /** The colour with which a picture that shows `seen` would show `wanted`. */
    const correct = (index: number, wanted: SrgbColor, seen: SrgbColor): SrgbColor => {
        const channel = (c: 0 | 1 | 2): number => {
            const factor = Math.min(LargestFactor, Math.max(1 / LargestFactor, (wanted[c] + 0.002) / (seen[c] + 0.002)));
            return LinearToSrgb(Math.max(SrgbToLinear(x[layout.colorOffset + 3 * index + c]), 0.002) * factor);
        };
        return [channel(0), channel(1), channel(2)];
    };
    const skin = schema.colors.findIndex(({ id }) => id === "skin");
    const seenSkin = render["skin"];
    const tint: SrgbColor =
        skin >= 0 && seenSkin ? EstimateTint(photo, (color) => correct(skin, color, seenSkin), schema.colors[skin].palette) : [1, 1, 1];
    schema.colors.forEach((parameter, i) => {
        const [pictured, seen] = [photo[parameter.id], render[parameter.id]];
        if (!pictured || !seen) {
            return;
        }
        const offset = layout.colorOffset + 3 * i;
        const wanted = WithoutTint(pictured, tint);
        const corrected = correct(i, wanted, seen);
        const { id } = parameter;
        const palette = id === "iris" ? IrisPalette(parameter.palette, wanted) : parameter.palette;
        const color = TieToPalette(corrected, palette, reach * (ReachFactors[id] ?? 1), Furthest[id]);
        matched.set(color, offset);
    });
    Darken(schema, layout, matched, "lips", "skin", BrightestLips);
    if (photo["hair"]) {
        Darken(schema, layout, matched, "brow", "hair", BrightestBrows);
    }
    Darken(schema, layout, matched, "brow", "skin", BrightestBrowsOnSkin);
    return matched;
}

/**
 * The part of the palette that an iris can be of. Lids, lashes and reflections take the colour out of a dark iris, so that by distance alone it is as near to green
 * or grey.
 */
function IrisPalette(palette: readonly SrgbColor[], [red, green, blue]: SrgbColor): readonly SrgbColor[] {
    const luma = LinearToSrgb(LumaOf(red, green, blue));
    const isBrown = Math.log((red + 0.001) / (blue + 0.001)) - BrownPerLuma * (luma - DarkLuma) > BrownFrom;
    const part = palette.filter(([r, , b]) => r > BrownRatio * b === isBrown);
    if (part.length < 2) {
        return palette;
    }
    return isBrown ? [DarkIris, ...part] : part;
}

/** Darkens a colour until it is at most so bright beside another (linear luma). */
function Darken(schema: IFaceSchema, layout: IVectorLayout, x: Float32Array, id: string, beside: string, brightest: number): void {
    const [color, other] = [id, beside].map((name) => {
        const index = schema.colors.findIndex((one) => one.id === name);
        const offset = layout.colorOffset + 3 * index;
        return index < 0 ? undefined : { offset, linear: [0, 1, 2].map((channel) => SrgbToLinear(x[offset + channel])) };
    });
    if (!color || !other) {
        return;
    }
    const luminance = ({ linear: [r, g, b] }: typeof color): number => LumaOf(r, g, b);
    const factor = Math.min(1, (brightest * luminance(other)) / Math.max(luminance(color), 1e-6));
    color.linear.forEach((value, channel) => {
        x[color.offset + channel] = LinearToSrgb(value * factor);
    });
}
