import { Container } from "@babylonjs/gui/2D/controls/container.js";
import { type StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { type ActionButton } from "./actionButton.js";
import { FacePreview } from "./facePreview.js";
import { type FaceEditor } from "./faceEditor.js";
import { type IconName } from "./icons.js";
import { CreateIconText, type IIconTextOptions } from "./iconText.js";
import { type IPage, type IPageContent, type PageId } from "./page.types.js";
import { CreateHeading, CreateParagraph } from "./paragraph.js";
import { GradeFit } from "./fitGrade.js";
import { type PhotoSession } from "./photoSession.js";
import { AddButton } from "./regionPages.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { SegmentedRow } from "./segmentedRow.js";
import { SliderRow } from "./sliderRow.js";
import { CreateTextLabel } from "./textLabel.js";

/** What the photo page works with. */
export interface IPhotoPageOptions {
    readonly context: IScreenContext;
    readonly session: PhotoSession;
    readonly editor: FaceEditor;
    /** Opens the file dialog; called within the player's own action. */
    readonly onFile: () => void;
    /** Leaves the photo for another page. */
    readonly onPage: (id: PageId) => void;
    /** Throws the dice for the whole face. */
    readonly onRandom: () => void;
}

const Guidance: readonly IconName[] = ["front", "light", "neutral", "glasses"];

/**
 * The page of the photo; what it shows follows the session's step.
 * @param options what it works with
 * @returns the page
 */
export function CreatePhotoPage(options: IPhotoPageOptions): IPage {
    return {
        id: "photo",
        title: options.context.strings.photo.title,
        icon: "photo",
        build: (column, width) => new PhotoPage(options, column, width).build(),
    };
}

class PhotoPage {
    private readonly _widgets: (IWidget & { enabled?: boolean })[] = [];

    public constructor(
        private readonly _options: IPhotoPageOptions,
        private readonly _column: StackPanel,
        private readonly _width: number,
    ) {}

    public build(): IPageContent {
        const { step } = this._options.session;
        if (step === "result") {
            this._buildResult();
        } else if (step === "adjusting" || step === "fitting") {
            this._buildAdjust(step === "fitting");
        } else if (step === "camLive" || step === "camPrimer") {
            this._buildCamera(step === "camLive");
        } else {
            this._buildSource();
        }
        return { widgets: this._widgets };
    }

    private _buildSource(): void {
        const { context, session, onFile } = this._options;
        const { photo } = context.strings;
        const { consent } = session;
        if (consent) {
            this._text("photo.consent", consent.text);
            this._button("photo.accept", consent.accept ?? photo.accept, { icon: "check", kind: "primary", leads: true }, () =>
                session.accept(),
            );
            this._addIconText("lock", photo.privacy, { size: "small", boxed: true });
            return;
        }
        this._button(
            "photo.choose",
            photo.choose,
            { icon: "photo", kind: "primary", leads: true, height: context.theme.size.primary, opensFile: true },
            onFile,
        );
        if (session.faceless) {
            this._button("photo.mark", photo.markEyes, { icon: "front" }, () => session.markEyes());
        }
        this._button("photo.camera", photo.useCamera, { icon: "camera" }, () => session.go("camPrimer"));
        this._text("photo.drop", photo.drop, { muted: true, align: "center" });
        this._addOthers();
        this._column.addControl(CreateHeading(context, "photo.tips", photo.tips));
        Guidance.forEach((icon, i) => this._addIconText(icon, photo.guidance[i], { size: "small" }));
        this._addIconText("lock", photo.privacy, { size: "small", boxed: true });
        this._text("photo.limits", photo.limits, { muted: true });
    }

    /** The ways without a photo, of equal weight. */
    private _addOthers(): void {
        const { context, onPage, onRandom } = this._options;
        const { photo } = context.strings;
        const row = new SegmentedRow(context, {
            name: "photo.others",
            segments: [
                { id: "presets", label: photo.preset, icon: "preset" },
                { id: "random", label: photo.random, icon: "dice" },
            ] as const,
            choices: false,
            onChoose: (id) => (id === "random" ? onRandom() : onPage(id)),
        });
        this._column.addControl(row.control);
        this._widgets.push(row as unknown as IWidget & { enabled: boolean });
    }

    private _buildCamera(live: boolean): void {
        const { context, session } = this._options;
        const { photo, back } = context.strings;
        if (live && session.feed) {
            const place = new Container("photo.video");
            place.heightInPixels = Math.round(this._width * 0.75);
            this._column.addControl(place);
            this._widgets.push(context.twin.addMedia(place, session.feed.video, photo.cameraPicture));
            this._text("photo.mirror", photo.mirrored, { muted: true });
            this._button("photo.take", photo.take, { icon: "camera", kind: "primary", leads: true }, () => void session.takePictureAsync());
        } else {
            this._text("photo.primer", photo.primer);
            this._button(
                "photo.start",
                photo.startCamera,
                { icon: "camera", kind: "primary", leads: true },
                () => void session.startCameraAsync(),
            );
        }
        this._button("photo.back", back, {}, () => session.go("source"));
    }

    private _buildAdjust(fitting: boolean): void {
        const { context, session } = this._options;
        const { photo } = context.strings;
        const { found } = session;
        if (!found) {
            return;
        }
        const preview = new FacePreview(context, {
            width: this._width,
            found,
            faceIndex: session.faceIndex,
            eyes: session.eyes,
            onMove: (eyes) => session.moveEyes(eyes),
        });
        preview.enabled = !fitting;
        this._column.addControl(preview.control);
        this._widgets.push(preview);
        const verdicts = preview.warnings.map((warning) => photo.warnings[warning]);
        const marked = found.faces.length === 0;
        verdicts.forEach((verdict) => this._addIconText("light", verdict));
        if (verdicts.length === 0) {
            this._addIconText(marked ? "neutral" : "check", marked ? photo.markEyesHint : photo.looksGood);
        }
        if (!fitting) {
            const label = preview.warnings.length > 0 ? photo.useAnyway : photo.make;
            this._button(
                "photo.make",
                label,
                { icon: "check", kind: "primary", leads: true, height: context.theme.size.primary },
                () => void session.fitAsync(),
            );
            this._button("photo.another", photo.another, { icon: "photo" }, () => session.go("source"));
            if (!marked) {
                this._text("photo.moveEyes", photo.moveEyes, { muted: true });
            }
        }
    }

    private _buildResult(): void {
        const { context, session, editor, onPage } = this._options;
        const { photo } = context.strings;
        const { result, strength } = session;
        if (!result) {
            return;
        }
        const grade = GradeFit(result.similarity);
        const title = CreateTextLabel(context, "photo.grade", {
            text: photo.grades[grade].title,
            size: "heading",
            weight: "600",
            height: 36,
        });
        title.color = grade === "rough" ? context.theme.color.text : context.theme.color.accent;
        this._column.addControl(title);
        this._text("photo.grade.text", photo.grades[grade].text);
        this._text("photo.uncertain", photo.uncertain, { muted: true });
        const rows = (["shape", "color"] as const).map((part) => {
            const row = new SliderRow(context, {
                id: `strength.${part}`,
                label: photo.strength[part],
                value: strength[part],
                scale: "share",
                onInput: (value) => session.setStrength({ [part]: value }),
                onCommit: () => editor.commit(),
            });
            this._column.addControl(row.control);
            return row;
        });
        this._widgets.push(...(rows as unknown as (IWidget & { enabled: boolean })[]));
        this._button("photo.keep", photo.keep, { icon: "check", kind: "primary", leads: true, height: context.theme.size.primary }, () =>
            onPage("face"),
        );
        this._button("photo.another", photo.another, { icon: "photo" }, () => session.go("source"));
        this._button("photo.discard", photo.discard, { icon: "close" }, () => session.discard());
    }

    private _addIconText(icon: IconName, text: string, more: Partial<IIconTextOptions> = {}): void {
        this._column.addControl(CreateIconText(this._options.context, `photo.${icon}`, { icon, text, width: this._width, ...more }));
    }

    private _text(name: string, text: string, { muted, align }: { readonly muted?: boolean; readonly align?: "center" } = {}): void {
        const { context } = this._options;
        this._column.addControl(CreateParagraph(context, name, { text, width: this._width, size: muted ? "small" : "body", muted, align }));
    }

    private _button(name: string, label: string, rest: Partial<ConstructorParameters<typeof ActionButton>[1]>, onClick: () => void): void {
        this._widgets.push(AddButton(this._options.context, this._column, { name, label, onClick, ...rest }));
    }
}
