import { EditFace } from "../face/createFace.js";
import { type IFace } from "../face/face.types.js";
import { type IPicture } from "../face/picture.js";
import { type FaceCreator } from "../faceCreator/faceCreator.js";

/** Side of the pictures in pixels. */
const Size = 160;
/** Background of the pictures: the theme's surface. */
const Background = [0.145, 0.169, 0.212] as const;

/** Pictures of faces for choices, drawn by the engine when they are first needed. A fit comes first: while one runs nothing is drawn. */
export class FacePictures {
    private readonly _creator: FaceCreator;
    private readonly _isOpen: () => boolean;
    private _queue: Promise<unknown> = Promise.resolve();

    /**
     * @param creator the face creator
     * @param isOpen whether anybody still wants pictures
     */
    public constructor(creator: FaceCreator, isOpen: () => boolean) {
        this._creator = creator;
        this._isOpen = isOpen;
    }

    /**
     * Draws a face.
     * @param face the face
     * @returns the picture, or null where none can be drawn now
     */
    public async drawAsync(face: IFace): Promise<IPicture | null> {
        const before = this._queue;
        const drawing = (async (): Promise<IPicture | null> => {
            await before;
            if (!this._isOpen() || this._creator.isFitting) {
                return null;
            }
            try {
                return await this._creator.captureAsync(face, { size: Size, background: Background });
            } catch {
                // A choice without a picture still has its label.
                return null;
            }
        })();
        this._queue = drawing;
        return await drawing;
    }

    /**
     * Draws the present face with another option.
     * @param block block id
     * @param option option id
     * @returns the picture, or null where none can be drawn now
     */
    public async drawOptionAsync(block: string, option: string): Promise<IPicture | null> {
        return await this.drawAsync(EditFace(this._creator.schema, this._creator.face, { style: { [block]: option } }));
    }
}
