import { Vector2 } from "@babylonjs/core/Maths/math.vector.js";
import { Observable } from "@babylonjs/core/Misc/observable.js";
import { type PointerInfoBase } from "@babylonjs/core/Events/pointerEvents.js";
import { type Scene } from "@babylonjs/core/scene.js";
import { type AdvancedDynamicTexture } from "@babylonjs/gui/2D/advancedDynamicTexture.js";
import { type Control } from "@babylonjs/gui/2D/controls/control.js";
import { ScrollViewer } from "@babylonjs/gui/2D/controls/scrollViewers/scrollViewer.js";
import { StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type IDragScroll, ListenForDragScroll } from "../../src/gui/dragScroll.js";
import { ScreenTheme } from "../../src/gui/theme.js";
import { ValueSlider } from "../../src/gui/valueSlider.js";

/** Milliseconds between two frames. */
const FrameMs = 16;

/** A list of 1000 pixels of which 200 are seen, and a slider in it, without a texture to draw them on. */
function CreateList(): { list: ScrollViewer; slider: ValueSlider; drag: IDragScroll; frame: () => void } {
    const onBeforeRenderObservable = new Observable<Scene>();
    const scene = { onBeforeRenderObservable } as unknown as Scene;
    const list = new ScrollViewer("list");
    const column = new StackPanel("column");
    const slider = new ValueSlider({ theme: ScreenTheme, rtl: false }, "slider");
    list.addControl(column);
    column.addControl(slider);
    const host = {
        idealRatio: 1,
        _capturingControl: {},
        _lastPickedControl: slider,
        rootContainer: { uniqueId: -1 },
        _capturedPointerIds: new Set(),
        markAsDirty: () => {},
    };
    for (const [control, width, height] of [
        [list, 300, 200],
        [column, 300, 1000],
        [slider, 300, 40],
    ] as const) {
        (control as Control)._host = host as unknown as AdvancedDynamicTexture;
        control._currentMeasure.copyFromFloats(0, 0, width, height);
    }
    const drag = ListenForDragScroll(list, { scene, reducedMotion: false });
    const frame = (): void => {
        vi.advanceTimersByTime(FrameMs);
        onBeforeRenderObservable.notifyObservers(scene);
    };
    return { list, slider, drag, frame };
}

/** A finger on the slider. */
function CreateFinger(slider: ValueSlider): { down: (x: number, y: number) => void; move: (x: number, y: number) => void; up: () => void } {
    const touch = { event: { pointerType: "touch" } } as unknown as PointerInfoBase;
    let at = Vector2.Zero();
    const put = (x: number, y: number): Vector2 => (at = new Vector2(x, y));
    return {
        down: (x, y) => slider._onPointerDown(slider, put(x, y), 1, 0, touch),
        move: (x, y) => slider._onPointerMove(slider, put(x, y), 1, touch),
        up: () => {
            slider._onPointerUp(slider, at, 1, 0, true);
            window.dispatchEvent(new Event("pointerup"));
        },
    };
}

describe("a finger on a list", () => {
    beforeEach(() => {
        vi.stubGlobal("window", new EventTarget());
        vi.useFakeTimers({ toFake: ["performance", "setTimeout", "Date"] });
    });
    afterEach(() => {
        vi.useRealTimers();
        vi.unstubAllGlobals();
    });

    it("stops it where it glides without moving the slider under it; once it stands the same tap moves the slider", () => {
        const { list, slider, drag, frame } = CreateList();
        const finger = CreateFinger(slider);
        finger.down(250, 150);
        for (let i = 1; i <= 5; i++) {
            finger.move(250, 150 - 16 * i);
            frame();
        }
        const dragged = list.verticalBar.value;
        expect(dragged).toBeCloseTo(0.1, 2);
        finger.up();
        frame();
        frame();
        const gliding = list.verticalBar.value;
        expect(gliding).toBeGreaterThan(dragged);
        expect(slider.value).toBe(0.5);

        finger.down(250, 20);
        finger.up();
        frame();
        expect(list.verticalBar.value).toBe(gliding);
        expect(slider.value).toBe(0.5);

        finger.down(250, 20);
        finger.up();
        expect(slider.value).toBeGreaterThan(0.8);
        drag.dispose();
    });

    it("moves the slider along the line, and the list across it", () => {
        const { list, slider, drag, frame } = CreateList();
        const finger = CreateFinger(slider);
        finger.down(150, 20);
        finger.move(240, 24);
        frame();
        expect(slider.value).toBeGreaterThan(0.7);
        expect(list.verticalBar.value).toBe(0);
        finger.up();
        frame();
        const value = slider.value;
        finger.down(150, 100);
        finger.move(154, 20);
        frame();
        expect(slider.value).toBe(value);
        expect(list.verticalBar.value).toBeGreaterThan(0.05);
        drag.dispose();
    });
});
