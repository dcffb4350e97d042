import { type Control } from "@babylonjs/gui/2D/controls/control.js";
import { FindList } from "./dragScroll.js";
import { type IControlPlace } from "./nearestControl.js";

/**
 * Where a control was laid out.
 * @param control the control
 * @returns its place in pixels of the canvas, with the list that it lies in
 */
export function PlaceOf(control: Control): IControlPlace {
    const { left, top, width, height } = control._currentMeasure;
    const list = FindList(control);
    const view = list?._currentMeasure;
    const [x, y] = [left + width / 2, top + height / 2];
    const isSeen = !view || (x > view.left && x < view.left + view.width && y > view.top && y < view.top + view.height);
    return { left, top, width, height, list, isSeen };
}

/**
 * Lays a native element over its control.
 * @param element the element
 * @param control the control
 * @param scale CSS pixels of a pixel of the canvas
 * @param fontSize CSS of its `font-size`
 */
export function PlaceElement(element: HTMLElement, control: Control, scale: number, fontSize: string): void {
    const { left, top, width, height } = control._currentMeasure;
    Object.assign(element.style, {
        display: IsShown(control) ? "block" : "none",
        fontSize,
        left: `${left * scale}px`,
        top: `${top * scale}px`,
        width: `${width * scale}px`,
        height: `${height * scale}px`,
    });
    if (element.style.opacity === "1") {
        element.style.clipPath = ClipOf(control, scale);
    }
}

/** CSS of the `clip-path` of a native element: what its list has scrolled away is not seen. */
function ClipOf(control: Control, scale: number): string {
    const { top, height } = control._currentMeasure;
    const view = FindList(control)?._currentMeasure;
    const above = view ? Math.max(0, view.top - top) : 0;
    const below = view ? Math.max(0, top + height - view.top - view.height) : 0;
    // The ring of the focus lies beside it.
    return above + below > 0 ? `inset(${above * scale}px -4px ${below * scale}px -4px)` : "";
}

/** Whether a control and all that it lies in are shown. */
function IsShown(control: Control): boolean {
    for (let at: Control | null = control; at; at = at.parent) {
        if (!at.isVisible) {
            return false;
        }
    }
    return true;
}
