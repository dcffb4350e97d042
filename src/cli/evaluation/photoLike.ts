import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import sharp from "sharp";
import { type INuisance } from "../../face/nuisance.js";
import { type SeededRandom } from "../../face/random.js";
import { DegradeAsync } from "./degrade.js";
import { type FitStore, type IFailedFit, type IStoredFit } from "./fitStore.js";
import { type IFitVariant } from "./fitVariant.js";
import { type ILikenessReference } from "./likenessReference.js";
import { type IShot, type Studio } from "./studio.js";

const PictureSize = 512;

/** A measurement of one variant of a method on drawn faces whose truth is known. */
export interface IDrawnFacesJob {
    /** The engine. */
    readonly studio: Studio;
    /** Where fits are kept. */
    readonly store: FitStore;
    /** How pictures are embedded. */
    readonly reference: ILikenessReference;
    readonly variant: IFitVariant;
    /** Number of faces. */
    readonly count: number;
    /** Git-ignored folder for the pictures. */
    readonly folder: string;
    /** Called after each fit. */
    readonly onFit: (name: string, fit: IStoredFit | IFailedFit) => void;
}

/**
 * Light from anywhere in front, of any strength and a tint that lamps have.
 * @param random draws it
 * @returns the light
 */
export function RandomLight(random: SeededRandom): INuisance["light"] {
    return {
        azimuth: random.between(-60, 60),
        elevation: random.between(0, 50),
        key: random.between(0.6, 1.4),
        ambient: random.between(0.6, 1.3),
        color: [random.between(0.85, 1.1), random.between(0.9, 1.05), random.between(0.8, 1.1)],
    };
}

/**
 * Writes the photo-like picture of a drawn face: blurred, shrunk to 160 to 320 pixels, compressed. Where the file is there already it is kept.
 * @param studio the engine
 * @param shot face, pose, expression, light and background
 * @param random draws what is done to the picture
 * @param path the file, a JPEG
 */
export async function WritePhotoLikeAsync(studio: Studio, shot: IShot, random: SeededRandom, path: string): Promise<void> {
    const how = { blur: random.between(0.4, 1.6), side: Math.round(random.between(160, 320)), jpeg: Math.round(random.between(50, 90)) };
    if (existsSync(path)) {
        return;
    }
    const [{ picture }] = await studio.drawAsync([shot], { size: PictureSize });
    const { width, height, data } = await DegradeAsync(picture, how);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(
        path,
        await sharp(Buffer.from(data), { raw: { width, height, channels: 4 } })
            .jpeg({ quality: 92 })
            .toBuffer(),
    );
}
