import { type SrgbColor } from "../face/faceSchema.js";
import { PartLabels } from "../face/partLabels.js";
import { type ILabelMap, type IPicture } from "../face/picture.js";
import { type Point2D } from "../photo/photo.types.js";
import { LumaOf, SrgbToLinear } from "../face/srgb.js";

/** Colours of the parts of a pictured face, linear RGB. A part that is hardly to be seen is left out. */
export type RegionColors = Readonly<Partial<Record<string, SrgbColor>>>;

/** Fewer pixels say nothing. */
const MinPixels = 12;

/** Colour at a quantile of luma: a narrow band of pixels about it, channel by channel the mean. */
function ColorAtQuantile(pixels: SrgbColor[], quantile: number): SrgbColor | undefined {
    if (pixels.length < MinPixels) {
        return undefined;
    }
    const sorted = [...pixels].sort((a, b) => LumaOf(...a) - LumaOf(...b));
    const middle = quantile * (sorted.length - 1);
    const half = Math.max(3, sorted.length * 0.15);
    const band = sorted.slice(Math.max(0, Math.floor(middle - half)), Math.ceil(middle + half) + 1);
    const mean = (i: 0 | 1 | 2): number => band.reduce((sum, p) => sum + p[i], 0) / band.length;
    return [mean(0), mean(1), mean(2)];
}

/** Radius of what is taken for the iris, in widths of the eye. */
const IrisRadius = 0.2;
/** Where the white of an eye is, as distances from its midpoint in widths of the eye. */
const EyeWhite = { from: 0.24, to: 0.48 } as const;

/**
 * Measures the colours of a pictured face: skin on cheeks and forehead, hair, brows, the lower lip, the irises about the eyes' midpoints, and the whites beside them.
 * The same code measures photo and render, so that its own bias cancels.
 * @param picture in the photo-booth frame
 * @param labels its part labels, of any size
 * @param landmarks its 68 landmarks, in photo-booth pixels at 512
 * @returns linear colours by the id of the colour on the head: `skin`, `hair`, `brow`, `lips`, `iris`; and `eyeWhite`
 */
export function MeasureRegionColors(picture: IPicture, labels: ILabelMap, landmarks: readonly Point2D[]): RegionColors {
    const linear = Float64Array.from({ length: 256 }, (_, value) => SrgbToLinear(value / 255));
    const regions: Record<string, SrgbColor[]> = { skin: [], hair: [], brow: [], lips: [], iris: [], eyeWhite: [] };
    const eyeOf = (first: number): { x: number; y: number; width: number } => {
        const points = landmarks.slice(first, first + 6);
        return {
            x: points.reduce((sum, p) => sum + p[0], 0) / 6,
            y: points.reduce((sum, p) => sum + p[1], 0) / 6,
            width: Math.hypot(points[3][0] - points[0][0], points[3][1] - points[0][1]),
        };
    };
    const eyes = [eyeOf(36), eyeOf(42)];
    // Skin between the brows' tops and the mouth is neither stubble nor throat; between the jaw's ends it is not the face's dark rim
    const bottom = landmarks[33][1];
    const [left, right] = [landmarks[1][0], landmarks[15][0]];
    const inset = 0.12 * (right - left);
    for (let j = 0; j < picture.height; j++) {
        const row = Math.floor((j * labels.height) / picture.height) * labels.width;
        const y = ((j + 0.5) * 512) / picture.height;
        for (let i = 0; i < picture.width; i++) {
            const label = labels.data[row + Math.floor((i * labels.width) / picture.width)];
            const x = ((i + 0.5) * 512) / picture.width;
            const fromEye = eyes.reduce((least, eye) => Math.min(least, Math.hypot(x - eye.x, y - eye.y) / eye.width), Infinity);
            const central = x > left + inset && x < right - inset && y < bottom;
            const region = fromEye < IrisRadius ? "iris" : RegionOf(label, central, fromEye);
            if (region) {
                const k = 4 * (j * picture.width + i);
                regions[region].push([linear[picture.data[k]], linear[picture.data[k + 1]], linear[picture.data[k + 2]]]);
            }
        }
    }
    return {
        skin: ColorAtQuantile(regions.skin, 0.5),
        hair: ColorAtQuantile(regions.hair, 0.5),
        // Between the hairs of a brow there is skin
        brow: ColorAtQuantile(regions.brow, 0.3),
        // The rim of thin lips is labelled together with some of the lighter skin about it; the upper lip lies in whatever shadow the light throws
        lips: ColorAtQuantile(regions.lips, 0.4),
        // Highlight above, pupil below
        iris: ColorAtQuantile(regions.iris, 0.4),
        // The lids' edges and shadows are darker
        eyeWhite: ColorAtQuantile(regions.eyeWhite, 0.78),
    };
}

function RegionOf(label: number, central: boolean, fromEye: number): string | undefined {
    switch (label) {
        case PartLabels.skin:
        case PartLabels.nose:
            return central ? "skin" : undefined;
        case PartLabels.hair:
            return "hair";
        case PartLabels.leftBrow:
        case PartLabels.rightBrow:
            return "brow";
        case PartLabels.lowerLip:
            return "lips";
        case PartLabels.leftEye:
        case PartLabels.rightEye:
            return fromEye > EyeWhite.from && fromEye < EyeWhite.to ? "eyeWhite" : undefined;
        default:
            return undefined;
    }
}
