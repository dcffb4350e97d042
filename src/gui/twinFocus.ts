/**
 * Keeps the keyboard's focus on the screen when the element that had it is taken away or can no longer be used: it goes to the one action that
 * leads on, or waits on the dialog, where the keys of the screen still work.
 */
export class TwinFocus {
    private readonly _root: HTMLElement;
    private _lost = false;

    /** @param root the dialog */
    public constructor(root: HTMLElement) {
        this._root = root;
        root.tabIndex = -1;
        root.style.outline = "none";
        root.addEventListener("focusin", (event) => (this._lost = event.target === root));
        // A button that is switched off while it has the focus gives it to nobody
        root.addEventListener("focusout", ({ target }) => {
            if (target instanceof HTMLButtonElement && target.disabled) {
                this._lose();
            }
        });
    }

    /**
     * Called before an element is taken away.
     * @param element the element
     */
    public leave(element: HTMLElement): void {
        if (document.activeElement === element) {
            this._lose();
        }
    }

    /** Called after elements came: gives a lost focus a new place. */
    public settle(): void {
        const active = document.activeElement;
        if (!this._lost || (active !== document.body && active !== this._root)) {
            return;
        }
        const primaries = [...this._root.querySelectorAll<HTMLButtonElement>("button[data-primary]:enabled")];
        // The page's own action comes after those of the bars.
        const next = primaries.filter((element) => element.style.display !== "none").pop() ?? this._root;
        next.focus({ preventScroll: true });
    }

    private _lose(): void {
        this._lost = true;
        // Once what takes its place is there.
        queueMicrotask(() => this.settle());
    }
}
