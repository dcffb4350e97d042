import { join } from "node:path";
import { SeededRandom } from "../../face/random.js";
import { EncodeSheetAsync, WriteFileAsync } from "../pictureFiles.js";
import { type FitStore, IsFitted } from "./fitStore.js";
import { type IFitVariant } from "./fitVariant.js";
import { type PhotoNetworks } from "./photoNetworks.js";
import { EncodePictureAsync, ReadPictureAsync } from "./pictureFiles.js";
import { type IPersonPhotos } from "./split.js";

/** Seed of the order, so that a sheet that is written again is the same. */
const Seed = 4711;
/** People on one sheet, and the side of each picture in pixels. */
const PerSheet = 5;
const Side = 300;

/** What a person who has seen the sheets alone compares with: for each of them, which method stands under A and B. */
type BlindKey = Record<string, { readonly A: string; readonly B: string }>;

/**
 * Writes contact sheets on which the results of two methods stand beside the photo in an order that the sheet does not tell, for people to say which of
 * them is more like it: `blind/0.png` and so on, and `blind/key.json` apart. They show real people: the folder is to be ignored by git.
 * @param store where the fits are kept; what is missing is fitted
 * @param networks bring photos into the photo-booth frame
 * @param people whose photos
 * @param variants the two methods
 * @param folder where the results of the part of the split are
 * @returns number of people on the sheets; those of whom a method has no face are left out
 */
export async function WriteBlindSheetsAsync(
    store: FitStore,
    networks: PhotoNetworks,
    people: readonly Pick<IPersonPhotos, "id" | "photo">[],
    variants: readonly [IFitVariant, IFitVariant],
    folder: string,
): Promise<number> {
    const key: BlindKey = {};
    const rows: { readonly label: string; readonly pictures: readonly Buffer[] }[] = [];
    for (const [i, { id, photo }] of people.entries()) {
        const [first, second] = [await store.fitAsync(photo, id, variants[0]), await store.fitAsync(photo, id, variants[1])];
        const framed = await networks.alignAsync(await ReadPictureAsync(photo), Side);
        if (!framed || !IsFitted(first) || !IsFitted(second)) {
            continue;
        }
        const swapped = new SeededRandom(Seed, i).uniform() < 0.5;
        const [a, b] = swapped ? [1, 0] : [0, 1];
        key[id] = { A: variants[a].name, B: variants[b].name };
        const drawn = await Promise.all(
            [first, second].map(async ({ picture }) => await EncodePictureAsync(await ReadPictureAsync(picture))),
        );
        rows.push({ label: id, pictures: [await EncodePictureAsync(framed.photo), drawn[a], drawn[b]] });
    }
    for (let from = 0; from < rows.length; from += PerSheet) {
        const part = rows.slice(from, from + PerSheet);
        const labels = part.flatMap(({ label }) => [label, "A", "B"]);
        const sheet = await EncodeSheetAsync(
            part.flatMap(({ pictures }) => pictures),
            Side,
            3,
            labels,
        );
        await WriteFileAsync(join(folder, "blind", `${from / PerSheet}.png`), sheet);
    }
    await WriteFileAsync(join(folder, "blind", "key.json"), `${JSON.stringify(key, null, 4)}\n`);
    return rows.length;
}
