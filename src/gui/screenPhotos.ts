import { type FaceCreator } from "../faceCreator/faceCreator.js";
import { type FaceEditor } from "./faceEditor.js";
import { CreatePhotoInput, OpenFileDialog } from "./files.js";
import { DescribeResult } from "./fitWords.js";
import { PhotoSession } from "./photoSession.js";
import { type PhotoStep } from "./photoSession.types.js";
import { type IOpenScreenOptions } from "./screen.types.js";
import { type ScreenCards } from "./screenCards.js";
import { type IScreenContext } from "./screenContext.js";
import { type ScreenLayout } from "./screenLayout.js";
import { type ScreenVoice } from "./screenVoice.js";

/** The screen as the way of the photos sees it. */
export interface IPhotosHost {
    readonly context: IScreenContext;
    readonly cards: ScreenCards;
    readonly voice: ScreenVoice;
    readonly options: Pick<IOpenScreenOptions, "photo" | "photoConsent">;
    readonly getLayout: () => ScreenLayout;
    readonly isOpen: () => boolean;
    /** Whether photos may come now. */
    readonly isListening: () => boolean;
    /** The step has changed: the page of the photo shows it. */
    readonly onStep: (step: PhotoStep) => void;
}

/** Photos on the screen: the file dialog, what the steps of their way show, and what is said about it. */
export class ScreenPhotos {
    /** The way of the photos. */
    public readonly session: PhotoSession;
    private readonly _host: IPhotosHost;
    private readonly _input: HTMLInputElement;

    /**
     * @param creator the face creator
     * @param editor the player's hand on the face
     * @param host the screen
     */
    public constructor(creator: FaceCreator, editor: FaceEditor, host: IPhotosHost) {
        this._host = host;
        const { context, voice } = host;
        const { strings, twin } = context;
        this.session = new PhotoSession(creator, editor, {
            onStep: (step) => this._showStep(step),
            onProgress: ({ phase, fraction }) => host.isOpen() && host.getLayout().progress.show(strings.phases[phase], fraction),
            onError: (error) => voice.complain(error),
            onStopped: () => voice.say(strings.fitCancelled),
            onFitted: () => twin.announce(DescribeResult(strings, this.session)),
        });
        this.session.consent = host.options.photoConsent;
        this._input = CreatePhotoInput(strings.photo.choose, (files) => this.take(files));
        twin.root.append(this._input);
    }

    /** Opens the file dialog; call it within the player's own action. */
    public choose(): void {
        OpenFileDialog(this._input);
    }

    /**
     * Takes photos, where the screen offers that.
     * @param files the photos
     */
    public take(files: readonly File[]): void {
        if ((this._host.options.photo ?? true) && this._host.isListening()) {
            this._host.voice.hush();
            void this.session.takePhotosAsync(files);
        }
    }

    private _showStep(step: PhotoStep): void {
        if (!this._host.isOpen()) {
            return;
        }
        const { cards, voice, getLayout, onStep } = this._host;
        // What was said of the step before is over.
        voice.hush();
        cards.clear();
        onStep(step);
        const { found } = this.session.reader;
        if (step === "choosing" && found) {
            getLayout().showCard(cards.showFaces(found, (index) => this.session.chooseFace(index)));
        }
    }
}
