import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type FaceCreator } from "../faceCreator/faceCreator.js";
import { type IPhotoFaces, type PhotoSource } from "../faceCreator/photoFit.types.js";
import { JudgePhoto, type PhotoVerdictCode } from "../faceCreator/photoReading.js";
import { FindTypeError } from "./files.js";
import { FlipPicture } from "./flipPicture.js";
import { type PhotoSet } from "./photoSet.js";

/** A photo that cannot be used. */
export interface IRefusedPhoto {
    /** Name of its file; empty where it has none. */
    readonly name: string;
    /** `same`: it is in the set already; `many`: there is no room for it; else what was thrown. */
    readonly reason: unknown;
}

/** Reads photos one after the other into a set; of several faces the player chooses one before it reads on. */
export class PhotoReader {
    /** The photo of which a face is to be chosen before the next one is read. */
    public found: IPhotoFaces | undefined;
    /** The last photo in which no face was found. */
    public faceless: IPhotoFaces | undefined;
    /** The photos that could not be used when photos came last. */
    public refused: readonly IRefusedPhoto[] = [];
    private readonly _creator: FaceCreator;
    private readonly _set: PhotoSet;
    private _waiting: PhotoSource[] = [];
    private _failure: unknown;

    /**
     * @param creator the face creator
     * @param set where the photos go
     */
    public constructor(creator: FaceCreator, set: PhotoSet) {
        this._creator = creator;
        this._set = set;
    }

    /**
     * Takes photos to be read, instead of those that wait.
     * @param photos the photos
     * @returns whether there is something to read; else nothing has changed but the failure
     */
    public take(photos: readonly PhotoSource[]): boolean {
        this._failure = undefined;
        const checked = photos.map((photo) => ({ photo, reason: FindTypeError(photo) }));
        const refused = checked.filter(({ reason }) => reason !== undefined).map(({ photo, reason }) => ({ name: NameOf(photo), reason }));
        this._failure = refused[0]?.reason;
        this._waiting = checked.filter(({ reason }) => reason === undefined).map(({ photo }) => photo);
        if (this._waiting.length === 0) {
            return false;
        }
        this.faceless = undefined;
        this.refused = refused;
        return true;
    }

    /**
     * Reads photos until none is left or one has several faces, which is `found` then. Photos that cannot be used are among the `refused`.
     * @param signal stops it
     * @throws FaceCreatorError E_ABORTED alone
     */
    public async readAsync(signal: AbortSignal): Promise<void> {
        for (let photo = this._waiting.shift(); photo && !this.found; photo = this.found ? undefined : this._waiting.shift()) {
            try {
                await this._readOneAsync(photo, signal);
            } catch (error) {
                if (signal.aborted) {
                    throw error;
                }
                this._failure = error;
                this._refuse(photo, error);
            }
        }
    }

    /**
     * What there is to say against a picture of the camera.
     * @param picture the picture
     * @returns codes, most important first; null where it shows not exactly one face
     */
    public async judgeAsync(picture: PhotoSource): Promise<readonly PhotoVerdictCode[] | null> {
        const { picture: decoded, faces } = await this._creator.detectAsync(picture);
        return faces.length === 1 ? JudgePhoto(decoded, faces[0]).map(({ code }) => code) : null;
    }

    /**
     * Turns the photo that is looked at around, as in a mirror, and finds its face again.
     * @param signal stops it
     */
    public async mirrorAsync(signal: AbortSignal): Promise<void> {
        const photo = this._set.current;
        if (photo) {
            this._set.mirror(await this._creator.detectAsync(FlipPicture(photo.found.picture), { signal }));
        }
    }

    /**
     * Chooses a face of `found`.
     * @param index which one; null to leave the photo out
     */
    public choose(index: number | null): void {
        if (this.found && index !== null) {
            this._set.add(this.found, index);
        }
        this.found = undefined;
    }

    /** Adds the photo in which no face was found: the player marks its eyes. */
    public takeFaceless(): void {
        if (this.faceless) {
            this._set.add(this.faceless, 0);
            this.refused = this.refused.filter(({ reason }) => !IsFaceless(reason));
            this.faceless = undefined;
        }
    }

    /**
     * What went wrong last; told once.
     * @returns what was thrown; undefined if nothing was
     */
    public takeFailure(): unknown {
        const failure = this._failure;
        this._failure = undefined;
        return failure;
    }

    /** Forgets what waits and what was found. */
    public forget(): void {
        this._waiting = [];
        this._failure = undefined;
        this.found = undefined;
        this.faceless = undefined;
        this.refused = [];
    }

    private async _readOneAsync(photo: PhotoSource, signal: AbortSignal): Promise<void> {
        if (this._set.isFull) {
            this._refuse(photo, "many");
            return;
        }
        const found = await this._creator.detectAsync(photo, { signal });
        // While the player looks at the photo; what goes wrong here shows when the fit needs it
        void this._creator.prepareFitAsync().catch(() => undefined);
        if (found.faces.length === 0) {
            this.faceless = found;
            throw new FaceCreatorError("E_NO_FACE", "no face in the photo", "0 faces", "choose another photo");
        }
        if (this._set.has(found.picture)) {
            this._refuse(photo, "same");
        } else if (found.faces.length > 1) {
            this.found = found;
        } else {
            this._set.add(found, 0);
        }
    }

    private _refuse(photo: PhotoSource, reason: unknown): void {
        this.refused = [...this.refused, { name: NameOf(photo), reason }];
    }
}

function IsFaceless(reason: unknown): boolean {
    return reason instanceof FaceCreatorError && reason.code === "E_NO_FACE";
}

/** Name of a photo's file; empty where it has none. */
function NameOf(photo: PhotoSource): string {
    return photo instanceof File ? photo.name : "";
}
