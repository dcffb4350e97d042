import { type Control } from "@babylonjs/gui/2D/controls/control.js";
import { ScrollViewer } from "@babylonjs/gui/2D/controls/scrollViewers/scrollViewer.js";

/** How far the pointer moves before a press becomes a scroll, in canvas pixels. */
const Slop = 8;

/**
 * Lets the player drag a list, as fingers do. A press on a slider stays with the slider.
 * @param scroll the list
 * @returns stops listening
 */
export function ListenForDragScroll(scroll: ScrollViewer): () => void {
    let startY: number | undefined;
    let startValue = 0;
    const observers = [
        scroll.onPointerDownObservable.add((at) => {
            startY = at.y;
            startValue = scroll.verticalBar.value;
        }),
        scroll.onPointerMoveObservable.add((at) => {
            const range = GetScrollRange(scroll);
            if (startY !== undefined && range > 0 && Math.abs(at.y - startY) > Slop) {
                scroll.verticalBar.value = Math.min(1, Math.max(0, startValue - (at.y - startY) / range));
            }
        }),
        scroll.onPointerUpObservable.add(() => (startY = undefined)),
        scroll.onPointerOutObservable.add(() => (startY = undefined)),
    ];
    return () => {
        for (const observer of observers) {
            observer.remove();
        }
    };
}

/**
 * Scrolls the list that a control is in so far that the control is seen.
 * @param control the control; nothing happens if it is in no list
 */
export function ScrollIntoView(control: Control): void {
    let parent = control.parent;
    while (parent && !(parent instanceof ScrollViewer)) {
        parent = parent.parent;
    }
    const range = parent instanceof ScrollViewer ? GetScrollRange(parent) : 0;
    if (parent instanceof ScrollViewer && range > 0) {
        const view = parent._currentMeasure;
        const { top, height } = control._currentMeasure;
        const above = Math.min(0, top - 2 * height - view.top);
        const below = Math.max(0, top + 2 * height - view.top - view.height);
        parent.verticalBar.value = Math.min(1, Math.max(0, parent.verticalBar.value + (above || below) / range));
    }
}

/** How far a list can scroll, in canvas pixels. */
function GetScrollRange(scroll: ScrollViewer): number {
    const content = Math.max(0, ...scroll.children.map((child) => child._currentMeasure.height));
    return content - scroll._currentMeasure.height;
}
