import { type FaceCreator } from "../faceCreator/faceCreator.js";

type Head = Pick<FaceCreator["rig"], "glasses" | "schema">;

/**
 * The glasses that the head wears while the screen is open. They are no part of the face: no step of its history, and in no code or file. They stay on
 * the head when the player takes the face, and the game keeps them (`creator.rig.glasses`).
 */
export class WornGlasses {
    private readonly _rig: Head;
    private readonly _before: string | null;

    /** @param rig the head */
    public constructor(rig: Head) {
        this._rig = rig;
        this._before = rig.glasses;
    }

    /** Ids of the glasses that there are; none on heads without. */
    public get ids(): readonly string[] {
        return this._rig.schema.glasses ?? [];
    }

    /** Id of those that are worn, or null. */
    public get worn(): string | null {
        return this._rig.glasses;
    }

    /** Whether they are others than before. */
    public get isChanged(): boolean {
        return this._rig.glasses !== this._before;
    }

    /**
     * Puts glasses on, as soon as they are loaded.
     * @param id one of `ids`, or null to take them off
     */
    public wear(id: string | null): void {
        this._rig.glasses = id;
    }

    /** Puts on those from before, or takes them off. */
    public revert(): void {
        if (this.isChanged) {
            this.wear(this._before);
        }
    }
}
