import { type ILookGeometry, type ILookMaterial } from "../lookGeometry.types.js";
import { EyePaints, MeasureLids } from "./eyePaint.js";
import { MeasureLips, PaintLips } from "./lipPaint.js";
import { type ICanvas, OpenCanvas, type Paint, PaintAsync } from "./paintArea.js";
import { BlushPainters, FrecklePainters } from "./skinPaint.js";
import { Blushes, EyeShadows, Freckles, type IMakeupStyle, Lipsticks } from "./styles.js";

/** Pixels of the pictures' sides; blush has no detail. */
const Sizes = { lips: 512, eyes: 512, face: 1024, blush: 128 } as const;

/**
 * Paints all makeup.
 * @param geometry the average head
 * @param skin the skin's own relief, which shows through
 * @returns materials by name
 */
export async function BuildMakeupPicturesAsync(
    geometry: ILookGeometry,
    skin: Pick<ILookMaterial, "normal" | "occlusion">,
): Promise<Record<string, ILookMaterial>> {
    const materials: Record<string, ILookMaterial> = {};
    const addAsync = async (
        kind: string,
        canvas: ICanvas,
        styles: readonly IMakeupStyle[],
        paint: (id: string, i: number) => Paint,
    ): Promise<void> => {
        for (const { id, roughness } of styles) {
            const albedo = await PaintAsync(canvas, (_, i) => paint(id, i));
            materials[`${kind}_${id}`] = { ...skin, albedo, albedoBox: canvas.box, mimeType: "image/webp", alphaMode: "BLEND", roughness };
        }
    };
    const mouth = OpenCanvas(geometry, "lips", Sizes.lips);
    const lips = MeasureLips(mouth, geometry);
    await addAsync("lipstick", mouth, Lipsticks, (id, i) => {
        const [value, alpha] = PaintLips(id, lips[i]);
        return [value, value, value, alpha];
    });
    const eyes = OpenCanvas(geometry, "eyes", Sizes.eyes);
    const lids = MeasureLids(eyes, geometry);
    await addAsync("eyeShadow", eyes, EyeShadows, (id, i) => EyePaints[id](lids[i]));
    const cheeks = OpenCanvas(geometry, "face", Sizes.blush);
    const blush = BlushPainters(geometry);
    await addAsync("blush", cheeks, Blushes, (id, i) => blush[id](cheeks.points[i]));
    const face = OpenCanvas(geometry, "face", Sizes.face);
    const freckles = FrecklePainters(geometry);
    await addAsync("freckles", face, Freckles, (id, i) => freckles[id](face.points[i]));
    return materials;
}
