import { type AdvancedDynamicTexture } from "@babylonjs/gui/2D/advancedDynamicTexture.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { Rectangle } from "@babylonjs/gui/2D/controls/rectangle.js";
import { TextLabel } from "./textLabel.js";
import { type IScreenTheme } from "./theme.js";

const Height = 38;
/** Above everything else of the screen. */
const OnTop = 1000;

/** The name of the icon under the pointer or the keyboard focus, beside it. */
export class Tooltip {
    private readonly _texture: AdvancedDynamicTexture;
    private readonly _theme: IScreenTheme;
    private readonly _box: Rectangle;
    private readonly _text: TextLabel;
    private _owner: Control | undefined;

    /**
     * @param texture the texture of the screen
     * @param theme its look
     */
    public constructor(texture: AdvancedDynamicTexture, theme: IScreenTheme) {
        this._texture = texture;
        this._theme = theme;
        this._box = new Rectangle("tooltip");
        this._box.background = theme.color.scrim;
        this._box.color = theme.color.trackCentre;
        this._box.thickness = 1;
        this._box.cornerRadius = theme.radius.control;
        this._box.heightInPixels = Height;
        this._box.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
        this._box.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        this._box.isHitTestVisible = false;
        this._box.isVisible = false;
        this._box.zIndex = OnTop;
        this._text = new TextLabel({ theme }, "tooltip.text", { text: "", size: "small", align: "center" });
        this._box.addControl(this._text);
        texture.addControl(this._box);
    }

    /**
     * Shows the name of a control.
     * @param control the control
     * @param text its name
     */
    public show(control: Control, text: string): void {
        // A control in a texture tells its measure in pixels of the texture.
        const ratio = this._texture.rootContainer.host.idealRatio;
        const { width, height } = this._texture.getSize();
        const { space, text: sizes, font } = this._theme;
        const canvas = this._texture.getContext() as unknown as CanvasRenderingContext2D;
        canvas.save();
        canvas.font = `${sizes.small}px ${font}`;
        const wide = Math.ceil(canvas.measureText(text).width) + 2 * space.l;
        canvas.restore();
        const left = control.centerX / ratio - wide / 2;
        const half = control.heightInPixels / ratio / 2 + space.xs;
        const above = control.centerY / ratio - half - Height;
        this._owner = control;
        this._text.text = text;
        this._box.widthInPixels = wide;
        this._box.leftInPixels = Math.max(space.xs, Math.min(width / ratio - wide - space.xs, left));
        this._box.topInPixels = above >= space.xs ? above : Math.min(height / ratio - Height, control.centerY / ratio + half);
        this._box.isVisible = true;
    }

    /**
     * Hides the name.
     * @param control the control whose name it is; that of another one stays
     */
    public hide(control: Control): void {
        if (this._owner === control) {
            this._owner = undefined;
            this._box.isVisible = false;
        }
    }

    /** Removes it. */
    public dispose(): void {
        this._box.dispose();
    }
}
