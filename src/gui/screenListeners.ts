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
    /** Pictures were dropped or pasted. */
    readonly onPhotos: (files: readonly File[]) => void;
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
        onFiles: (files) => {
            const face = files.find(({ name }) => /\.json$/i.test(name));
            if (face) {
                listeners.onFaceFile(face);
            } else {
                listeners.onPhotos(files);
            }
        },
    });
    return () => {
        face.remove();
        press.remove();
        stopFiles();
    };
}
