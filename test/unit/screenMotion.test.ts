import { FreeCamera } from "@babylonjs/core/Cameras/freeCamera.js";
import { NullEngine } from "@babylonjs/core/Engines/nullEngine.js";
import { Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { Scene } from "@babylonjs/core/scene.js";
import { describe, expect, it } from "vitest";
import { ScreenLoop } from "../../src/gui/screenLoop.js";
import { ScrollGlide } from "../../src/gui/scrollGlide.js";
import { TimeLeft } from "../../src/gui/timeLeft.js";

describe("ScrollGlide", () => {
    const drag = (glide: ScrollGlide): void => [0, 20, 40, 60].forEach((ms) => glide.follow(-ms, ms));

    it("goes on with the finger's speed, slower and slower, until it stands", () => {
        const glide = new ScrollGlide();
        drag(glide);
        glide.release(64);
        const steps = Array.from({ length: 100 }, (_, i) => glide.step(64 + 16 * (i + 1)));
        expect(steps[0]).toBeCloseTo(-15.6, 0);
        steps.slice(1).forEach((way, i) => expect(Math.abs(way)).toBeLessThanOrEqual(Math.abs(steps[i])));
        expect(steps[99]).toBe(0);
        // One pixel a millisecond, with a friction of 0.0035 in each.
        const way = steps.reduce((sum, step) => sum + step, 0);
        expect(way).toBeGreaterThan(-1 / 0.0035);
        expect(way).toBeLessThan(-0.95 / 0.0035);
    });

    it("stands where the finger rested before it let go, or was put down again", () => {
        const glide = new ScrollGlide();
        drag(glide);
        glide.release(400);
        expect(glide.step(416)).toBe(0);
        drag(glide);
        glide.release(64);
        expect(glide.isGliding).toBe(true);
        glide.stop();
        expect(glide.isGliding).toBe(false);
        expect(glide.step(80)).toBe(0);
    });
});

describe("TimeLeft", () => {
    it("tells nothing at first, then what is left in steps of five seconds, and never more than before", () => {
        const left = new TimeLeft();
        expect(left.at(0, 1000)).toBeUndefined();
        expect(left.at(0.1, 3000)).toBeUndefined();
        expect(left.at(0.2, 5000)).toBe(20);
        expect(left.at(0.25, 9000)).toBe(20);
        expect(left.at(0.5, 11000)).toBe(10);
        expect(left.at(1, 21000)).toBeUndefined();
        expect(left.at(0, 22000)).toBeUndefined();
    });

    it("counts from the last time that nothing was done yet", () => {
        const left = new TimeLeft();
        left.at(0, 0);
        left.at(0, 60_000);
        expect(left.at(0.2, 64_000)).toBe(20);
    });
});

describe("ScreenLoop", () => {
    it("draws on after a pause that ended all loops, its own among them, and leaves none behind", async () => {
        const engine = new NullEngine();
        const scene = new Scene(engine);
        new FreeCamera("camera", Vector3.Zero(), scene);
        const loop = new ScreenLoop(scene);
        engine.stopRenderLoop();
        expect(engine.activeRenderLoops).toHaveLength(0);
        const paused = scene.getFrameId();
        await expect.poll(() => scene.getFrameId(), { timeout: 10_000 }).toBeGreaterThan(paused + 1);
        loop.dispose();
        await new Promise((resolve) => setTimeout(resolve, 600));
        expect(engine.activeRenderLoops).toHaveLength(0);
        engine.dispose();
    });
});
