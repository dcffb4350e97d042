import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MoveSide } from "../../src/face/asymmetry.js";
import { CreateAverageFace, EditFace } from "../../src/face/createFace.js";
import { type IFace } from "../../src/face/face.types.js";
import { RandomFace } from "../../src/face/randomFace.js";
import { type HeadRig } from "../../src/rig/HeadRig.js";
import { MidlineReach } from "../../src/rig/leftShares.js";
import { type IBuiltHead, IsHeadBuilt, OpenBuiltHeadAsync } from "./builtHead.js";
import { PosedPositions } from "./headGeometry.js";

/** Moves shorter than this (metres) are rounding of 32 bits. */
const Still = 2e-7;

describe.skipIf(!IsHeadBuilt())("left and right of the built head", () => {
    let built: IBuiltHead;
    let head: HeadRig;
    let average: IFace;
    let reach: number;
    let mesh: Mesh;
    let rest: Float32Array;

    /** Where the skin's vertices are on a face. */
    const positionsOf = (face: IFace): Float32Array => {
        head.applyFace(face);
        return PosedPositions(mesh);
    };
    beforeAll(async () => {
        built = await OpenBuiltHeadAsync();
        ({ head } = built);
        average = CreateAverageFace(head.schema);
        reach = MidlineReach(head.rig.framing);
        mesh = head.meshesOf("head")[0];
        rest = positionsOf(average);
    }, 120_000);
    afterAll(() => built.close());

    it("can differ in more than 200 parameters", () => {
        const count = head.schema.continuous.filter(({ sided }) => sided).length;
        console.log(`${count} of ${head.schema.continuous.length} parameters can differ; band of ${(2000 * reach).toFixed(1)} mm`);
        expect(count).toBeGreaterThan(200);
    });

    it("move alone and without a seam, in each parameter", () => {
        const indices = mesh.getIndices() ?? [];
        /** Edges of triangles that touch the band in which left goes over into right. */
        const edges = Array.from(indices, (a, t) => [a, indices[t - (t % 3) + ((t + 1) % 3)]] as const).filter(
            ([a, b]) => a < b && Math.min(Math.abs(rest[3 * a]), Math.abs(rest[3 * b])) < reach,
        );
        const edgeLengths = edges.map(([a, b]) => DistanceOf(rest, rest, a, b));
        /** The largest faults, in metres. */
        const worst = { left: 0, right: 0, rightOfBones: 0, seam: 0, seamIfHard: 0 };
        for (const { id, binds } of head.rig.continuous.filter((_, i) => head.schema.continuous[i].sided)) {
            const both = positionsOf(EditFace(head.schema, average, { shape: { [id]: 1 } }));
            const left = positionsOf(EditFace(head.schema, average, MoveSide(average, id, "left", 1)));
            const isOnBones = binds.some(({ type }) => type === "bone");
            for (let v = 0; v < rest.length / 3; v++) {
                if (rest[3 * v] < -reach) {
                    const key = isOnBones ? "rightOfBones" : "right";
                    worst[key] = Math.max(worst[key], DistanceOf(left, rest, v, v));
                } else if (rest[3 * v] > reach && !isOnBones) {
                    worst.left = Math.max(worst.left, DistanceOf(left, both, v, v));
                }
            }
            if (!isOnBones) {
                edges.forEach(([a, b], e) => {
                    // A share that goes over within the band adds at most its slope times the move.
                    const slope = (0.75 / reach) * edgeLengths[e] * Math.max(DistanceOf(both, rest, a, a), DistanceOf(both, rest, b, b));
                    const most = StretchOf(both, both, rest, a, b) + slope;
                    worst.seam = Math.max(worst.seam, StretchOf(left, left, rest, a, b) - most);
                    const ofHardBorder = (v: number): Float32Array => (rest[3 * v] > 0 ? both : rest);
                    worst.seamIfHard = Math.max(worst.seamIfHard, StretchOf(ofHardBorder(a), ofHardBorder(b), rest, a, b) - most);
                });
            }
        }
        console.log(worst);
        expect(worst.left).toBeLessThan(Still);
        expect(worst.right).toBeLessThan(Still);
        // Skin weights of bones reach over the midline a little.
        expect(worst.rightOfBones).toBeLessThan(0.0002);
        expect(worst.seam).toBeLessThan(Still);
        expect(worst.seamIfHard).toBeGreaterThan(0.001);
    }, 120_000);

    it("come back to the same bits once they are alike again, with hair and brows", async () => {
        const face = EditFace(head.schema, RandomFace(head.schema, 5), { style: { hair: "bob", beard: "none" } });
        await head.loadFaceAsync(face);
        const shown = (): number[][] => head.meshes.filter((one) => one.isEnabled(false)).map((one) => [...PosedPositions(one)]);
        head.applyFace(face);
        const before = shown();
        head.applyFace({ ...face, asymmetry: Object.fromEntries(head.schema.continuous.map(({ id }, i) => [id, ((i % 5) - 2) / 10])) });
        const apart = shown();
        expect(apart.some((positions, m) => positions.some((value, i) => value !== before[m][i]))).toBe(true);
        head.applyFace(face);
        expect(shown()).toEqual(before);
    }, 60_000);
});

/** Distance of a vertex of one shape from a vertex of another. */
function DistanceOf(p: Float32Array, q: Float32Array, a: number, b: number): number {
    return Math.sqrt((p[3 * a] - q[3 * b]) ** 2 + (p[3 * a + 1] - q[3 * b + 1]) ** 2 + (p[3 * a + 2] - q[3 * b + 2]) ** 2);
}

/** By how much the moves of an edge's ends differ, where one end is of one shape and the other of another. */
function StretchOf(atA: Float32Array, atB: Float32Array, rest: Float32Array, a: number, b: number): number {
    const along = (c: number): number => atA[3 * a + c] - rest[3 * a + c] - atB[3 * b + c] + rest[3 * b + c];
    return Math.sqrt(along(0) ** 2 + along(1) ** 2 + along(2) ** 2);
}
