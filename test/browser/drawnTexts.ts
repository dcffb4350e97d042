import { type Page } from "@playwright/test";
import { type IGamePage } from "./screenPage.js";

/** A text as it was drawn: its box and its size in pixels of the canvas, and how much narrower than its font its letters are. */
export interface IDrawnText {
    readonly text: string;
    readonly box: readonly [number, number, number, number];
    readonly size: number;
    readonly squeeze: number;
}

/** What one look at the screen shows: every text, those that are higher than their controls, and the canvas. */
export interface ILook {
    readonly texts: readonly IDrawnText[];
    readonly tooHigh: readonly string[];
    /** How many icons were drawn nowhere. */
    readonly lostIcons: number;
    readonly canvas: readonly [number, number];
}

/** Letters may be drawn this much narrower before a player minds, and texts overlap by so many pixels of the canvas where their descenders do. */
const LeastSqueeze = 0.72;
const Touch = 3;

/**
 * Draws the texture of the screen and notes every text. Lists draw all that is in them, also what does not lie in their view.
 * @param page the page
 * @returns the texts
 */
export async function DrawTextsAsync(page: Page): Promise<ILook> {
    return await page.evaluate(() => {
        const { scene } = (window as unknown as { game: IGamePage }).game;
        interface IControl {
            readonly text: string;
            readonly linesHeight: number;
            readonly name: string;
            readonly verticalBar: { value: number };
            readonly isVisible: boolean;
            readonly parent: IControl | null;
            readonly _currentMeasure: { height: number };
            getClassName(): string;
        }
        const texture = scene.textures.find(({ name }) => name === "faceCreator.screen") as unknown as {
            idealRatio: number;
            readonly onBeginRenderObservable: { add(callback: () => void): { remove(): void } };
            markAsDirty(): void;
            _checkUpdate(camera: null): void;
            getDescendants(directly: boolean, wanted: (control: IControl) => boolean): IControl[];
            getContext(): CanvasRenderingContext2D;
        };
        const { canvas } = texture.getContext();
        let texts: IDrawnText[] = [];
        let lostIcons = 0;
        const { fillText, translate } = CanvasRenderingContext2D.prototype;
        CanvasRenderingContext2D.prototype.translate = function (x: number, y: number): void {
            lostIcons += this.canvas === canvas && !Number.isFinite(x + y) ? 1 : 0;
            translate.call(this, x, y);
        };
        CanvasRenderingContext2D.prototype.fillText = function (text: string, x: number, y: number, most?: number): void {
            const { width, actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } = this.measureText(text);
            const seen = Math.min(width, most ?? Infinity);
            if (text !== "" && this.canvas === canvas) {
                const size = Number(/([\d.]+)px/.exec(this.font)?.[1]);
                texts.push({ text, box: [x, y - up, seen, up + down], size, squeeze: seen / width });
            }
            fillText.call(this, text, x, y, most);
        };
        const isShown = (control: IControl | null): boolean => !control || (control.isVisible && isShown(control.parent));
        // A frame may draw more than once.
        const observer = texture.onBeginRenderObservable.add(() => {
            texts = [];
            lostIcons = 0;
        });
        const draw = (): void => {
            texture.markAsDirty();
            texture._checkUpdate(null);
        };
        // The name of an icon that has the focus may lie over other texts.
        (document.activeElement as HTMLElement | null)?.blur();
        try {
            // From its top: what a list has scrolled away lies under what is above it. One that was just built or moved needs two frames.
            texture.getDescendants(false, ({ name }) => name === "page.scroll")[0].verticalBar.value = 0;
            draw();
            draw();
            const tooHigh = texture
                .getDescendants(false, (control) => /^FaceCreator(Text|IconLabel)$/.test(control.getClassName()))
                .filter(
                    (label) =>
                        label.linesHeight * texture.idealRatio > label._currentMeasure.height + 2 && label._currentMeasure.height > 0,
                )
                .filter(isShown)
                .map((label) => label.text);
            return { texts, tooHigh, lostIcons, canvas: [canvas.width, canvas.height] };
        } finally {
            observer.remove();
            Object.assign(CanvasRenderingContext2D.prototype, { fillText, translate });
        }
    });
}

/**
 * What a player would mind about texts.
 * @param look what was drawn
 * @returns the faults in words
 */
export function FindFaults({ texts, tooHigh, lostIcons, canvas: [width] }: ILook): string[] {
    return [
        ...(lostIcons > 0 ? [`icons that are nowhere: ${lostIcons}`] : []),
        ...FindOverlaps(texts).map((pair) => `overlap: ${pair}`),
        ...texts.filter(({ squeeze }) => squeeze < LeastSqueeze).map(({ text, squeeze }) => `narrow ${squeeze.toFixed(2)}: ${text}`),
        ...texts.filter(({ box: [x, , wide] }) => x < -1 || x + wide > width + 1).map(({ text }) => `beside the canvas: ${text}`),
        ...tooHigh.map((text) => `cut: ${text}`),
    ];
}

function FindOverlaps(texts: readonly IDrawnText[]): string[] {
    return texts.flatMap(({ text, box: [x, y, width, height] }, i) =>
        texts
            .slice(i + 1)
            .filter(({ box: [left, top, wide, high] }) => {
                const across = Math.min(x + width, left + wide) - Math.max(x, left);
                const down = Math.min(y + height, top + high) - Math.max(y, top);
                return across > Touch && down > Touch;
            })
            .map((other) => `${text} / ${other.text}`),
    );
}

/** Texts at 200 % are twice as large; a little less where a label keeps its line. */
const LeastGrowth = 1.75;

/** Texts of states at 100 %, and whether they are twice as large at 200 %. */
export class TextGrowth {
    private readonly _sizes = new Map<string, number>();

    /** How many texts were seen at 100 %. */
    public get count(): number {
        return this._sizes.size;
    }

    /**
     * Notes the texts of a state at 100 %.
     * @param state its name
     * @param look what was drawn
     */
    public note(state: string, { texts }: ILook): void {
        for (const { text, size } of texts) {
            const before = this._sizes.get(`${state} ${text}`) ?? Infinity;
            this._sizes.set(`${state} ${text}`, Math.min(size, before));
        }
    }

    /**
     * Finds texts that do not grow.
     * @param state name of the state
     * @param look what was drawn at 200 %
     * @returns the texts in words
     */
    public findSmall(state: string, { texts }: ILook): readonly string[] {
        return texts.flatMap(({ text, size }) => {
            const before = this._sizes.get(`${state} ${text}`);
            return before !== undefined && size / before < LeastGrowth
                ? [`${state}: ${text} grows ${(size / before).toFixed(2)} times`]
                : [];
        });
    }
}
