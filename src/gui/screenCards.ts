import { type Control } from "@babylonjs/gui/2D/controls/control.js";
import { type IPhotoFaces } from "../faceCreator/photoFit.types.js";
import { FaceChooser } from "./faceChooser.js";
import { LeaveCard } from "./leaveCard.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";

interface ICard extends IWidget {
    readonly control: Control;
    focus(): void;
}

/** The card that asks something; one at a time. */
export class ScreenCards {
    private _card: ICard | undefined;
    private _create: (() => ICard) | undefined;

    /** @param _context what every widget gets */
    public constructor(private readonly _context: IScreenContext) {}

    /**
     * Asks which face of a photo to use.
     * @param found the photo and its faces
     * @param onChoose called with the face, or null to give up
     * @returns the card to place
     */
    public showFaces(found: IPhotoFaces, onChoose: (index: number | null) => void): Control {
        return this._show(() => new FaceChooser(this._context, found, onChoose));
    }

    /**
     * Asks whether to leave.
     * @param onAnswer called with the answer
     * @returns the card to place
     */
    public showLeave(onAnswer: (leave: boolean) => void): Control {
        return this._show(() => new LeaveCard(this._context, onAnswer));
    }

    /**
     * Asks again on a new layout.
     * @param hadFocus whether the screen had the keyboard's focus before the old layout went
     * @param onCard called with the card to place, where something is asked
     */
    public rebuild(hadFocus: boolean, onCard: (card: Control) => void): void {
        if (this._create) {
            onCard(this._show(this._create, hadFocus));
        }
    }

    /** Takes the card away. */
    public clear(): void {
        this._card?.dispose();
        this._card = this._create = undefined;
    }

    /** The focus is asked for before the old card goes, which takes it along. */
    private _show(create: () => ICard, hadFocus = this._context.twin.root.contains(document.activeElement)): Control {
        this.clear();
        this._create = create;
        this._card = create();
        if (hadFocus) {
            this._card.focus();
        }
        return this._card.control;
    }
}
