import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type PhotoSource } from "../faceCreator/photoFit.types.js";

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
 * @param onFiles called with the chosen files, one at least
 * @returns the element, to be placed and removed by the caller
 */
export function CreateFileInput(accept: string, label: string, onFiles: (files: readonly File[]) => void): HTMLInputElement {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = accept;
    input.setAttribute("aria-label", label);
    input.tabIndex = -1;
    input.hidden = true;
    input.addEventListener("change", () => {
        const files = [...(input.files ?? [])];
        if (files.length > 0) {
            onFiles(files);
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
 * Tells files that are no pictures before anything reads them.
 * @param photo what the player chose, dropped or pasted
 * @returns E_TYPE if its type says that it is something else
 */
export function FindTypeError(photo: PhotoSource): FaceCreatorError | undefined {
    const isOther = photo instanceof Blob && photo.type !== "" && !photo.type.startsWith("image/");
    return isOther ? new FaceCreatorError("E_TYPE", "no picture:", photo.type, "choose a JPEG or PNG photo") : undefined;
}

/** What arriving files call. */
export interface IFileCallbacks {
    /** A file hovers over the target, or no longer. */
    readonly onHover: (hovering: boolean) => void;
    /** Files were dropped or pasted, one at least. */
    readonly onFiles: (files: readonly File[]) => void;
}

/**
 * Lets the player drop files on an element, or paste a picture anywhere but into a text field. A file dropped beside it does not leave
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
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length > 0) {
            event.preventDefault();
            callbacks.onFiles(files);
        }
    });
    listen<ClipboardEvent>(window, "paste", (event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        const typing = document.activeElement instanceof HTMLInputElement && document.activeElement.type === "text";
        if (files.length > 0 && !typing) {
            event.preventDefault();
            callbacks.onFiles(files);
        }
    });
    return () => controller.abort();
}

/**
 * A hidden input for photos, one or several.
 * @param label accessible name
 * @param onFiles called with the chosen files, one at least
 * @returns the element, removed by the caller
 */
export function CreatePhotoInput(label: string, onFiles: (files: readonly File[]) => void): HTMLInputElement {
    const input = CreateFileInput("image/jpeg,image/png,image/webp,image/avif,.heic", label, onFiles);
    input.multiple = true;
    input.dataset.input = "photo";
    return input;
}
