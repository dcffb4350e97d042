import { EditFace } from "../face/createFace.js";
import { type IFace } from "../face/face.types.js";
import { SerializeFace } from "../face/parseFace.js";
import { type IPicture } from "../face/picture.js";
import { type FaceCreator } from "../faceCreator/faceCreator.js";
import { type PictureView } from "./pictureViews.js";

/** Pixels that a picture has across on a canvas of 1080 lines, and the least and most of other canvases as shares of that. */
const Across = 150;
const Scales = [0.75, 2] as const;
/** Sides of pictures are whole steps, so that few different ones are kept. */
const SizeStep = 32;
const LargestSize = 512;
/** Background of the pictures: the theme's surface. */
const Background = [0.145, 0.169, 0.212] as const;
/** Pictures that are kept, 0.1 to 1 MB each: the options of a page and the presets. */
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
     * @param view what will be shown of it, which has the pixels that the canvas needs
     * @param glasses id of the glasses that it wears; default: none
     * @returns the whole picture, or null where none can be drawn now
     */
    public async drawAsync(face: IFace, view: PictureView, glasses: string | null = null): Promise<IPicture | null> {
        const size = this._sizeFor(view);
        const key = `${size} ${glasses ?? ""} ${SerializeFace({ ...face, origin: undefined })}`;
        const kept = this._kept.get(key);
        if (kept) {
            return kept;
        }
        const before = this._queue;
        const drawing = this._drawAfterAsync(before, face, size, glasses);
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
     * @param view what will be shown of it
     * @returns the whole picture, or null where none can be drawn now
     */
    public async drawOptionAsync(block: string, option: string, view: PictureView): Promise<IPicture | null> {
        return await this.drawAsync(EditFace(this._creator.schema, this._creator.face, { style: { [block]: option } }), view);
    }

    private _sizeFor([, , width]: PictureView): number {
        const scale = Math.min(Scales[1], Math.max(Scales[0], this._creator.scene.getEngine().getRenderHeight() / 1080));
        return Math.min(LargestSize, SizeStep * Math.ceil((Across * scale) / width / SizeStep));
    }

    private async _drawAfterAsync(before: Promise<unknown>, face: IFace, size: number, glasses: string | null): Promise<IPicture | null> {
        await before;
        await this._passFrameAsync();
        if (!this._isOpen() || this._creator.isFitting) {
            return null;
        }
        try {
            return await this._creator.captureAsync(face, { size, background: Background, nuisance: { glasses } });
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
