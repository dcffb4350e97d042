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
 * @param value linear, 0..1
 * @returns sRGB-encoded, 0..1
 */
export function LinearToSrgb(value: number): number {
    return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
}
