import { type IColorParameter, type IFaceSchema, type SrgbColor } from "./faceSchema.js";
import { type SeededRandom } from "./random.js";
import { LumaOf } from "./srgb.js";

/** Skin below this luma seldom goes with light hair and light eyes. */
const DarkSkin = 0.5;
/** Hair and irises below this luma are dark. */
const DarkHair = 0.32;
/** How often dark skin goes with dark hair, and with dark eyes. */
const DarkShare = 0.92;
/** Natural lips are the skin, darker and redder. */
const LipTint: SrgbColor = [0.84, 0.64, 0.64];
/** Brows are a little darker than the hair. */
const BrowTint = 0.85;

/**
 * A random colour: a mixture of two neighbours of the palette, a little lighter or darker.
 * @param parameter the colour
 * @param random the generator to draw from
 * @returns sRGB 0..1
 */
export function RandomColor(parameter: IColorParameter, random: SeededRandom): SrgbColor {
    const at = random.uniform() * (parameter.palette.length - 1);
    const low = Math.min(parameter.palette.length - 2, Math.floor(at));
    const share = at - low;
    const { palette } = parameter;
    const brightness = 1 + 0.04 * random.normal();
    return ToColor((c) => brightness * (palette[low][c] * (1 - share) + palette[low + 1][c] * share));
}

/**
 * Random colours that go together: brows follow the hair, lips the skin, and dark skin mostly comes with dark hair and eyes. Colours with other ids are
 * drawn from their palettes alone.
 * @param schema the head's parameters
 * @param random the generator to draw from
 * @returns a colour for each of the schema's, in its order
 */
export function RandomColors(schema: IFaceSchema, random: SeededRandom): SrgbColor[] {
    const drawn = new Map(schema.colors.map((color) => [color.id, RandomColor(color, random)]));
    const skin = drawn.get("skin");
    for (const id of ["hair", "iris"]) {
        const color = schema.colors.find((one) => one.id === id);
        if (color && skin && LumaOf(...skin) < DarkSkin && random.uniform() < DarkShare) {
            const palette = color.palette.filter((one) => LumaOf(...one) < DarkHair);
            if (palette.length > 0) {
                drawn.set(id, RandomColor({ ...color, palette: [palette[0], ...palette] }, random));
            }
        }
    }
    const hair = drawn.get("hair");
    if (hair && drawn.has("brow")) {
        drawn.set(
            "brow",
            ToColor((c) => hair[c] * BrowTint),
        );
    }
    if (skin && drawn.has("lips")) {
        const redness = 1 + 0.05 * random.normal();
        drawn.set(
            "lips",
            ToColor((c) => skin[c] * (c === 0 ? LipTint[0] : LipTint[c] / redness)),
        );
    }
    return schema.colors.map((color) => drawn.get(color.id) ?? color.default);
}

function ToColor(channel: (c: 0 | 1 | 2) => number): SrgbColor {
    const clamped = (c: 0 | 1 | 2): number => Math.min(1, Math.max(0, channel(c)));
    return [clamped(0), clamped(1), clamped(2)];
}
