import { type FaceCreator } from "../faceCreator/faceCreator.js";
import { CreateScreenContext, ResolveStrings, RunsFromRight } from "./createContext.js";
import { FaceEditor } from "./faceEditor.js";
import { FaceFiles } from "./faceFiles.js";
import { type IPage } from "./page.types.js";
import { type PhotoStep } from "./photoSession.types.js";
import { type IOpenScreenOptions, type IScreenResult } from "./screen.types.js";
import { ScreenCards } from "./screenCards.js";
import { type IScreenContext } from "./screenContext.js";
import { ScreenControls } from "./screenControls.js";
import { ListenForScreen } from "./screenListeners.js";
import { ScreenExit } from "./screenExit.js";
import { ScreenLayout } from "./screenLayout.js";
import { ScreenPager } from "./screenPager.js";
import { ScreenPhotos } from "./screenPhotos.js";
import { ScreenPages } from "./screenPages.js";
import { ScreenStage } from "./screenStage.js";
import { ScreenVoice } from "./screenVoice.js";

/** What the screen does; mirrored as `data-state` of its native twin. */
export type ScreenState = "editing" | Exclude<PhotoStep, "source"> | "confirmExit" | "closed";

const TextScaleStep = 0.25;

/** The creation screen: ties the player's actions to the face creator. It opens in the constructor and takes itself down when it closes. */
export class CreationScreen {
    /** Resolves when the screen has closed. */
    public readonly resultAsync: Promise<IScreenResult>;
    private readonly _creator: FaceCreator;
    private readonly _context: IScreenContext;
    private readonly _stage: ScreenStage;
    private readonly _editor: FaceEditor;
    private readonly _photos: ScreenPhotos;
    private readonly _pages: ScreenPages;
    private readonly _pager: ScreenPager;
    private readonly _controls: ScreenControls;
    private readonly _cards: ScreenCards;
    private readonly _voice: ScreenVoice;
    private readonly _files: FaceFiles;
    private readonly _exit: ScreenExit;
    private readonly _stopListening: () => void;
    private _layout: ScreenLayout;
    private _resolve: (result: IScreenResult) => void = () => {};
    private _seed: number;
    private _state: ScreenState = "editing";

    /**
     * Opens the screen.
     * @param creator the face creator, ready
     * @param options options
     */
    public constructor(creator: FaceCreator, options: IOpenScreenOptions) {
        this._creator = creator;
        this._seed = options.seed ?? 1;
        const strings = ResolveStrings(options);
        this.resultAsync = new Promise((resolve) => (this._resolve = resolve));
        this._stage = new ScreenStage(creator, {
            texture: options.texture,
            label: strings.title,
            textScale: options.textScale ?? 1,
            rtl: RunsFromRight(options),
            onResize: () => this._build(),
        });
        this._context = CreateScreenContext(this._stage, options);
        this._voice = new ScreenVoice(this._context);
        const voice = { onSay: (text: string) => this._voice.say(text), onError: (error: unknown) => this._voice.complain(error) };
        this._stage.camera.reducedMotion = this._context.reducedMotion;
        this._editor = new FaceEditor(creator, () => this._showHistory(), options.ranges === "extended");
        const stopped = strings.ranges.stopped.replace("{switch}", strings.ranges.extremes);
        this._editor.range.onStopObservable.add(() => this._voice.say(stopped));
        this._cards = new ScreenCards(this._context);
        this._photos = new ScreenPhotos(creator, this._editor, {
            context: this._context,
            cards: this._cards,
            voice: this._voice,
            options,
            getLayout: () => this._layout,
            isOpen: () => this._state !== "closed",
            isListening: () => this._state !== "confirmExit",
            onStep: (step) => {
                this._setState(step === "source" ? "editing" : step);
                this._pager.open("photo");
            },
        });
        this._files = new FaceFiles(creator, this._stage.twin.root, this._editor, {
            strings,
            isEditing: () => this._state === "editing",
            ...voice,
        });
        this._pages = new ScreenPages(creator, {
            context: this._context,
            editor: this._editor,
            session: this._photos.session,
            storage: options.storage,
            photo: options.photo ?? true,
            isOpen: () => this._state !== "closed",
            getSeed: () => this._seed,
            onDice: (seed, ids) => this._dice(seed, ids),
            onPhotoFile: () => this._photos.choose(),
            onPage: (id) => this._pager.open(id),
            files: this._files,
            ...voice,
        });
        this._pager = new ScreenPager(this._pages, (page) => this._showPage(page));
        this._controls = new ScreenControls(creator, this._stage, this._editor, {
            strings,
            color: this._context.theme.color.focus,
            isEditing: () => this._state === "editing",
            getRow: () => this._layout.page.rows.find((row) => row.hasFocus),
            getPage: () => this._pager.page.id,
            onEscape: () => this._escape(),
            onRandom: () => this._dice(this._seed),
            onPage: (step) => this._state === "editing" && this._pager.turn(step),
            onChange: () => this._layout.views.show(this._controls.viewState),
            onPart: (part) => this._layout.namePart(part),
            ...voice,
        });
        this._exit = new ScreenExit(creator, this._editor, {
            cards: this._cards,
            confirms: options.confirmLeave ?? true,
            getLayout: () => this._layout,
            onAsk: (asking) => this._setState(asking ? "confirmExit" : "editing"),
            onLeave: () => this.close(),
        });
        this._layout = this._createLayout();
        this._stopListening = this._listen();
        this._pager.open();
        this._setState("editing");
    }

