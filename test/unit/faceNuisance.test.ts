import { describe, expect, it } from "vitest";
import { NeutralNuisance, NuisanceLength, NuisanceToVector, VectorToNuisance } from "../../src/face/nuisanceVector.js";

const Schema = { expressions: ["jawOpen", "mouthSmile"] };

describe("the nuisance vector", () => {
    it("comes back as the pose, the expressions and the light that it was made of", () => {
        const nuisance = {
            pose: { yaw: -20, pitch: 12, roll: 3 },
            expression: { jawOpen: 0.25, mouthSmile: 1 },
            light: { azimuth: 60, elevation: -15, key: 1.5, ambient: 0.5, color: [0.75, 1, 1.25] as const },
        };
        const vector = NuisanceToVector(Schema, nuisance);
        expect(vector).toHaveLength(NuisanceLength(Schema));
        const back = VectorToNuisance(Schema, vector);
        for (const part of ["pose", "expression", "light"] as const) {
            for (const [name, value] of Object.entries(nuisance[part])) {
                const read = [back[part][name as never] as number | number[]].flat();
                [value as number | readonly number[]].flat().forEach((wanted, i) => expect(read[i]).toBeCloseTo(wanted, 4));
            }
        }
    });

    it("is neutral, in the booth's own light, where nothing is said, and clamps what is outside", () => {
        expect(NuisanceToVector(Schema)).toEqual(NeutralNuisance(NuisanceLength(Schema)));
        expect(VectorToNuisance(Schema, NuisanceToVector(Schema)).light).toMatchObject({ key: 1, ambient: 1 });
        expect(VectorToNuisance(Schema, NuisanceToVector(Schema)).light.azimuth).toBeCloseTo(-35, 4);
        const far = NuisanceToVector(Schema, { pose: { yaw: 400 }, expression: { jawOpen: 3, unknown: 1 } });
        expect([far[0], far[3], far[4]]).toEqual([1, 1, 0]);
    });
});
