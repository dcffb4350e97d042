/**
 * One channel from sRGB to linear light. Source: IEC 61966-2-1.
 * @param value sRGB-encoded, 0..1
 * @returns linear, 0..1
 */
export function SrgbToLinear(value: number): number {
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/**
 * One channel from linear light to sRGB. Source: IEC 61966-2-1.
 * @param value linear; clamped to 0..1
 * @returns sRGB-encoded, 0..1
 */
export function LinearToSrgb(value: number): number {
    const linear = Math.min(1, Math.max(0, value));
    return linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
}

/** Rec. 709 weights of red, green and blue. */
export const LumaWeights = [0.2126, 0.7152, 0.0722] as const;

/**
 * Weighs red, green and blue as Rec. 709 does.
 * @param red one channel; linear channels give luminance, encoded ones luma
 * @param green in the unit of red
 * @param blue in the unit of red
 * @returns in the unit of the channels
 */
export function LumaOf(red: number, green: number, blue: number): number {
    return LumaWeights[0] * red + LumaWeights[1] * green + LumaWeights[2] * blue;
}