    /** Closes the screen as if the player had cancelled, without asking. */
    public close(): void {
        this._finish("cancelled");
    }

    private _finish(status: IScreenResult["status"]): void {
        if (this._state === "closed") {
            return;
        }
        this._state = "closed";
        this._voice.toast = undefined;
        this._photos.session.dispose();
        this._editor.compare(false);
        this._editor[status === "committed" ? "commit" : "revert"]();
        this._stopListening();
        this._stage.twin.state = "closed";
        this._controls.dispose();
        this._cards.clear();
        this._layout.dispose();
        this._editor.dispose();
        this._context.tooltip.dispose();
        this._stage.dispose();
        this._resolve({ status, face: this._creator.face });
    }

    private _createLayout(): ScreenLayout {
        const layout = new ScreenLayout(this._stage, this._context, {
            entries: this._pages.entries,
            onOpen: (id) => this._pager.open(id),
            onRandom: () => this._dice(this._seed),
            onSearch: (text) => this._pager.search(text),
            onUndo: () => this._editor.undo(),
            onRedo: () => this._editor.redo(),
            onCompare: (on) => this._editor.compare(on && this._state === "editing"),
            onTextScale: (larger) => (this._stage.textScale += larger ? TextScaleStep : -TextScaleStep),
            onCancel: () => {
                this._photos.session.stop();
                this._exit.cancel();
            },
            onDone: () => this._finish("committed"),
            onStop: () => this._photos.session.stop(),
            ...this._controls.viewOptions,
        });
        this._voice.toast = layout.toast;
        return layout;
    }

    /** Builds the parts anew for another size of the canvas or the text. */
    private _build(): void {
        if (this._state !== "closed") {
            const hadFocus = this._stage.twin.root.contains(document.activeElement);
            this._editor.compare(false);
            this._layout.dispose();
            this._layout = this._createLayout();
            this._pager.open();
            this._setState(this._state);
            this._cards.rebuild(hadFocus, (card) => this._layout.showCard(card));
        }
    }

    private _listen(): () => void {
        return ListenForScreen(this._creator, this._stage.canvas, {
            onFace: (face) => this._layout.page.show(face),
            // Whoever has pressed beside the panels knows what the pointer does.
            onPress: () => this._layout.hideHint(),
            onHover: (hovering) => (this._layout.dropping = hovering),
            onPhotos: (files) => this._photos.take(files),
            onFaceFile: (file) => void this._files.openAsync(file),
        });
    }

    private _dice(seed: number, ids?: readonly string[]): void {
        if (this._state === "editing" || this._state === "result") {
            this._editor.dice(seed, ids);
            this._seed = seed + 1;
        }
    }

    /** A photo has states of its own while its page is open. */
    private _showPage(page: IPage): void {
        const isPhoto = page.id === "photo";
        if (!isPhoto && this._state !== "editing" && this._state !== "confirmExit") {
            this._photos.session.leave();
            this._setState("editing");
        } else if (isPhoto && this._state === "editing" && this._photos.session.step !== "source") {
            this._setState(this._photos.session.step);
        }
        this._layout.pin(isPhoto ? undefined : this._photos.session.fitting.reference);
        this._layout.open(page, this._editor.face);
        if (page.id !== "search") {
            this._controls.followPage(page.id);
        }
    }

    private _showHistory(): void {
        if (this._state !== "closed") {
            this._layout.top.show(this._editor, this._state === "editing" || this._state === "result");
        }
    }

    private _setState(state: ScreenState): void {
        this._state = state;
        this._stage.twin.state = state;
        const progress = state === "fitting" || state === "detecting";
        const editing = !progress && state !== "confirmExit" && state !== "choosing";
        this._layout.use({ editing, progress, live: state === "camLive" });
        this._layout.views.show(this._controls.viewState);
        this._showHistory();
    }

    private _escape(): void {
        if (this._photos.session.isBusy) {
            this._photos.session.stop();
        } else if (this._state === "confirmExit") {
            this._exit.answer(false);
        } else if (this._state !== "editing") {
            this._photos.session.back();
        } else {
            this._exit.cancel();
        }
    }
}
