import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RandomFace } from "../../src/face/randomFace.js";
import { type IBuiltHead, IsHeadBuilt, OpenBuiltHeadAsync } from "./builtHead.js";

const FaceCount = 24;
const Seed = 2026;
/** Most triangles of the skin at each level, as a share of all. */
const MostOfSkin = [1, 1, 0.5, 0.25];

describe.skipIf(!IsHeadBuilt())("levels of detail of the built head", () => {
    let built: IBuiltHead;
    beforeAll(async () => {
        built = await OpenBuiltHeadAsync();
    }, 120_000);
    afterAll(() => built.close());

    it(`cost less and less, on ${FaceCount} plausible faces`, async () => {
        const { head } = built;
        const faces = Array.from({ length: FaceCount }, (_, i) => RandomFace(head.schema, Seed, i));
        for (const face of faces) {
            await head.loadFaceAsync(face);
        }
        const skin = head.meshesOf("head")[0];
        const full = skin.getTotalIndices();
        const means = ([0, 1, 2, 3] as const).map((level) => {
            head.detail = level;
            expect(skin.getTotalIndices(), `level ${level}`).toBeLessThanOrEqual(MostOfSkin[level] * full);
            let [draws, triangles] = [0, 0];
            for (const face of faces) {
                head.applyFace(face);
                const drawn = head.meshes.filter((mesh) => mesh.isEnabled(false) && mesh.isVisible);
                draws += drawn.length / FaceCount;
                triangles += drawn.reduce((sum, mesh) => sum + mesh.getTotalIndices() / 3, 0) / FaceCount;
                const shown = ["hair", "brow", "beard"].map((block) => [block, face.style[block] ?? "none"]);
                const names = shown.filter(([, option]) => option !== "none").map(([block, option]) => `${block}_${option}`);
                const missing = names.filter((name) => head.meshesOf(name).some((mesh) => !mesh.isVisible));
                expect(missing, `level ${level}`).toEqual([]);
            }
            return { level, draws, triangles };
        });
        console.log(
            ...means.map(
                ({ level, draws, triangles }) => `level ${level}: ${draws.toFixed(1)} draw calls, ${Math.round(triangles)} triangles;`,
            ),
        );
        means.slice(1).forEach(({ draws, triangles }, i) => {
            expect(draws).toBeLessThan(means[i].draws);
            expect(triangles).toBeLessThan(means[i].triangles);
        });
    }, 120_000);
});
