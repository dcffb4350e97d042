import { OpenHeadlessAsync } from "../../src/cli/headlessPage.js";
import { CreateAverageFace } from "../../src/face/createFace.js";
import { PartLabels } from "../../src/face/partLabels.js";
import { RandomFace } from "../../src/face/randomFace.js";
import { Engines, expect, test } from "./harness.js";

const Size = 128;
const Seed = 77;
/**
 * Mean absolute difference of the channels (of 255) within a picture, the share of pixels with a channel off by more than 16, and the share of pixels with another part label
 * that both engines may differ by. Measured without a GPU: 0.06, none and none.
 */
const Most = { mean: 0.3, share: 0.005, labels: 0.002 } as const;

interface IDrawn {
    readonly pictures: readonly Uint8Array[];
    readonly labels: Uint8Array;
    /** The same with glasses. */
    readonly worn: Uint8Array;
}

async function DrawAsync(engine: (typeof Engines)[number]): Promise<IDrawn> {
    const page = await OpenHeadlessAsync({ engine });
    try {
        expect(page.engine).toBe(engine);
        const faces = [CreateAverageFace(page.schema), RandomFace(page.schema, Seed, 0)];
        const drawAsync = async (index: number, labels: boolean, glasses?: string): Promise<Uint8Array> => {
            const request = { face: faces[index], size: Size, view: "front", labels, nuisance: { glasses } } as const;
            const { base64 } = await page.callAsync("renderAsync", request);
            return Buffer.from(base64, "base64");
        };
        return {
            pictures: [await drawAsync(0, false), await drawAsync(1, false), await drawAsync(1, false, "square")],
            labels: await drawAsync(1, true),
            worn: await drawAsync(1, true, "square"),
        };
    } finally {
        await page.closeAsync();
    }
}

function MeanDifference(a: Uint8Array, b: Uint8Array): number {
    return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;
}

test("WebGL2 and WebGPU draw the same pictures and the same part labels", async () => {
    test.setTimeout(600_000);
    const [webgl2, webgpu] = [await DrawAsync(Engines[0]), await DrawAsync(Engines[1])];
    webgl2.pictures.forEach((picture, i) => {
        const other = webgpu.pictures[i];
        expect(other).toHaveLength(picture.length);
        const channels = picture.length / (Size * Size);
        const off = new Set([...picture.keys()].filter((k) => Math.abs(picture[k] - other[k]) > 16).map((k) => Math.floor(k / channels)));
        const [mean, share] = [MeanDifference(picture, other), off.size / (Size * Size)];
        console.log(`face ${i}: ${mean.toFixed(3)} of 255 on the mean, ${(100 * share).toFixed(2)} % of the pixels off by more than 16`);
        expect(mean, `face ${i}`).toBeLessThan(Most.mean);
        expect(share, `face ${i}`).toBeLessThan(Most.share);
    });
    for (const part of ["labels", "worn"] as const) {
        const labels = webgl2[part].reduce((count, label, i) => count + (label === webgpu[part][i] ? 0 : 1), 0) / webgl2[part].length;
        console.log(`part labels (${part}): ${(100 * labels).toFixed(2)} % differ`);
        expect(labels, part).toBeLessThan(Most.labels);
    }
    // Frames hide what is behind them, and nothing else changes: what lenses show keeps its label.
    const changed = [...webgl2.worn.keys()].filter((i) => webgl2.worn[i] !== webgl2.labels[i]);
    expect(changed.length).toBeGreaterThan(100);
    expect(new Set(changed.map((i) => webgl2.worn[i]))).toEqual(new Set([PartLabels.other]));
    const countEyes = (map: Uint8Array): number =>
        map.filter((label) => label === PartLabels.leftEye || label === PartLabels.rightEye).length;
    expect(countEyes(webgl2.worn)).toBe(countEyes(webgl2.labels));
    expect(MeanDifference(webgl2.pictures[1], webgl2.pictures[2])).toBeGreaterThan(Most.mean);
    // The measures see a difference: two faces are far apart in them.
    expect(MeanDifference(webgl2.pictures[0], webgl2.pictures[1])).toBeGreaterThan(10 * Most.mean);
    expect(new Set(webgl2.labels).size).toBeGreaterThan(8);
});
