import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WriteBlindSheetsAsync } from "../../src/cli/evaluation/blindSheets.js";
import { FindControl, type IFitVariant, ParseVariants } from "../../src/cli/evaluation/fitVariant.js";
import { FitStore, IsFitted } from "../../src/cli/evaluation/fitStore.js";
import { type PhotoNetworks } from "../../src/cli/evaluation/photoNetworks.js";
import { SourceStampAsync } from "../../src/cli/evaluation/sourceStamp.js";
import { type IHeadlessPage } from "../../src/cli/headlessPage.js";

const Face = { format: "babylon-face-creator/face", version: 1, rig: { id: "r", hash: "h" }, shape: {}, color: {}, style: {} };

/** A page that only counts how often it was asked to fit. */
function CountingPage(): { page: IHeadlessPage; fits: string[] } {
    const fits: string[] = [];
    const picture = { width: 1, height: 1, base64: Buffer.from([1, 2, 3, 255]).toString("base64") };
    const timingsMs = { photo: 1, fit: 2, verify: 3, total: 6 };
    const loss = { start: { identity: 1, content: 1, total: 1 }, end: { identity: 0, content: 0, total: 0 } };
    const callAsync = async (name: string, request: { method?: string }): Promise<unknown> => {
        await Promise.resolve();
        if (name === "fitAsync") {
            fits.push(request.method!);
            return { method: request.method, face: Face, start: Face, stepMs: 1, steps: 1, warnings: [], timingsMs, loss, similarity: {} };
        }
        return picture;
    };
    return { page: { callAsync, loadMs: 1 } as unknown as IHeadlessPage, fits };
}

describe("results of fits", () => {
    const networks = { alignAsync: async () => await Promise.resolve(undefined) } as unknown as PhotoNetworks;
    let folder: string;
    let photo: string;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), "face-creator-store-"));
        photo = join(folder, "photo.png");
        await writeFile(
            photo,
            await sharp({ create: { width: 4, height: 4, channels: 3, background: "#404040" } })
                .png()
                .toBuffer(),
        );
    });
    afterEach(async () => await rm(folder, { recursive: true, force: true }));

    const usual: IFitVariant = { name: "default", method: "default", constants: {} };
    it("are kept for the same state, photo and method, and made anew for any other", async () => {
        const { page, fits } = CountingPage();
        const store = await FitStore.OpenAsync(page, networks, folder);
        const first = await store.fitAsync(photo, "a", usual);
        expect(IsFitted(first) && first.fresh).toBe(true);
        const again = await (await FitStore.OpenAsync(page, networks, folder)).fitAsync(photo, "a", usual);
        expect(IsFitted(again) && again.fresh).toBe(false);
        expect(fits).toEqual(["default"]);

        await store.fitAsync(photo, "a", { name: "published", method: "published", constants: {} });
        expect(fits).toEqual(["default", "published"]);
        await store.fitAsync(photo, "a", { ...usual, name: "default:steps=5", constants: { steps: 5 } });
        expect(fits.splice(2)).toEqual(["default"]);

        const report = join(folder, "default", "a.report.json");
        const stored = JSON.parse(await readFile(report, "utf8")) as { stamp: string };
        await writeFile(report, JSON.stringify({ ...stored, stamp: "of another state" }));
        await store.fitAsync(photo, "a", usual);
        expect(fits).toHaveLength(3);

        await writeFile(
            photo,
            await sharp({ create: { width: 4, height: 4, channels: 3, background: "#ffffff" } })
                .png()
                .toBuffer(),
        );
        await store.fitAsync(photo, "a", usual);
        expect(fits).toHaveLength(4);

        await rm(join(folder, "default", "a.png"));
        await store.fitAsync(photo, "a", usual);
        expect(fits).toHaveLength(5);
    });
});

