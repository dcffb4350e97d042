/**
 * Opens the file dialog of the browser. Must be called in the handler of a pointer or key event, with no await before it.
 * @param input the hidden file input
 */
export function OpenFileDialog(input: HTMLInputElement): void {
    input.value = "";
    input.click();
}

/**
 * Makes a hidden file input.
 * @param accept as of the HTML attribute
 * @param label accessible name
 * @param onFile called with the chosen file
 * @returns the element, to be placed and removed by the caller
 */
export function CreateFileInput(accept: string, label: string, onFile: (file: File) => void): HTMLInputElement {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = accept;
    input.setAttribute("aria-label", label);
    input.tabIndex = -1;
    input.hidden = true;
    input.addEventListener("change", () => {
        const file = input.files?.[0];
        if (file) {
            onFile(file);
        }
    });
    return input;
}

/**
 * Gives a text to the player as a file.
 * @param name file name
 * @param text its content
 */
export function DownloadText(name: string, text: string): void {
    const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    link.click();
    // The browser has taken the content by the next task.
    setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** What a drop target calls. */
export interface IDropCallbacks {
    /** A file hovers over the target, or no longer. */
    readonly onHover: (hovering: boolean) => void;
    readonly onFile: (file: File) => void;
}

/**
 * Lets the player drop a file on an element. A file dropped beside it does not leave the page.
 * @param target the element
 * @param callbacks what to call
 * @returns removes all listeners
 */
export function ListenForDrop(target: HTMLElement, callbacks: IDropCallbacks): () => void {
    const controller = new AbortController();
    const listen = (element: EventTarget, type: string, handler: (event: DragEvent) => void) =>
        element.addEventListener(type, (event) => handler(event as DragEvent), { signal: controller.signal });
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    for (const type of ["dragover", "drop"]) {
        listen(window, type, (event) => hasFile(event) && event.preventDefault());
    }
    listen(target, "dragenter", (event) => hasFile(event) && callbacks.onHover(true));
    listen(target, "dragleave", () => callbacks.onHover(false));
    listen(target, "drop", (event) => {
        callbacks.onHover(false);
        const file = event.dataTransfer?.files[0];
        if (file) {
            event.preventDefault();
            callbacks.onFile(file);
        }
    });
    return () => controller.abort();
}
