import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CameraFeed } from "../../src/gui/camera.js";
import { CameraTimer } from "../../src/gui/cameraTimer.js";
import { CameraWatch } from "../../src/gui/cameraWatch.js";
import { FlipPicture } from "../../src/gui/flipPicture.js";

describe("the camera", () => {
    beforeEach(() => {
        vi.useFakeTimers();
    });
    afterEach(() => {
        vi.useRealTimers();
        vi.unstubAllGlobals();
    });

    it("counts three seconds down, once, and not on after it was stopped", () => {
        const counts: number[] = [];
        const onEnd = vi.fn();
        const timer = new CameraTimer((left) => counts.push(left), onEnd);
        timer.start();
        timer.start();
        vi.advanceTimersByTime(2500);
        expect([counts, onEnd.mock.calls.length, timer.isCounting]).toEqual([[3, 2, 1], 0, true]);
        vi.advanceTimersByTime(600);
        expect([counts, onEnd.mock.calls.length, timer.isCounting]).toEqual([[3, 2, 1, 0], 1, false]);
        timer.start();
        timer.stop();
        vi.advanceTimersByTime(5000);
        expect([counts.slice(4), onEnd.mock.calls.length]).toEqual([[3, 0], 1]);
    });

    it("looks on until two looks in a row are good, says what is wrong before, and nothing after it was stopped", async () => {
        const answers = [null, ["W_DARK", "W_BLUR"], [], ["W_SMILE"], [], [], []] as const;
        const looks: unknown[] = [];
        let count = 0;
        const watch = new CameraWatch({
            grab: () => ({}) as HTMLCanvasElement,
            judgeAsync: async () => await Promise.resolve(answers[count++]),
            onLook: (verdict) => looks.push(verdict),
            onError: () => looks.push("error"),
        });
        watch.start();
        await vi.advanceTimersByTimeAsync(350 * 5.5);
        expect(looks).toEqual([null, "W_DARK", undefined, "W_SMILE", undefined, "good"]);
        watch.stop();
        await vi.advanceTimersByTimeAsync(5000);
        expect(looks).toHaveLength(6);
    });

    it("ends its start where it is stopped between the grant and the first picture, and its track with it", async () => {
        const track = { stop: vi.fn() };
        const grant = { getUserMedia: async () => ({ getTracks: () => [track] }) };
        // A video whose stream is taken away before it plays never says that it plays.
        const video = { play: async () => await new Promise(() => {}) };
        vi.stubGlobal("navigator", { mediaDevices: grant });
        vi.stubGlobal("document", { createElement: () => video, addEventListener: () => {} });
        const control = new AbortController();
        const starting = CameraFeed.StartAsync(() => {}, control.signal);
        await vi.advanceTimersByTimeAsync(10);
        expect(track.stop).not.toHaveBeenCalled();
        control.abort();
        await expect(starting).rejects.toMatchObject({ code: "E_ABORTED" });
        expect(track.stop).toHaveBeenCalled();
    });

    it("turns a picture around without changing it", () => {
        const data = Uint8ClampedArray.from({ length: 24 }, (_, i) => i);
        const flipped = FlipPicture({ width: 3, height: 2, data });
        expect([...flipped.data]).toEqual([8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3, 20, 21, 22, 23, 16, 17, 18, 19, 12, 13, 14, 15]);
        expect(FlipPicture(flipped).data).toEqual(data);
        expect(data[0]).toBe(0);
    });
});
