import { Observable } from "@babylonjs/core/Misc/observable.js";
import { type IFace } from "../face/face.types.js";
import { type IFaceSchema } from "../face/faceSchema.js";
import { KeepRandomSound, KeepSound } from "../face/soundFace.js";

/** How far the player's hand takes a face: as far as it stays sound, or on request to the ends of all ranges in any combination. */
export class EditRange {
    /** Whether nothing is stopped. A face that is past the limits when it is switched off stays as it is, and gets no further past them. */
    public isExtended: boolean;
    /** Raised when a face was stopped; once until `rest`. */
    public readonly onStopObservable = new Observable<void>();
    private _told = false;

    /**
     * @param _schema the head's parameters
     * @param isExtended whether nothing is stopped at first
     */
    public constructor(
        private readonly _schema: IFaceSchema,
        isExtended: boolean,
    ) {
        this.isExtended = isExtended;
    }

    /** Whether the head has combinations that are not sound. */
    public get hasLimits(): boolean {
        return (this._schema.prior?.limits.length ?? 0) > 0;
    }

    private get _isFree(): boolean {
        return this.isExtended || !this.hasLimits;
    }

    /**
     * Stops a face that chance made where it would no longer be sound, or turns it the other way; nobody is told.
     * @param from the face from which it goes
     * @param to the random face
     * @returns `to` itself where nothing stops it
     */
    public keepRandom(from: IFace, to: IFace): IFace {
        return this._isFree ? to : KeepRandomSound(this._schema, from, to);
    }

    /**
     * Stops a face under the player's hand where it would no longer be sound, and tells so.
     * @param from the face from which it goes
     * @param to the face to which it would go
     * @returns `to` itself where nothing stops it
     */
    public follow(from: IFace, to: IFace): IFace {
        const kept = this._isFree ? to : KeepSound(this._schema, from, to);
        if (kept !== to && !this._told) {
            this._told = true;
            this.onStopObservable.notifyObservers();
        }
        return kept;
    }

    /** The hand rests: the next stop is told again. */
    public rest(): void {
        this._told = false;
    }
}
