import { type StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { type IFace } from "../face/face.types.js";
import { DecodeFace, EncodeFace } from "../face/shareCode.js";
import { type FaceEditor } from "./faceEditor.js";
import { type FaceFiles } from "./faceFiles.js";
import { type FaceSlots, SlotCount } from "./faceSlots.js";
import { FieldStyle } from "./fieldStyle.js";
import { type IPage, type IPageContent } from "./page.types.js";
import { CreateHeading, CreateParagraph } from "./paragraph.js";
import { AddButton } from "./regionPages.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";
import { SegmentedRow } from "./segmentedRow.js";
import { SlotRow } from "./slotRow.js";
import { TextLabel } from "./textLabel.js";

/** What the page works with. */
export interface ISharePageOptions {
    readonly context: IScreenContext;
    readonly editor: FaceEditor;
    readonly slots: FaceSlots;
    readonly files: FaceFiles;
    readonly onSay: (text: string) => void;
    readonly onError: (error: unknown) => void;
}

/**
 * The page where faces are kept and passed on: slots, code, files.
 * @param options what it works with
 * @returns the page
 */
export function CreateSharePage(options: ISharePageOptions): IPage {
    const { title } = options.context.strings.share;
    return { id: "share", title, icon: "share", build: (column, width) => BuildShare(options, column, width) };
}

function BuildShare(options: ISharePageOptions, column: StackPanel, width: number): IPageContent {
    const { context, editor } = options;
    const { theme } = context;
    const { share } = context.strings;
    const widgets: (IWidget & { enabled?: boolean })[] = [];
    const head = (name: string, text: string): void => {
        column.addControl(CreateHeading(context, name, text, width));
    };
    const explain = (name: string, text: string): void => {
        column.addControl(CreateParagraph(context, name, { text, width, size: "small", muted: true }));
    };
    head("share.slots", share.slots);
    for (let slot = 0; slot < SlotCount; slot++) {
        const row = new SlotRow(options, slot, width);
        column.addControl(row.control);
        widgets.push(row);
    }
    head("share.code.title", share.code);
    explain("share.code.hint", share.codeHint);
    const place = new TextLabel(context, "share.code", { text: "", height: theme.size.control });
    column.addControl(place);
    const codeField = context.twin.addText(place, {
        label: share.code,
        dir: "ltr",
        style: FieldStyle(theme, "padding:0 0.6em;font-family:monospace"),
        onInput: () => {},
        onCommit: () => {},
    });
    widgets.push({ dispose: () => context.twin.remove(codeField) });
    const report = async (workAsync: () => Promise<void>): Promise<void> => {
        try {
            await workAsync();
        } catch (error) {
            options.onError(error);
        }
    };
    const codes = new SegmentedRow(context, {
        name: "code",
        room: width,
        segments: [
            { id: "copy", label: share.copy, icon: "copy" },
            { id: "use", label: share.useCode, icon: "check" },
        ] as const,
        choices: false,
        onChoose: (id) =>
            void report(async () => {
                if (id === "use") {
                    editor.step(DecodeFace(editor.schema, codeField.value));
                    options.onSay(context.strings.loaded);
                } else {
                    codeField.value = EncodeFace(editor.schema, editor.face);
                    codeField.select();
                    await navigator.clipboard?.writeText(codeField.value).catch(() => document.execCommand("copy"));
                    options.onSay(share.copied);
                }
            }),
    });
    column.addControl(codes.control);
    widgets.push(codes as unknown as IWidget & { enabled: boolean });
    head("share.files", share.files);
    explain("share.file.hint", share.fileHint);
    for (const [id, label, icon, onClick] of [
        ["portrait", share.savePortrait, "photo", () => void options.files.savePortraitAsync()],
        ["save", share.saveFile, "save", () => options.files.save()],
        ["load", share.openFile, "load", () => options.files.choose()],
    ] as const) {
        widgets.push(AddButton(context, column, { name: `share.${id}`, label, icon, room: width, onClick }));
    }
    const show = (face: IFace): void => {
        if (document.activeElement !== codeField) {
            codeField.value = EncodeFace(editor.schema, face);
        }
    };
    show(editor.face);
    return { widgets, show };
}
