import { type Container } from "@babylonjs/gui/2D/controls/container.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { Hint } from "./hint.js";
import { LayPhotoOver } from "./photoOverlay.js";
import { type IPhotoReference } from "./photoSession.types.js";
import { PinnedPhoto } from "./pinnedPhoto.js";
import { type IScreenContext } from "./screenContext.js";
import { type IShares } from "./screenPlaces.js";
import { type ScreenStage } from "./screenStage.js";

/** Small and large side of the photo in ideal pixels. */
const Sides = { wide: [96, 210], small: [64, 120] } as const;

/** The place of the photo beside the head. */
export class PhotoPin {
    private _pinned: { readonly reference: IPhotoReference; readonly photo: PinnedPhoto } | undefined;
    private _takeOff: (() => void) | undefined;
    private _enabled = true;

    /**
     * @param _context what every widget gets
     * @param _stage what the screen stands on
     * @param _free what no panel covers
     * @param _root where the photo goes
     */
    public constructor(
        private readonly _context: IScreenContext,
        private readonly _stage: ScreenStage,
        private readonly _free: IShares,
        private readonly _root: Container,
    ) {}

    /** Whether it can be used. */
    public set enabled(value: boolean) {
        this._enabled = value;
        if (this._pinned) {
            this._pinned.photo.enabled = value;
        }
    }

    /**
     * Shows the photo of the face.
     * @param reference the photo; undefined to show none
     */
    public show(reference: IPhotoReference | undefined): void {
        if (reference === this._pinned?.reference) {
            return;
        }
        this._takeOff?.();
        this._takeOff = undefined;
        this._pinned?.photo.dispose();
        this._pinned = undefined;
        if (reference) {
            const { space } = this._context.theme;
            const { width, height, mode } = this._stage.metrics;
            const isWide = mode === "wide";
            const photo = new PinnedPhoto(this._context, reference, isWide ? Sides.wide : Sides.small, mode !== "sheet", (on) => {
                this._takeOff?.();
                this._takeOff = on ? LayPhotoOver(this._stage, reference) : undefined;
            });
            photo.control.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
            photo.control.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
            photo.control.leftInPixels = this._free.x * width + space.l;
            photo.control.topInPixels = this._free.y * height + (isWide ? Hint.Size.height + 2 * space.l : space.s);
            photo.enabled = this._enabled;
            this._root.addControl(photo.control);
            this._pinned = { reference, photo };
        }
    }
}
