import { type IFace } from "../face/face.types.js";
import { ParseFace, SerializeFace } from "../face/parseFace.js";
import { type FaceCreator } from "../faceCreator/faceCreator.js";
import { type FaceEditor } from "./faceEditor.js";
import { CreateFileInput, DownloadFile, OpenFileDialog } from "./files.js";
import { EncodePortraitAsync, ReadFaceFromPng } from "./portraitFile.js";
import { type IScreenStrings } from "./strings.js";

/** What files of faces call. */
export interface IFaceFilesOptions {
    readonly strings: IScreenStrings;
    readonly isEditing: () => boolean;
    readonly onSay: (text: string) => void;
    readonly onError: (error: unknown) => void;
}

/** Side of a saved portrait in pixels. */
const PortraitSize = 512;

/** Faces that go to files and come from them: JSON, and portraits with the face inside. */
export class FaceFiles {
    private readonly _input: HTMLInputElement;

    /**
     * @param _creator the face creator
     * @param root where the hidden file input goes; it leaves with it
     * @param _editor the player's hand on the face
     * @param _options what to call
     */
    public constructor(
        private readonly _creator: FaceCreator,
        root: HTMLElement,
        private readonly _editor: FaceEditor,
        private readonly _options: IFaceFilesOptions,
    ) {
        const accept = ".json,application/json,image/png";
        this._input = CreateFileInput(accept, _options.strings.share.openFile, ([file]) => void this.openAsync(file));
        this._input.dataset.input = "face";
        root.append(this._input);
    }

    /** Opens the file dialog; called within the player's own action. */
    public choose(): void {
        OpenFileDialog(this._input);
    }

    /**
     * Takes the face of a file as one step; a file without a face leaves the face as it is and says why.
     * @param file JSON or portrait
     */
    public async openAsync(file: File): Promise<void> {
        const { isEditing, onSay, onError, strings } = this._options;
        try {
            const face = await ReadFaceFileAsync(file);
            if (isEditing()) {
                this._editor.step(face);
                onSay(strings.loaded);
            }
        } catch (error) {
            onError(error);
        }
    }

    /** Gives the face to the player as JSON. */
    public save(): void {
        this._editor.commit();
        DownloadFile("my.face.json", new Blob([SerializeFace(this._creator.face)], { type: "application/json" }));
        this._options.onSay(this._options.strings.saved);
    }

    /** Gives the player a portrait that has the face inside. */
    public async savePortraitAsync(): Promise<void> {
        const { onSay, onError, strings } = this._options;
        try {
            this._editor.commit();
            const { face } = this._creator;
            const picture = await this._creator.captureAsync(face, { size: PortraitSize });
            DownloadFile("my.face.png", await EncodePortraitAsync(picture, face));
            onSay(strings.saved);
        } catch (error) {
            onError(error);
        }
    }
}

async function ReadFaceFileAsync(file: File): Promise<IFace> {
    if (file.type === "image/png" || /\.png$/i.test(file.name)) {
        return ReadFaceFromPng(new Uint8Array(await file.arrayBuffer()));
    }
    return ParseFace(await file.text());
}
