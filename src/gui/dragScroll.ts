import { type Control } from "@babylonjs/gui/2D/controls/control.js";
import { ScrollViewer } from "@babylonjs/gui/2D/controls/scrollViewers/scrollViewer.js";
import { type IScreenContext } from "./screenContext.js";
import { ScrollGlide } from "./scrollGlide.js";

/** How far the pointer moves before a press becomes a scroll, in ideal pixels. */
export const DragSlop = 8;

/** What a list says about itself in its metadata. */
interface IDragged {
    /** Whether the last press has become a scroll, or has stopped one. */
    readonly dragged: boolean;
}

/** A list that the player drags. */
export interface IDragScroll {
    /** Lets the list stand where it is, also after a finger that has flicked it. */
    stop(): void;
    /** Stops listening. */
    dispose(): void;
}

/**
 * Lets the player drag a list, as fingers do. Presses on what `ListenForClick` or `ForwardDrag` knows become scrolls too.
 * @param scroll the list
 * @param context the scene whose frames the list goes on with after the finger, unless the screen moves nothing by itself
 * @param direction which way it scrolls
 * @returns the dragging, disposed by the caller
 */
export function ListenForDragScroll(
    scroll: ScrollViewer,
    context: Pick<IScreenContext, "scene" | "reducedMotion">,
    direction: "vertical" | "horizontal" = "vertical",
): IDragScroll {
    const bar = direction === "vertical" ? scroll.verticalBar : scroll.horizontalBar;
    const place = (at: { x: number; y: number }): number => (direction === "vertical" ? at.y : at.x);
    let start: number | undefined;
    let startValue = 0;
    let isMoving = false;
    const glide = new ScrollGlide();
    const released = new AbortController();
    const setDragged = (dragged: boolean): void => {
        const state: IDragged = { dragged };
        scroll.metadata = state;
    };
    const move = (way: number, from: number): void => {
        const range = GetScrollRange(scroll, direction);
        if (range > 0) {
            isMoving = true;
            bar.value = Math.min(1, Math.max(0, from - way / range));
            isMoving = false;
        }
    };
    // Wherever the pointer is then: the list is told of what happens on it alone.
    window.addEventListener("pointercancel", () => (start = undefined), { signal: released.signal });
    window.addEventListener(
        "pointerup",
        () => {
            if (start !== undefined && !context.reducedMotion) {
                glide.release(performance.now());
            }
            start = undefined;
        },
        { signal: released.signal },
    );
    const observers = [
        scroll.onPointerDownObservable.add((at) => {
            start = place(at);
            startValue = bar.value;
            // A finger that stops the list presses nothing.
            setDragged(glide.isGliding);
            glide.stop();
        }),
        scroll.onPointerMoveObservable.add((at) => {
            const isFar = start !== undefined && Math.abs(place(at) - start) > DragSlop * scroll.host.idealRatio;
            if (start !== undefined && isFar && GetScrollRange(scroll, direction) > 0) {
                move(place(at) - start, startValue);
                glide.follow(place(at), performance.now());
                setDragged(true);
            }
        }),
        scroll.onPointerOutObservable.add(() => (start = undefined)),
        // The wheel, the focus or the layout have the last word.
        bar.onValueChangedObservable.add(() => isMoving || glide.stop()),
        context.scene.onBeforeRenderObservable.add(() => {
            const way = glide.step(performance.now());
            if (way !== 0) {
                const before = bar.value;
                move(way, before);
                if (bar.value === before) {
                    // At its end it stands, and presses are presses again.
                    glide.stop();
                }
            }
        }),
    ];
    return {
        stop: () => glide.stop(),
        dispose: () => {
            released.abort();
            for (const observer of observers) {
                observer.remove();
            }
        },
    };
}

/**
 * Listens to clicks on a control that may lie in a list: a press that moves on scrolls the list and is no click.
 * @param control the control, which keeps its presses to itself otherwise
 * @param onClick called at once in the handler of the pointer
 */
export function ListenForClick(control: Control, onClick: () => void): void {
    ForwardDrag(control, () => true);
    control.onPointerClickObservable.add(() => {
        if (!IsDragged(control)) {
            onClick();
        }
    });
}

/**
 * Whether the last press on the list that a control lies in was for the list: it has become a scroll, or has stopped one.
 * @param control the control
 * @returns not where it lies in no list
 */
export function IsDragged(control: Control): boolean {
    const state = FindList(control)?.metadata as IDragged | null | undefined;
    return state?.dragged ?? false;
}

/**
 * Lets a control that keeps its presses to itself hand them on to the list that it may lie in.
 * @param control the control
 * @param scrolls whether a press that moves belongs to the list now
 */
export function ForwardDrag(control: Control, scrolls: () => boolean): void {
    control.onPointerDownObservable.add((at) => FindList(control)?.onPointerDownObservable.notifyObservers(at));
    control.onPointerMoveObservable.add((at) => scrolls() && FindList(control)?.onPointerMoveObservable.notifyObservers(at));
}

/**
 * Makes the thumb of a list's bar as long as the part of the list that is seen.
 * @param scroll the list
 */
export function FollowContent(scroll: ScrollViewer): void {
    scroll.onAfterDrawObservable.add(() => {
        const seen = scroll._currentMeasure.height;
        const share = seen / (seen + Math.max(0, GetScrollRange(scroll, "vertical")));
        // In steps, so that rounding of the layout draws nothing anew.
        scroll.thumbLength = Math.max(LeastThumb, Math.round(share * 20) / 20);
    });
}

/** The shortest thumb, in parts of its bar. */
const LeastThumb = 0.1;

/**
 * Scrolls the list that a control is in so far that the control is seen.
 * @param control the control; nothing happens if it is in no list
 */
export function ScrollIntoView(control: Control): void {
    const parent = FindList(control);
    if (!parent) {
        return;
    }
    const view = parent._currentMeasure;
    const { top, left, height, width } = control._currentMeasure;
    for (const [direction, bar, from, size, viewFrom, viewSize] of [
        ["vertical", parent.verticalBar, top, height, view.top, view.height],
        ["horizontal", parent.horizontalBar, left, width, view.left, view.width],
    ] as const) {
        const range = GetScrollRange(parent, direction);
        if (range > 0) {
            const before = Math.min(0, from - size - viewFrom);
            const behind = Math.max(0, from + 2 * size - viewFrom - viewSize);
            bar.value = Math.min(1, Math.max(0, bar.value + (before || behind) / range));
        }
    }
}

/**
 * The list that a control is in.
 * @param control the control
 * @returns the list; undefined where it is in none
 */
export function FindList(control: Control): ScrollViewer | undefined {
    let parent = control.parent;
    while (parent && !(parent instanceof ScrollViewer)) {
        parent = parent.parent;
    }
    return parent ?? undefined;
}

/** How far a list can scroll, in canvas pixels. */
function GetScrollRange(scroll: ScrollViewer, direction: "vertical" | "horizontal"): number {
    const measure = direction === "vertical" ? "height" : "width";
    const content = Math.max(0, ...scroll.children.map((child) => child._currentMeasure[measure]));
    return content - scroll._currentMeasure[measure];
}
