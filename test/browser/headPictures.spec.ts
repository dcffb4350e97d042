import { CreateAverageFace, EditFace } from "../../src/face/createFace.js";
import { type IGallerySheet, PlanGallery } from "../../src/cli/galleryPlan.js";
import { DrawGalleryTileAsync } from "../../src/cli/galleryTile.js";
import { type IHeadlessPage, OpenHeadlessAsync } from "../../src/cli/headlessPage.js";
import { CountChangedPixelsAsync } from "../pictureDifference.js";
import { expect, test } from "./harness.js";

/** Side of a picture of a zone in pixels. */
const Size = 128;
/** Two options are different where so many of the 128 x 128 pixels of their zone are. Nearest are the lipsticks satin and bowSharp, with 70. */
const LeastOfOptions = 48;
/**
 * A parameter moves the picture where so many pixels change between its ends: of the face from the front, 128 pixels wide, or of the profile in a picture of 384. Least is
 * mouth.cupidsBowWidth with 9. Ten parameters, which move the surface to and fro, change no pixel from the front.
 */
const LeastOfParameters = 6;
/** One parameter in so many is drawn; `FACE_CREATOR_ALL_PARAMETERS=1` draws all, which takes minutes. */
const EveryParameter = process.env["FACE_CREATOR_ALL_PARAMETERS"] === "1" ? 1 : 8;
/** From brows to chin with the ears, in the photo-booth frame. */
const FaceZone = { left: 106, top: 90, side: 310 };
const ProfileSize = 384;

test.describe("pictures of the default head", () => {
    test.describe.configure({ mode: "serial", timeout: 1_800_000 });
    let page: IHeadlessPage;
    test.beforeAll(async () => {
        page = await OpenHeadlessAsync();
    });
    test.afterAll(async () => await page.closeAsync());

    const drawAsync = async ({ tiles, zone }: IGallerySheet): Promise<Buffer[]> => {
        const pictures: Buffer[] = [];
        for (const { request } of tiles) {
            pictures.push(await DrawGalleryTileAsync(page, request, Size, zone));
        }
        return pictures;
    };

    test("every option differs from every other of its block", async () => {
        for (const sheet of PlanGallery(page.schema, ["options"])) {
            const pictures = await drawAsync(sheet);
            // The same option again is the same picture: what differs is the option.
            const again = await DrawGalleryTileAsync(page, sheet.tiles[0].request, Size, sheet.zone);
            expect(await CountChangedPixelsAsync(pictures[0], again)).toBe(0);
            let nearest = { pixels: Infinity, pair: "" };
            for (let a = 0; a < pictures.length; a++) {
                for (let b = 0; b < a; b++) {
                    const pixels = await CountChangedPixelsAsync(pictures[a], pictures[b]);
                    if (pixels < nearest.pixels) {
                        nearest = { pixels, pair: `${sheet.tiles[b].label} and ${sheet.tiles[a].label}` };
                    }
                }
            }
            console.log(`${sheet.name}: nearest are ${nearest.pair}, ${nearest.pixels} pixels`);
            expect(nearest.pixels, `${sheet.name}: ${nearest.pair}`).toBeGreaterThanOrEqual(LeastOfOptions);
        }
    });

    test("parameters move the picture", async () => {
        const average = CreateAverageFace(page.schema);
        let least = { pixels: Infinity, id: "" };
        for (const { id } of page.schema.continuous.filter((_, i) => i % EveryParameter === 0)) {
            const faces = [0, 1].map((value) => EditFace(page.schema, average, { shape: { [id]: value } }));
            const countAsync = async (view: "front" | "profile"): Promise<number> => {
                const [size, zone] = view === "front" ? [Size, FaceZone] : [ProfileSize, undefined];
                const low = await DrawGalleryTileAsync(page, { face: faces[0], view }, size, zone);
                return await CountChangedPixelsAsync(low, await DrawGalleryTileAsync(page, { face: faces[1], view }, size, zone));
            };
            const front = await countAsync("front");
            // The profile is drawn only of what hardly shows from the front.
            const pixels = front < 2 * LeastOfParameters ? Math.max(front, await countAsync("profile")) : front;
            if (pixels < least.pixels) {
                least = { pixels, id };
            }
            expect(pixels, id).toBeGreaterThanOrEqual(LeastOfParameters);
        }
        console.log(`least moves ${least.id}, ${least.pixels} pixels`);
    });
});
