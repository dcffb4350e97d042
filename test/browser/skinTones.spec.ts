import { type Page } from "@playwright/test";
import { type PBRMaterial } from "@babylonjs/core/Materials/PBR/pbrMaterial.js";
import { type Scene } from "@babylonjs/core/scene.js";
import { type IFace } from "../../src/face/face.types.js";
import { type SrgbColor } from "../../src/face/faceSchema.js";
import { type FaceCreator } from "../../src/faceCreator/faceCreator.js";
import { Ciede2000, RgbToLab } from "../ciede2000.js";
import { expect, test } from "./harness.js";

/** The ten swatches of the Monk skin tone scale (Monk 2022), light to dark. */
const Swatches = "f6ede4 f3e7db f7ead0 eadaba d7bd96 a07e56 825c43 604134 3a312a 292420".split(" ");
/** Side of the pictures, and what of them is cheek: left, top, width and height, both sides. */
const Size = 256;
const Cheeks = [
    [92, 144, 13, 15],
    [151, 144, 13, 15],
] as const;
/** The largest median CIEDE2000 difference that counts as reached. The largest measured is 3.4. */
const Reached = 6;

/** What `headless.html` holds for the commands. */
interface ICommandPage {
    readonly _creator: FaceCreator;
    initAsync(options: unknown): Promise<unknown>;
}

/** The average face's cheeks in each of some skin colours, without gloss; sRGB 0..1 of each pixel. */
async function DrawCheeksAsync(page: Page, colors: readonly SrgbColor[]): Promise<number[][][]> {
    return await page.evaluate(
        async ([skins, size, cheeks]) => {
            const { _creator: creator } = (globalThis as unknown as { faceCreatorCommands: ICommandPage }).faceCreatorCommands;
            const { rig } = creator.schema;
            const drawAsync = async (skin: SrgbColor) => {
                const face: IFace = { format: "babylon-face-creator/face", version: 1, rig, shape: {}, color: { skin }, style: {} };
                return await creator.captureAsync(face, { size });
            };
            await drawAsync(skins[0]);
            const booths = (creator.scene.getEngine() as unknown as { _virtualScenes: Scene[] })._virtualScenes;
            for (const material of booths.flatMap((scene) => scene.materials) as PBRMaterial[]) {
                if (material.name === "skin") {
                    material.metallicF0Factor = 0;
                    material.specularIntensity = 0;
                }
            }
            const drawn: number[][][] = [];
            for (const skin of skins) {
                const { data } = await drawAsync(skin);
                const pixels = cheeks.flatMap(([left, top, width, height]) =>
                    Array.from({ length: width * height }, (_, i) => {
                        const at = 4 * ((top + Math.floor(i / width)) * size + left + (i % width));
                        return [data[at] / 255, data[at + 1] / 255, data[at + 2] / 255];
                    }),
                );
                drawn.push(pixels);
            }
            return drawn;
        },
        [colors, Size, Cheeks] as const,
    );
}

const Median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

test("the skin reaches the ten Monk skin tones on the cheek in the photo booth's light, without gloss", async ({ page, server }) => {
    await page.goto(`${server.url}headless.html`);
    const skin = await page.evaluate(async () => {
        const commands = (globalThis as unknown as { faceCreatorCommands: ICommandPage }).faceCreatorCommands;
        await commands.initAsync({ engine: "webgl2", backend: "auto" });
        return commands._creator.schema.colors.find(({ id }) => id === "skin");
    });
    const tones = skin?.swatches ?? [];
    expect(tones).toHaveLength(Swatches.length);
    const cheeks = await DrawCheeksAsync(
        page,
        tones.map(({ color }) => color),
    );
    const rows = cheeks.map((pixels, i) => {
        expect(tones[i].label).toBe(`Monk ${i + 1}`);
        const swatch = RgbToLab([0, 2, 4].map((k) => parseInt(Swatches[i].slice(k, k + 2), 16) / 255));
        const colors = pixels.map(RgbToLab);
        const difference = Median(colors.map((color) => Ciede2000(color, swatch)));
        const lightness = colors.map(([l]) => l).sort((a, b) => a - b);
        const spread = lightness[Math.floor(0.95 * lightness.length)] - lightness[Math.floor(0.05 * lightness.length)];
        return { difference, spread };
    });
    console.log(
        rows.map(({ difference, spread }, i) => `Monk ${i + 1}: ${difference.toFixed(1)}, L* over ${spread.toFixed(1)}`).join("\n"),
    );
    rows.forEach(({ difference, spread }, i) => {
        expect(difference, `Monk ${i + 1}`).toBeLessThanOrEqual(Reached);
        // The skin keeps its texture and its shading: it is not one flat colour.
        expect(spread, `Monk ${i + 1}`).toBeGreaterThan(1);
    });
    // The measure tells tones apart: a neighbour's swatch is not reached by the darker half.
    const other = RgbToLab([0, 2, 4].map((k) => parseInt(Swatches[5].slice(k, k + 2), 16) / 255));
    expect(Median(cheeks[7].map((pixel) => Ciede2000(RgbToLab(pixel), other)))).toBeGreaterThan(Reached);
});
