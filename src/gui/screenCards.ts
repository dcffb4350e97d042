import { type Control } from "@babylonjs/gui/2D/controls/control.js";
import { type IPhotoFaces } from "../faceCreator/photoFit.types.js";
import { FaceChooser } from "./faceChooser.js";
import { LeaveCard } from "./leaveCard.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";

/** The card that asks something; one at a time. */
export class ScreenCards {
    private _card: IWidget | undefined;

    /** @param _context what every widget gets */
    public constructor(private readonly _context: IScreenContext) {}

    /**
     * Asks which face of a photo to use.
     * @param found the photo and its faces
     * @param onChoose called with the face, or null to give up
     * @returns the card to place
     */
    public showFaces(found: IPhotoFaces, onChoose: (index: number | null) => void): Control {
        return this._show(new FaceChooser(this._context, found, onChoose));
    }

    /**
     * Asks whether to leave.
     * @param onAnswer called with the answer
     * @returns the card to place
     */
    public showLeave(onAnswer: (leave: boolean) => void): Control {
        return this._show(new LeaveCard(this._context, onAnswer));
    }

    /** Takes the card away. */
    public clear(): void {
        this._card?.dispose();
        this._card = undefined;
    }

    private _show(card: IWidget & { readonly control: Control }): Control {
        this.clear();
        this._card = card;
        return card.control;
    }
}
