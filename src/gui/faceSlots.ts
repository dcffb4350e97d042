import { type IFace } from "../face/face.types.js";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { ParseFace, SerializeFace } from "../face/parseFace.js";

/** Where the slots of the screen are kept; a game may bring its own. Both calls may be synchronous storage only. */
export interface ISlotStore {
    /** @returns the text kept under a key, or null */
    getItem(key: string): string | null;
    /** Keeps a text under a key. */
    setItem(key: string, value: string): void;
}

/** How many faces can be kept. */
export const SlotCount = 4;
const Prefix = "babylon-face-creator.slot.";

/** Faces that the player keeps on the device. */
export class FaceSlots {
    /** @param _store where they are kept; default the browser's local storage */
    public constructor(private readonly _store?: ISlotStore) {}

    /**
     * Reads a slot.
     * @param slot 0 to SlotCount - 1
     * @returns the face, or null where there is none that can be read
     */
    public read(slot: number): IFace | null {
        try {
            const text = this._getStore().getItem(Prefix + slot);
            return text ? ParseFace(text) : null;
        } catch {
            // A slot that cannot be read is an empty one: the player can still save into it.
            return null;
        }
    }

    /**
     * Writes a slot.
     * @param slot 0 to SlotCount - 1
     * @param face the face
     * @throws E_STORAGE if the device keeps nothing
     */
    public write(slot: number, face: IFace): void {
        try {
            this._getStore().setItem(Prefix + slot, SerializeFace(face));
        } catch (error) {
            throw new FaceCreatorError("E_STORAGE", "the face cannot be kept:", String(error), "save it as a file");
        }
    }

    private _getStore(): ISlotStore {
        return this._store ?? localStorage;
    }
}
