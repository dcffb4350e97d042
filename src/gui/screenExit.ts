import { type FaceCreator } from "../faceCreator/faceCreator.js";
import { type FaceEditor } from "./faceEditor.js";
import { type ScreenCards } from "./screenCards.js";
import { type ScreenLayout } from "./screenLayout.js";

/** The screen as leaving it sees it. */
export interface IExitHost {
    readonly cards: ScreenCards;
    /** Whether leaving with changes asks first. */
    readonly confirms: boolean;
    readonly getLayout: () => ScreenLayout;
    /** The question is asked, or was answered with staying. */
    readonly onAsk: (asking: boolean) => void;
    readonly onLeave: () => void;
}

/** Leaving the screen without taking the face: with changes it asks first. */
export class ScreenExit {
    /**
     * @param _creator the face creator
     * @param _editor the player's hand on the face
     * @param _host the screen
     */
    public constructor(
        private readonly _creator: FaceCreator,
        private readonly _editor: FaceEditor,
        private readonly _host: IExitHost,
    ) {}

    /** Leaves, or asks. */
    public cancel(): void {
        this._editor.apply();
        const { cards, confirms, getLayout, onAsk, onLeave } = this._host;
        const isChanged = this._creator.face !== this._editor.start || this._editor.glasses.isChanged;
        if (!isChanged || !confirms) {
            onLeave();
            return;
        }
        onAsk(true);
        getLayout().showCard(cards.showLeave((leave) => this.answer(leave)));
    }

    /**
     * The player has answered.
     * @param leave whether to leave
     */
    public answer(leave: boolean): void {
        this._host.cards.clear();
        if (leave) {
            this._host.onLeave();
        } else {
            this._host.onAsk(false);
        }
    }
}