describe("blind sheets", () => {
    const Red: Record<string, number> = { default: 255, published: 0 };
    const page = {
        loadMs: 1,
        callAsync: async (name: string, { method, face }: { method?: string; face?: typeof Face & { style: { method?: string } } }) => {
            await Promise.resolve();
            const color = [Red[face?.style.method ?? ""] ?? 128, 0, 0, 255];
            const own = { ...Face, style: { method } };
            const picture = { width: 1, height: 1, base64: Buffer.from(color).toString("base64") };
            return name === "fitAsync" ? { method, face: own, start: own, timingsMs: {}, loss: {}, similarity: {} } : picture;
        },
    } as unknown as IHeadlessPage;
    const framed = { photo: { width: 1, height: 1, data: Uint8ClampedArray.from([0, 0, 255, 255]) } };
    const networks = { alignAsync: async () => await Promise.resolve(framed) } as unknown as PhotoNetworks;

    it("show the photo, then both methods in the order that the key alone tells", async () => {
        const folder = await mkdtemp(join(tmpdir(), "face-creator-blind-"));
        try {
            const photo = join(folder, "photo.png");
            await writeFile(
                photo,
                await sharp({ create: { width: 4, height: 4, channels: 3, background: "#404040" } })
                    .png()
                    .toBuffer(),
            );
            const people = Array.from({ length: 7 }, (_, i) => ({ id: `p${i}`, key: `p${i}`, photo, second: photo }));
            const variants = ParseVariants("default,published") as [IFitVariant, IFitVariant];
            const store = await FitStore.OpenAsync(page, networks, folder);
            expect(await WriteBlindSheetsAsync(store, networks, people, variants, folder)).toBe(7);
            const key = JSON.parse(await readFile(join(folder, "blind", "key.json"), "utf8")) as Record<string, Record<"A" | "B", string>>;
            expect(new Set(Object.values(key).map(({ A }) => A))).toEqual(new Set(["default", "published"]));
            for (const [i, { id }] of people.entries()) {
                const sheet = sharp(join(folder, "blind", `${Math.floor(i / 5)}.png`));
                const { data, info } = await sheet.removeAlpha().raw().toBuffer({ resolveWithObject: true });
                const row = Math.floor(((i % 5) + 0.25) * (info.height / Math.min(5, people.length - 5 * Math.floor(i / 5))));
                const [blue, a, b] = [0, 1, 2].map((cell) => 3 * (row * info.width + Math.floor((cell + 0.5) * (info.width / 3))));
                expect(data[blue + 2]).toBe(255);
                expect([data[a], data[b]]).toEqual([Red[key[id].A], Red[key[id].B]]);
            }
        } finally {
            await rm(folder, { recursive: true, force: true });
        }
    });
});

describe("the state of the project", () => {
    it("is the same for the same files and another for others", async () => {
        const one = await SourceStampAsync(["src/face"]);
        expect(await SourceStampAsync(["src/face"])).toBe(one);
        expect(await SourceStampAsync(["src/photo"])).not.toBe(one);
        expect(await SourceStampAsync(["src/face"], { steps: 2 })).not.toBe(one);
        expect(one).toMatch(/^[0-9a-f]{16}$/);
    });
});

describe("variants of a method", () => {
    it("change constants of the fit, and are compared with the plain method", () => {
        const [plain, other] = ParseVariants("default,default:wornOdds=0;strengths=0.5/1");
        expect(plain).toEqual({ name: "default", method: "default", constants: {} });
        expect(other.constants).toEqual({ wornOdds: 0, strengths: [0.5, 1] });
        const measured = [{ method: "published" }, { method: "default" }];
        expect(FindControl(other, measured)?.method).toBe("default");
        expect(FindControl(plain, measured)?.method).toBe("published");
        expect(FindControl(plain, [{ method: "default" }])).toBeUndefined();
    });
    it.each(["best", "default:nothing=1", "default:steps=many", "default:steps=", "default:steps=1/2"])("refuse %s", (text) => {
        expect(() => ParseVariants(text)).toThrow(/use default|write name=number/);
    });
});
