import { FaceCreatorError } from "../face/faceCreatorError.js";

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
 * Gives a file to the player.
 * @param name file name
 * @param content its content
 */
export function DownloadFile(name: string, content: Blob): void {
    const url = URL.createObjectURL(content);
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    link.click();
    // The browser has taken the content by the next task.
    setTimeout(() => URL.revokeObjectURL(url), 0);
}

/**
 * Refuses files that are no pictures before anything reads them.
 * @param file what the player chose, dropped or pasted
 * @throws E_TYPE if its type says that it is something else
 */
export function CheckPhotoType(file: File): void {
    if (file.type !== "" && !file.type.startsWith("image/")) {
        throw new FaceCreatorError("E_TYPE", "no picture:", file.type, "choose a JPEG or PNG photo");
    }
}

/** What arriving files call. */
export interface IFileCallbacks {
    /** A file hovers over the target, or no longer. */
    readonly onHover: (hovering: boolean) => void;
    readonly onFile: (file: File) => void;
}

/**
 * Lets the player drop a file on an element, or paste a picture anywhere but into a text field. A file dropped beside it does not leave
 * the page.
 * @param target the element
 * @param callbacks what to call
 * @returns removes all listeners
 */
export function ListenForFiles(target: HTMLElement, callbacks: IFileCallbacks): () => void {
    const controller = new AbortController();
    const listen = <T extends Event>(element: EventTarget, type: string, handler: (event: T) => void) =>
        element.addEventListener(type, (event) => handler(event as T), { signal: controller.signal });
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    for (const type of ["dragover", "drop"]) {
        listen<DragEvent>(window, type, (event) => hasFile(event) && event.preventDefault());
    }
    listen<DragEvent>(target, "dragenter", (event) => hasFile(event) && callbacks.onHover(true));
    listen<DragEvent>(target, "dragleave", () => callbacks.onHover(false));
    listen<DragEvent>(target, "drop", (event) => {
        callbacks.onHover(false);
        const file = event.dataTransfer?.files[0];
        if (file) {
            event.preventDefault();
            callbacks.onFile(file);
        }
    });
    listen<ClipboardEvent>(window, "paste", (event) => {
        const file = event.clipboardData?.files[0];
        const typing = document.activeElement instanceof HTMLInputElement && document.activeElement.type === "text";
        if (file && !typing) {
            event.preventDefault();
            callbacks.onFile(file);
        }
    });
    return () => controller.abort();
}

/**
 * A hidden input for photos.
 * @param label accessible name
 * @param onFile called with the chosen file
 * @returns the element, removed by the caller
 */
export function CreatePhotoInput(label: string, onFile: (file: File) => void): HTMLInputElement {
    const input = CreateFileInput("image/jpeg,image/png,image/webp,image/avif,.heic", label, onFile);
    input.dataset.input = "photo";
    return input;
}
