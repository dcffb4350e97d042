import { describe, expect, it } from "vitest";
import { SpareFrames } from "../../src/faceCreator/spareFrames.js";

const SwiftShader = "ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (LLVM 16.0.0)), SwiftShader driver-5.0.0)";

function Engine(driver: string, fps: number, maxFPS?: number): Parameters<typeof SpareFrames>[0] {
    return { extractDriverInfo: () => driver, getFps: () => fps, maxFPS };
}

describe("frames beside a fit", () => {
    it("stay as they are on a GPU", () => {
        const engine = Engine("ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)", 60);
        const restore = SpareFrames(engine);
        expect(engine.maxFPS).toBeUndefined();
        restore();
        expect(engine.maxFPS).toBeUndefined();
    });

    it.each([
        { of: undefined, fps: 10, during: 2 },
        { of: undefined, fps: 0.5, during: 0.25 },
        { of: 1, fps: 30, during: 1 },
    ])("are fewer without one: of $fps frames a second, at most $of, $during are drawn, and the game gets its own rate back", (row) => {
        const engine = Engine(SwiftShader, row.fps, row.of);
        const restore = SpareFrames(engine);
        expect(engine.maxFPS).toBe(row.during);
        restore();
        expect(engine.maxFPS).toBe(row.of);
    });
});
