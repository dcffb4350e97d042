import { type Control } from "@babylonjs/gui/2D/controls/control.js";
import { type StackPanel } from "@babylonjs/gui/2D/controls/stackPanel.js";
import { ActionButton, type IActionButtonOptions } from "./actionButton.js";
import { type IconName } from "./icons.js";
import { CreateIconText, type IIconTextOptions } from "./iconText.js";
import { type IPageContent, type IPageRoom } from "./page.types.js";
import { IsTall } from "./pageRoom.js";
import { CreateParagraph } from "./paragraph.js";
import { type IScreenContext, type IWidget } from "./screenContext.js";

/** The column of the photo page: what its steps put into it, one under the other. */
export class PhotoColumn {
    /** What was put into it and has twins. */
    public readonly widgets: (IWidget & { enabled?: boolean })[] = [];

    /**
     * @param context what every widget gets
     * @param _column where controls go
     * @param room how much of it is seen
     */
    public constructor(
        public readonly context: IScreenContext,
        private readonly _column: StackPanel,
        public readonly room: IPageRoom,
    ) {}

    /** Whether there is room for large pictures. */
    public get isTall(): boolean {
        return IsTall(this.room);
    }

    /** How high what was put into it is, in ideal pixels. */
    public get height(): number {
        return this._column.children.reduce((sum, { heightInPixels }) => sum + heightInPixels + this._column.spacing, 0);
    }

    /** What the page panel needs to know. */
    public get content(): IPageContent {
        return { widgets: this.widgets };
    }

    /**
     * Puts a control under the others.
     * @param control the control
     * @param widgets what takes its twins away
     */
    public add(control: Control, ...widgets: readonly IWidget[]): void {
        this._column.addControl(control);
        this.widgets.push(...widgets);
    }

    /**
     * Puts a text under the others.
     * @param name control name
     * @param text the text
     * @param look whether it is less important, and its side
     */
    public addText(name: string, text: string, { muted, align }: { readonly muted?: boolean; readonly align?: "center" } = {}): void {
        this.add(CreateParagraph(this.context, name, { text, width: this.room.width, size: muted ? "small" : "body", muted, align }));
    }

    /**
     * Puts an icon with a text under the others.
     * @param icon the icon
     * @param text the text
     * @param more how it looks
     */
    public addIconText(icon: IconName, text: string, more: Partial<IIconTextOptions> = {}): void {
        this.add(CreateIconText(this.context, `photo.${icon}`, { icon, text, width: this.room.width, ...more }));
    }

    /**
     * Puts a button under the others.
     * @param name control name
     * @param label what it says
     * @param more how it looks
     * @param onClick what it does
     */
    public addButton(name: string, label: string, more: Partial<IActionButtonOptions>, onClick: () => void): void {
        const button = new ActionButton(this.context, { name, label, onClick, room: this.room.width, ...more });
        this.add(button.control, button);
    }
}
