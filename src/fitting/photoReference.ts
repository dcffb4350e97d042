import { PictureToTensor } from "../compute/pictureTensor.js";
import { BoothFrame } from "../face/boothFrame.js";
import { type ILabelMap, type IPicture } from "../face/picture.js";
import { AlignPicture } from "../photo/alignPicture.js";
import { type Point2D } from "../photo/photo.types.js";
import { ApplySimilarity, FitSimilarity } from "../photo/similarity.js";
import { type IFitContext } from "./fitContext.js";
import { ToRenderLandmarks } from "./landmarkMap.js";
import { FitLosses, type IFitLossesOptions } from "./losses.js";
import { type IPhotoReference } from "./renderScore.js";

/** A photo, aligned, with all that renders and the imitator's pictures are compared with. Holds tensors: dispose it. */
export class PhotoReference implements IPhotoReference {
    /** Losses of the photo at its own size, which is that of the renders. */
    public readonly losses: FitLosses;
    /** Losses of the photo at the imitator's size, so that detail which its pictures cannot have is no loss. */
    public readonly imitatorLosses: FitLosses;
    /** As the detector would find them on a render of the same face, in photo-booth pixels at 512. */
    public readonly landmarks: readonly Point2D[] | undefined;
    private _labels: Promise<ILabelMap> | undefined;

    /**
     * @param _context networks and head
     * @param picture the photo in the photo-booth frame, square
     * @param photoLandmarks where the detector found the landmarks on it, in photo-booth pixels at 512
     * @param _options what the facial content loss looks at
     * @param nuisance pose, expressions and light of the photo, if they are known
     */
    public constructor(
        private readonly _context: IFitContext,
        public readonly picture: IPicture,
        public readonly photoLandmarks: readonly Point2D[] | undefined,
        private readonly _options: IFitLossesOptions,
        public readonly nuisance?: Float32Array,
    ) {
        this.landmarks = photoLandmarks && ToRenderLandmarks(photoLandmarks, _context.landmarkMap?.bias);
        const size = _context.imitator.outputSize;
        this.losses = this._lossesOf(picture);
        this.imitatorLosses = this._lossesOf(AlignPicture(picture, [size / picture.width, 0, 0, 0], size));
    }

    /**
     * The photo's part labels; found at the first call.
     * @returns the same map each time
     */
    public labelsAsync(): Promise<ILabelMap> {
        this._labels ??= this._context.segmenter.segmentAsync(this.picture);
        return this._labels;
    }

    /**
     * The same photo, moved so that its landmarks lie on a render's: where the head is turned, the face is elsewhere in the frame.
     * @param landmarks of the render, in photo-booth pixels at 512
     * @param nuisance what the render was drawn with
     * @returns a new reference; the caller disposes it
     */
    public alignedTo(landmarks: readonly Point2D[], nuisance: Float32Array): PhotoReference {
        const { picture, photoLandmarks = [] } = this;
        const [a, b, tx, ty] = FitSimilarity(this.landmarks ?? landmarks, landmarks);
        const factor = picture.width / BoothFrame.size;
        const moved = photoLandmarks.map((point) => ApplySimilarity([a, b, tx, ty], point));
        return new PhotoReference(
            this._context,
            AlignPicture(picture, [a, b, tx * factor, ty * factor], picture.width),
            this.photoLandmarks && moved,
            this._options,
            nuisance,
        );
    }

    /**
     * The same photo with another pose, expression or light known of it.
     * @param nuisance what renders shall be drawn with
     * @returns what renders are compared with; this object still owns the losses
     */
    public with(nuisance: Float32Array | undefined): IPhotoReference {
        return { losses: this.losses, landmarks: this.landmarks, nuisance };
    }

    /** Frees the losses. */
    public dispose(): void {
        this.losses.dispose();
        this.imitatorLosses.dispose();
    }

    private _lossesOf(picture: IPicture): FitLosses {
        const tensor = PictureToTensor(picture);
        try {
            return new FitLosses(this._context.recognizer, this._context.segmenter, tensor, this._options);
        } finally {
            tensor.dispose();
        }
    }
}
