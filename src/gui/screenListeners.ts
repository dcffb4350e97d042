import { PointerEventTypes } from "@babylonjs/core/Events/pointerEvents.js";
import { type IFace } from "../face/face.types.js";
import { type FaceCreator } from "../faceCreator/faceCreator.js";
import { ListenForFiles } from "./files.js";

/** What the screen is told of. */
export interface IScreenListeners {
    /** Another face is shown. */
    readonly onFace: (face: IFace) => void;
    /** The player presses the canvas beside the panels. */
    readonly onPress: () => void;
    /** A file comes over the canvas or leaves it. */
    readonly onHover: (hovering: boolean) => void;
    /** A picture was dropped or pasted. */
    readonly onPhoto: (file: File) => void;
    /** The file of a face was dropped. */
    readonly onFaceFile: (file: File) => void;
}

/**
 * Listens to what reaches the screen from outside of its panels.
 * @param creator the face creator
 * @param canvas the canvas of the game
 * @param listeners what to call
 * @returns stops listening
 */
export function ListenForScreen(creator: FaceCreator, canvas: HTMLCanvasElement, listeners: IScreenListeners): () => void {
    const face = creator.onFaceChangedObservable.add(listeners.onFace);
    const press = creator.scene.onPointerObservable.add(() => listeners.onPress(), PointerEventTypes.POINTERDOWN);
    const stopFiles = ListenForFiles(canvas, {
        onHover: listeners.onHover,
        onFile: (file) => (/\.json$/i.test(file.name) ? listeners.onFaceFile(file) : listeners.onPhoto(file)),
    });
    return () => {
        face.remove();
        press.remove();
        stopFiles();
    };
}
