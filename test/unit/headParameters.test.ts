import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { CosineMatrix, type IHeadFields, ReadHeadFieldsAsync, SymmetricEigenvalues } from "./headFields.js";

const Folder = "dist/assets/head";
const isBuilt = existsSync(join(Folder, "head.glb"));
if (!isBuilt) {
    console.log(`skipped: ${Folder} is not built; run npm run build:assets`);
}

/** Least parameters of each group: those of the published system. */
const Least = { brow: 24, eye: 51, nose: 30, mouth: 42, face: 61 } as const;

describe.skipIf(!isBuilt)("the parameters of the built head", () => {
    let head: IHeadFields;
    let identity: number[];
    let cosines: Float64Array[];
    beforeAll(async () => {
        head = await ReadHeadFieldsAsync(Folder);
        // Macro parameters blend whole heads; they do not count.
        identity = head.rig.continuous.flatMap(({ group }, i) => (group === "macro" ? [] : [i]));
        cosines = CosineMatrix(identity.map((i) => head.fields[i]));
    }, 300_000);

    it("are 208 or more, in every group as many as needed", () => {
        expect(identity.length).toBeGreaterThanOrEqual(208);
        for (const [group, least] of Object.entries(Least)) {
            const labels = head.rig.continuous.filter((parameter) => parameter.group === group).map(({ label }) => label);
            expect(labels.length, group).toBeGreaterThanOrEqual(least);
            expect(new Set(labels).size, `labels of ${group}`).toBe(labels.length);
        }
    });

    it("move some point by 0.7 mm or more over their range", () => {
        identity.forEach((i) => {
            const field = head.fields[i];
            let largest = 0;
            for (let k = 0; k < field.length; k += 3) {
                largest = Math.max(largest, Math.hypot(field[k], field[k + 1], field[k + 2]));
            }
            expect(largest, head.rig.continuous[i].id).toBeGreaterThanOrEqual(0.7e-3);
        });
    });

    it("are pairwise different: cosines of their displacement fields below 0.9", () => {
        for (let a = 0; a < identity.length; a++) {
            for (let b = 0; b < a; b++) {
                const pair = [a, b].map((k) => head.rig.continuous[identity[k]].id).join(" and ");
                expect(Math.abs(cosines[a][b]), pair).toBeLessThan(0.9);
            }
        }
    });

    it("span as many directions as they are: full rank at 1 % of the largest singular value, columns of unit norm", () => {
        const singular = SymmetricEigenvalues(cosines).map((x) => Math.sqrt(Math.max(0, x)));
        const rank = singular.filter((x) => x > 0.01 * singular[0]).length;
        expect(rank).toBeGreaterThanOrEqual(208);
        expect(rank).toBe(identity.length);
    }, 120_000);
});
