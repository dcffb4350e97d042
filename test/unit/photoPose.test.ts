import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EstimatePose, type IPhotoPose } from "../../src/photo/headPose.js";
import { LandmarkModel } from "../../src/photo/landmarkModel.js";
import { type Point2D } from "../../src/photo/photo.types.js";

/** The detector's landmarks on renders of other random faces than those of the model; made by `assets/networks/pose/draw.ts --seed 777 --count 32`. */
const Renders = readFileSync(new URL("fixtures/headPoses.jsonl", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { readonly pose: IPhotoPose; readonly landmarks: readonly Point2D[] | null });

const Axes = ["yaw", "pitch", "roll"] as const;

function Median(values: readonly number[]): number {
    return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** The model seen by a camera nearby: `distance` in distances of the eyes. */
function Photograph(turn: (point: readonly [number, number, number]) => readonly [number, number, number], distance: number): Point2D[] {
    return LandmarkModel.map((point) => {
        const [x, y, z] = turn(point);
        const scale = (80 * distance) / (distance - z);
        return [300 + scale * x, 200 + scale * y];
    });
}

describe("EstimatePose", () => {
    it("finds the pose of renders: median error at most 5 degrees within 30", () => {
        const found = Renders.filter(({ pose, landmarks }) => landmarks && Math.abs(pose.yaw) <= 30);
        expect(found.length).toBeGreaterThan(Renders.length * 0.8);
        const poses = found.map(({ landmarks }) => EstimatePose(landmarks!));
        for (const axis of Axes) {
            const median = Median(found.map(({ pose }, i) => Math.abs(poses[i][axis] - pose[axis])));
            expect(median, axis).toBeLessThan(5);
            // What always answering "from the front" would score is far above: the test can fail.
            expect(Median(found.map(({ pose }) => Math.abs(pose[axis]))), axis).toBeGreaterThan(1.5 * median);
        }
    });

    it("has the signs of the booth's poses", () => {
        const angle = (20 * Math.PI) / 180;
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        // The nose goes to the picture's right, where the subject's left is; then up; then the eyes' line falls to the right.
        const turned = EstimatePose(Photograph(([x, y, z]) => [c * x + s * z, y, c * z - s * x], 10));
        const up = EstimatePose(Photograph(([x, y, z]) => [x, c * y - s * z, c * z + s * y], 10));
        const tilted = EstimatePose(Photograph(([x, y, z]) => [c * x - s * y, s * x + c * y, z], 10));
        const near = (pose: IPhotoPose, expected: readonly number[]): void =>
            Axes.forEach((axis, i) => expect(Math.abs(pose[axis] - expected[i]), axis).toBeLessThan(3));
        near(turned, [20, 0, 0]);
        near(up, [0, 20, 0]);
        near(tilted, [0, 0, 20]);
    });

    it("does not depend on size and place, and mirrors with the picture", () => {
        const landmarks = Renders.find((render) => render.landmarks)!.landmarks!;
        const pose = EstimatePose(landmarks);
        const moved = EstimatePose(landmarks.map(([x, y]) => [3 * x + 100, 3 * y - 50]));
        Axes.forEach((axis) => expect(moved[axis]).toBeCloseTo(pose[axis], 3));
        // The left and right points of the scheme change places.
        const mirrored = (i: number): number =>
            LandmarkModel.findIndex(
                ([x, y, z]) => x === -LandmarkModel[i][0] + 0 && y === LandmarkModel[i][1] && z === LandmarkModel[i][2],
            );
        const twin = EstimatePose(landmarks.map((_, i) => [-landmarks[mirrored(i)][0], landmarks[mirrored(i)][1]]));
        expect([twin.yaw, twin.pitch, twin.roll].map((value) => Math.round(value * 10))).toEqual(
            [-pose.yaw, pose.pitch, -pose.roll].map((value) => Math.round(value * 10)),
        );
    });
});
