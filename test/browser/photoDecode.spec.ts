import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Page } from "@playwright/test";
import sharp from "sharp";
import ts from "typescript";
import { ProjectFolder } from "../../src/cli/projectPaths.js";
import { expect, test } from "./harness.js";
import { StoreOrientedAsync } from "./orientedPhoto.js";

/** Colours of the upright picture's corners: upper left, upper right, lower left, lower right. */
const Corners = [
    [220, 40, 40],
    [40, 200, 60],
    [40, 60, 220],
    [230, 220, 60],
] as const;

interface IDecoded {
    readonly width: number;
    readonly height: number;
    /** RGB near the four corners. */
    readonly corners: readonly (readonly number[])[];
    readonly milliseconds: number;
    readonly error?: string;
}

/** A picture whose corners are told apart, as it is to be seen. */
async function UprightAsync(width: number, height: number): Promise<Buffer> {
    const data = Buffer.alloc(width * height * 3);
    for (let i = 0; i < width * height; i++) {
        data.set(Corners[(i % width < width / 2 ? 0 : 1) + (i < (width * height) / 2 ? 0 : 2)], 3 * i);
    }
    return await sharp(data, { raw: { width, height, channels: 3 } })
        .png()
        .toBuffer();
}

/** Decodes in the page with the sources themselves, module by module. */
async function DecodeAsync(page: Page, file: Buffer, maxSide?: number): Promise<IDecoded> {
    return await page.evaluate(
        async ([base64, side]) => {
            const { DecodePhotoAsync } = (await import(/* @vite-ignore */ "/source/photo/decodePhoto.js" as string)) as {
                DecodePhotoAsync(
                    blob: Blob,
                    options: { maxSide?: number },
                ): Promise<{ width: number; height: number; data: Uint8ClampedArray }>;
            };
            const blob = new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))]);
            const start = performance.now();
            try {
                const { width, height, data } = await DecodePhotoAsync(blob, { maxSide: side });
                const at = (u: number, v: number): number[] => {
                    const i = 4 * (Math.floor(v * height) * width + Math.floor(u * width));
                    return [...data.subarray(i, i + 3)];
                };
                const corners = [at(0.1, 0.1), at(0.9, 0.1), at(0.1, 0.9), at(0.9, 0.9)];
                return { width, height, corners, milliseconds: performance.now() - start };
            } catch (error) {
                return {
                    width: 0,
                    height: 0,
                    corners: [],
                    milliseconds: performance.now() - start,
                    error: (error as { code?: string }).code,
                };
            }
        },
        [file.toString("base64"), maxSide] as const,
    );
}

function ExpectCorners({ corners }: IDecoded): void {
    corners.forEach((color, i) => color.forEach((value, c) => expect(Math.abs(value - Corners[i][c]), `corner ${i}`).toBeLessThan(16)));
}

test.describe("photos are decoded", () => {
    test.beforeEach(async ({ page, server }) => {
        await page.route("**/source/**", async (route) => {
            const path = new URL(route.request().url()).pathname.replace("/source/", "src/").replace(/\.js$/, ".ts");
            const source = await readFile(join(ProjectFolder, path), "utf8");
            const { outputText } = ts.transpileModule(source, {
                compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
            });
            await route.fulfill({ contentType: "text/javascript", body: outputText });
        });
        await page.route("**/blank.html", async (route) => await route.fulfill({ contentType: "text/html", body: "<!doctype html>" }));
        await page.goto(`${server.url}blank.html`);
    });

    test("in every format, as they are and scaled down", async ({ page }) => {
        const upright = await UprightAsync(600, 400);
        for (const format of ["jpeg", "png", "webp", "avif", "gif"] as const) {
            const file = await sharp(upright).toFormat(format).toBuffer();
            for (const [maxSide, width, height] of [
                [1600, 600, 400],
                [300, 300, 200],
            ]) {
                const decoded = await DecodeAsync(page, file, maxSide);
                expect([format, decoded.error, decoded.width, decoded.height]).toEqual([format, undefined, width, height]);
                ExpectCorners(decoded);
            }
        }
    });

    test("upright, with each EXIF orientation, as they are and scaled down", async ({ page }) => {
        const upright = await UprightAsync(600, 400);
        for (let orientation = 1; orientation <= 8; orientation++) {
            const file = await StoreOrientedAsync(upright, orientation);
            // What an independent decoder makes of the file is the truth of this test.
            const { data, info } = await sharp(file).autoOrient().raw().toBuffer({ resolveWithObject: true });
            expect([info.width, info.height, ...data.subarray(0, 3)].map((value) => Math.round(value / 20))).toEqual([30, 20, 11, 2, 2]);
            for (const [maxSide, width, height] of [
                [1600, 600, 400],
                [300, 300, 200],
            ]) {
                const decoded = await DecodeAsync(page, file, maxSide);
                expect([orientation, decoded.width, decoded.height]).toEqual([orientation, width, height]);
                ExpectCorners(decoded);
            }
        }
    });

    test("without moiré where they are scaled down", async ({ page }) => {
        const [width, height] = [4800, 320];
        const stripes = Buffer.from(Uint8Array.from({ length: width * height }, (_, i) => (i % 2 ? 255 : 0)));
        const file = await sharp(stripes, { raw: { width, height, channels: 1 } })
            .png()
            .toBuffer();
        const decoded = await DecodeAsync(page, file, 800);
        expect(decoded.width).toBe(800);
        decoded.corners.flat().forEach((value) => expect(Math.abs(value - 128)).toBeLessThan(20));
    });

    test("or refused in less than 3 s, with a code of their own", async ({ page }) => {
        const jpeg = await sharp(await UprightAsync(600, 400))
            .jpeg()
            .toBuffer();
        const corrupt = Buffer.from(
            await sharp(await UprightAsync(600, 400))
                .png()
                .toBuffer(),
        );
        corrupt.fill(0x5a, 60, corrupt.length - 30);
        const huge = Buffer.from(corrupt);
        huge.writeUInt32BE(60_000, 16);
        const cases: [string, Buffer][] = [
            ["E_HEIC", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1")],
            ["E_TRUNCATED", jpeg.subarray(0, jpeg.length / 2)],
            ["E_TOO_BIG", huge],
            [
                "E_TOO_SMALL",
                await sharp(await UprightAsync(1, 1))
                    .webp()
                    .toBuffer(),
            ],
            ["E_TYPE", Buffer.from("This is no picture at all.")],
            ["E_DECODE", corrupt],
        ];
        for (const [code, file] of cases) {
            const { error, milliseconds } = await DecodeAsync(page, file);
            expect(error).toBe(code);
            expect(milliseconds).toBeLessThan(3000);
        }
    });
});
