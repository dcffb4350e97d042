/** A colour in CIE L*a*b* under D65. */
export type LabColor = readonly [number, number, number];

/**
 * Converts a colour.
 * @param rgb sRGB-encoded, 0..1
 * @returns L*a*b*, D65, two degrees
 */
export function RgbToLab(rgb: ArrayLike<number>): LabColor {
    const [r, g, b] = [0, 1, 2].map((c) => (rgb[c] <= 0.04045 ? rgb[c] / 12.92 : ((rgb[c] + 0.055) / 1.055) ** 2.4));
    const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
    const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
    const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
    const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/**
 * How different two colours look (Sharma, Wu, Dalal 2005).
 * @param first L*a*b*
 * @param second L*a*b*
 * @returns the CIEDE2000 difference; about 1 can just be seen
 */
export function Ciede2000([l1, a1, b1]: LabColor, [l2, a2, b2]: LabColor): number {
    const radians = Math.PI / 180;
    const mean7 = ((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2) ** 7;
    const g = 0.5 * (1 - Math.sqrt(mean7 / (mean7 + 25 ** 7)));
    const [p1, p2] = [(1 + g) * a1, (1 + g) * a2];
    const [c1, c2] = [Math.hypot(p1, b1), Math.hypot(p2, b2)];
    const angle = (a: number, b: number): number => (a === 0 && b === 0 ? 0 : (Math.atan2(b, a) / radians + 360) % 360);
    const [h1, h2] = [angle(p1, b1), angle(p2, b2)];
    const turn = h2 - h1;
    const dh = c1 * c2 === 0 ? 0 : Math.abs(turn) <= 180 ? turn : turn > 180 ? turn - 360 : turn + 360;
    const hue = 2 * Math.sqrt(c1 * c2) * Math.sin((dh / 2) * radians);
    const [lm, cm] = [(l1 + l2) / 2, (c1 + c2) / 2];
    const sum = h1 + h2;
    const hm = c1 * c2 === 0 ? sum : Math.abs(turn) <= 180 ? sum / 2 : sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
    const cosine = (degrees: number): number => Math.cos(degrees * radians);
    const t = 1 - 0.17 * cosine(hm - 30) + 0.24 * cosine(2 * hm) + 0.32 * cosine(3 * hm + 6) - 0.2 * cosine(4 * hm - 63);
    const sl = 1 + (0.015 * (lm - 50) ** 2) / Math.sqrt(20 + (lm - 50) ** 2);
    const [sc, sh] = [1 + 0.045 * cm, 1 + 0.015 * cm * t];
    const rc = 2 * Math.sqrt(cm ** 7 / (cm ** 7 + 25 ** 7));
    const rt = -Math.sin(60 * Math.exp(-(((hm - 275) / 25) ** 2)) * radians) * rc;
    const [dl, dc, dhue] = [(l2 - l1) / sl, (c2 - c1) / sc, hue / sh];
    return Math.sqrt(dl * dl + dc * dc + dhue * dhue + rt * dc * dhue);
}
