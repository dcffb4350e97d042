import sharp from "sharp";
import { type IGalleryZone } from "./galleryPlan.js";
import { type IRenderRequest } from "./headless.types.js";
import { type IHeadlessPage } from "./headlessPage.js";

/** Side of the photo-booth frame that zones are measured in. */
const FrameSize = 512;
/** The photo booth draws no larger picture. */
const LargestSize = 1024;

/**
 * Draws a picture of the gallery: of a zone as much larger as the zone is smaller than the frame.
 * @param page the page that draws
 * @param request face, view, expression
 * @param size side of the picture in pixels
 * @param zone what of the frame is shown; default: all
 * @returns the bytes of a PNG
 */
export async function DrawGalleryTileAsync(
    page: IHeadlessPage,
    request: Omit<IRenderRequest, "size">,
    size: number,
    zone: IGalleryZone = { left: 0, top: 0, side: FrameSize },
): Promise<Buffer> {
    const full = Math.min(LargestSize, Math.round((size * FrameSize) / zone.side));
    const { width, height, base64 } = await page.callAsync("renderAsync", { ...request, size: full });
    const scale = full / FrameSize;
    const side = Math.round(scale * zone.side);
    return await sharp(Buffer.from(base64, "base64"), { raw: { width, height, channels: 4 } })
        .extract({ left: Math.round(scale * zone.left), top: Math.round(scale * zone.top), width: side, height: side })
        .resize(size, size)
        .removeAlpha()
        .png()
        .toBuffer();
}
