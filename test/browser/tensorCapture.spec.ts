import { OpenHeadlessAsync } from "../../src/cli/headlessPage.js";
import { type ITensorPicture } from "../../src/cli/headless.types.js";
import { CreateAverageFace, EditFace } from "../../src/face/createFace.js";
import { expect, test } from "./harness.js";

/** Side of the pictures: no multiple of what a workgroup does. */
const Size = 100;
/** Rounding of a division by 255 in 32 bits. */
const Rounding = 1e-6;

function ValuesOf({ base64 }: ITensorPicture): Float32Array {
    return new Float32Array(Uint8Array.from(Buffer.from(base64, "base64")).buffer);
}

/** The largest difference between a tensor and the picture that was read back. */
function LargestDifference(values: Float32Array, picture: Uint8Array): number {
    return values.reduce((most, value, i) => Math.max(most, Math.abs(value - picture[4 * Math.floor(i / 3) + (i % 3)] / 255)), 0);
}

test("a picture becomes a tensor on the engine's own device without being read back, value for value", async () => {
    test.setTimeout(120_000);
    const page = await OpenHeadlessAsync({ engine: "webgpu" });
    try {
        const average = CreateAverageFace(page.schema);
        const faces = [average, EditFace(page.schema, average, { color: { skin: [0.3, 0.2, 0.15] }, style: { hair: "none" } })];
        const tensors = await Promise.all(faces.map((face) => page.callAsync("captureTensorAsync", face, Size)));
        for (const [i, one] of tensors.entries()) {
            const { base64 } = await page.callAsync("renderAsync", { face: faces[i], size: Size, view: "front" });
            const picture = Buffer.from(base64, "base64");
            expect(one.isOnGpu).toBe(true);
            expect(one.shape).toEqual([1, Size, Size, 3]);
            expect(LargestDifference(ValuesOf(one), picture), `face ${i}`).toBeLessThan(Rounding);
            expect(LargestDifference(ValuesOf(tensors[1 - i]), picture), "the other face").toBeGreaterThan(0.2);
        }
        const { tensorsLeft } = await page.callAsync("captureTensorAsync", faces[0], Size);
        expect(tensorsLeft).toBe(0);
    } finally {
        await page.closeAsync();
    }
});

test("where tfjs shares no device, the tensor is the picture that was read back", async () => {
    const page = await OpenHeadlessAsync({ engine: "webgl2" });
    try {
        const face = CreateAverageFace(page.schema);
        const tensor = await page.callAsync("captureTensorAsync", face, Size);
        const { base64 } = await page.callAsync("renderAsync", { face, size: Size, view: "front" });
        expect(tensor.isOnGpu).toBe(false);
        expect(LargestDifference(ValuesOf(tensor), Buffer.from(base64, "base64"))).toBeLessThan(Rounding);
    } finally {
        await page.closeAsync();
    }
});
