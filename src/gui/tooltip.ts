import { type AdvancedDynamicTexture } from "@babylonjs/gui/2D/advancedDynamicTexture.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { Rectangle } from "@babylonjs/gui/2D/controls/rectangle.js";
import { TextLabel } from "./textLabel.js";
import { type IScreenTheme, LineHeightOf } from "./theme.js";

/** What the box is higher than its text, in ideal pixels. */
const Around = 10;
/** Above everything else of the screen. */
const OnTop = 1000;

/** The name of the icon under the pointer or the keyboard focus, beside it. */
export class Tooltip {
    private readonly _texture: AdvancedDynamicTexture;
    private readonly _getTheme: () => IScreenTheme;
    private readonly _box: Rectangle;
    private readonly _text: TextLabel;
    private readonly _getFields: () => readonly Control[];
    private readonly _observer;
    private _owner: Control | undefined;
    /** Width of the box in ideal pixels. */
    private _wide = 0;
    private _high = 0;

    /**
     * @param texture the texture of the screen
     * @param getTheme its look, which changes with the size of the texts
     * @param getFields the controls under native fields that are seen: these lie over the canvas, and so over the name
     */
    public constructor(texture: AdvancedDynamicTexture, getTheme: () => IScreenTheme, getFields: () => readonly Control[]) {
        this._getFields = getFields;
        this._texture = texture;
        this._getTheme = getTheme;
        const theme = getTheme();
        this._box = new Rectangle("tooltip");
        this._box.background = theme.color.scrim;
        this._box.color = theme.color.trackCentre;
        this._box.cornerRadius = theme.radius.control;
        this._box.horizontalAlignment = Control.HORIZONTAL_ALIGNMENT_LEFT;
        this._box.verticalAlignment = Control.VERTICAL_ALIGNMENT_TOP;
        this._box.isHitTestVisible = false;
        this._box.isVisible = false;
        this._box.zIndex = OnTop;
        const look = {
            get theme() {
                return getTheme();
            },
        };
        this._text = new TextLabel(look, "tooltip.text", { text: "", size: "small", align: "center" });
        this._box.addControl(this._text);
        texture.addControl(this._box);
        this._observer = texture.onEndLayoutObservable.add(this._place);
    }

    /**
     * Shows the name of a control.
     * @param control the control
     * @param text its name
     */
    public show(control: Control, text: string): void {
        // A control in a texture tells its measure in pixels of the texture.
        const ratio = this._texture.rootContainer.host.idealRatio;
        const theme = this._getTheme();
        const { space, text: sizes, font } = theme;
        const canvas = this._texture.getContext() as unknown as CanvasRenderingContext2D;
        canvas.save();
        canvas.font = `${sizes.small}px ${font}`;
        const most = this._texture.getSize().width / ratio - 2 * space.xs;
        this._box.widthInPixels = this._wide = Math.min(most, Math.ceil(canvas.measureText(text).width) + 2 * space.l);
        this._box.heightInPixels = this._high = LineHeightOf(theme, "small") + Around;
        canvas.restore();
        this._owner = control;
        this._text.text = text;
        this._box.thickness = Math.max(1, ratio);
        this._box.isVisible = true;
        this._place();
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
        this._observer.remove();
        this._box.dispose();
    }

    /** Above its control where that is free, else under it, else beside it. Fields that come later make it move. */
    private readonly _place = (): void => {
        const control = this._owner;
        if (!control) {
            return;
        }
        const ratio = this._texture.rootContainer.host.idealRatio;
        const { width, height } = this._texture.getSize();
        const { space } = this._getTheme();
        const wide = this._wide;
        const [x, y] = [control.centerX / ratio, control.centerY / ratio];
        const down = control.heightInPixels / ratio / 2 + space.xs;
        const aside = control.widthInPixels / ratio / 2 + space.xs;
        const within = (from: number, size: number, end: number): number => Math.max(space.xs, Math.min(end - size - space.xs, from));
        const places = [
            [within(x - wide / 2, wide, width / ratio), y - down - this._high],
            [within(x - wide / 2, wide, width / ratio), y + down],
            [x - aside - wide, y - this._high / 2],
            [x + aside, y - this._high / 2],
        ];
        const isFree = ([left, top]: readonly number[]): boolean =>
            left >= space.xs &&
            top >= space.xs &&
            left + wide <= width / ratio &&
            top + this._high <= height / ratio &&
            !this._getFields().some(({ _currentMeasure: field }) => {
                const [fieldLeft, fieldTop] = [field.left / ratio, field.top / ratio];
                const isBeside = left + wide <= fieldLeft || left >= fieldLeft + field.width / ratio;
                return !isBeside && top + this._high > fieldTop && top < fieldTop + field.height / ratio;
            });
        const [left, top] = places.find(isFree) ?? places[0];
        this._box.leftInPixels = Math.round(left);
        this._box.topInPixels = Math.round(top);
    };
}
