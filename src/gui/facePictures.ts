import { EditFace } from "../face/createFace.js";
import { type IFace } from "../face/face.types.js";
import { SerializeFace } from "../face/parseFace.js";
import { type IPicture } from "../face/picture.js";
import { type FaceCreator } from "../faceCreator/faceCreator.js";

/** Side of the pictures in pixels. */
const Size = 160;
/** Background of the pictures: the theme's surface. */
const Background = [0.145, 0.169, 0.212] as const;
/** Pictures that are kept, about 80 KB each: the options of a page and the presets. */
const KeptCount = 100;
/** A host that draws no frames gets its pictures all the same, one in this time. */
const LongestFrameMs = 250;

/**
 * Pictures of faces for choices, drawn by the engine when they are first needed: one a frame, so that the screen stays usable meanwhile.
 * A fit comes first: while one runs nothing is drawn.
 */
export class FacePictures {
    private readonly _creator: FaceCreator;
    private readonly _isOpen: () => boolean;
    private readonly _kept = new Map<string, IPicture>();
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
     * Draws a face, or gives the picture that was drawn of it before.
     * @param face the face
     * @returns the picture, or null where none can be drawn now
     */
    public async drawAsync(face: IFace): Promise<IPicture | null> {
        const key = SerializeFace({ ...face, origin: undefined });
        const kept = this._kept.get(key);
        if (kept) {
            return kept;
        }
        const before = this._queue;
        const drawing = this._drawAfterAsync(before, face);
        this._queue = drawing;
        const picture = await drawing;
        if (picture) {
            this._kept.set(key, picture);
            const [oldest] = this._kept.keys();
            if (this._kept.size > KeptCount) {
                this._kept.delete(oldest);
            }
        }
        return picture;
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

    private async _drawAfterAsync(before: Promise<unknown>, face: IFace): Promise<IPicture | null> {
        await before;
        await this._passFrameAsync();
        if (!this._isOpen() || this._creator.isFitting) {
            return null;
        }
        try {
            return await this._creator.captureAsync(face, { size: Size, background: Background });
        } catch {
            // A choice without a picture still has its label.
            return null;
        }
    }

    private async _passFrameAsync(): Promise<void> {
        await new Promise<void>((resolve) => {
            const pass = (): void => {
                clearTimeout(timer);
                observer.remove();
                resolve();
            };
            const timer = setTimeout(pass, LongestFrameMs);
            const observer = this._creator.scene.onAfterRenderObservable.addOnce(pass);
        });
    }
}
