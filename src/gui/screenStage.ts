import { Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { AdvancedDynamicTexture } from "@babylonjs/gui/2D/advancedDynamicTexture.js";
import { type Control } from "@babylonjs/gui/2D/controls/control.js";
import { BoothFrame } from "../face/boothFrame.js";
import { type FaceCreator } from "../faceCreator/faceCreator.js";
import { DomTwin } from "./domTwin.js";
import { HostGuard } from "./hostGuard.js";
import { type IHeadPlace, ScreenCamera } from "./screenCamera.js";
import { ScreenLoop } from "./screenLoop.js";
import { GetScreenMetrics, type IScreenMetrics } from "./screenMetrics.js";
import { SharedPostProcesses } from "./sharedPostProcesses.js";

/** What the stage is made with. */
export interface IScreenStageOptions {
    readonly texture?: AdvancedDynamicTexture;
    /** Accessible name of the screen. */
    readonly label: string;
    readonly textScale: number;
    readonly rtl: boolean;
    /** Called after the canvas or the text scale changed, with the new measure. */
    readonly onResize: (metrics: IScreenMetrics) => void;
}

/** What the screen stands on: camera, texture, native twin, and the host put aside. */
export class ScreenStage {
    /** Turns about the head. */
    public readonly camera: ScreenCamera;
    /** The texture of the screen. */
    public readonly texture: AdvancedDynamicTexture;
    /** The native twin. */
    public readonly twin: DomTwin;
    /** The canvas of the game. */
    public readonly canvas: HTMLCanvasElement;
    /** The eyes of an average face, the one that is seen on the left first, world space. */
    public readonly eyes: readonly [Vector3, Vector3];
    /** Direction from the head to whoever sees its face, world space. */
    public readonly front: Vector3;
    private readonly _guard: HostGuard;
    private readonly _loop: ScreenLoop;
    private readonly _shared: SharedPostProcesses | undefined;
    private readonly _ownsTexture: boolean;
    private readonly _observers: { remove(): void }[] = [];
    private readonly _options: IScreenStageOptions;
    private readonly _hostIdeal: readonly [number, number];
    private readonly _hostDrawsParts: boolean;
    private readonly _hidden: Control[] = [];
    private _textScale: number;
    private _metrics: IScreenMetrics;

    /**
     * @param creator the face creator, ready
     * @param options texture, label, text scale, direction
     */
    public constructor(creator: FaceCreator, options: IScreenStageOptions) {
        const { scene } = creator;
        const engine = scene.getEngine();
        this._options = options;
        this.canvas = engine.getRenderingCanvas() as HTMLCanvasElement;
        this._ownsTexture = options.texture === undefined;
        this.texture = options.texture ?? AdvancedDynamicTexture.CreateFullscreenUI("faceCreator.screen", true, scene);
        this._hostIdeal = [this.texture.idealWidth, this.texture.idealHeight];
        this._hostDrawsParts = this.texture.useInvalidateRectOptimization;
        // Drawn in parts, sliders far down a list vanish when the focus moves to their buttons. All of it is uploaded in any case.
        this.texture.useInvalidateRectOptimization = false;
        this._guard = new HostGuard(scene, this.texture);
        if (!this._ownsTexture) {
            this._hideHostControls();
        }
        const place = FindHead(creator);
        this.front = place.front.subtract(place.target);
        this.eyes = FindEyes(creator);
        const host = scene.activeCameras?.[0] ?? scene.activeCamera;
        this.camera = new ScreenCamera(scene, place);
        this.camera.activate();
        this._shared = host ? new SharedPostProcesses(host, this.camera.camera) : undefined;
        if (this._ownsTexture) {
            this.texture.disableTabNavigation = true;
            if (this.texture.layer) {
                // Post-processes of the game are made for its world, not for text.
                this.texture.layer.applyPostProcess = false;
            }
        }
        this._textScale = options.textScale;
        this._metrics = this._measure();
        this._observers.push(
            scene.onBeforeRenderObservable.add(() => this._shared?.update()),
            engine.onResizeObservable.add(() => this._resize()),
        );
        if (options.rtl) {
            this._observers.push(
                this.texture.onBeginRenderObservable.add(() => {
                    const canvas = this.texture.getContext() as unknown as CanvasRenderingContext2D;
                    canvas.direction = "rtl";
                    canvas.textAlign = "left";
                }),
            );
        }
        this.twin = new DomTwin(this.canvas, this.texture, options.label, () => FieldText * this._metrics.textGrowth);
        this.twin.root.dir = options.rtl ? "rtl" : "ltr";
        this._loop = new ScreenLoop(scene);
    }

    /** Arrangement and ideal size. */
    public get metrics(): IScreenMetrics {
        return this._metrics;
    }

    /** How much larger the text is, 1 to 2. */
    public get textScale(): number {
        return this._textScale;
    }
    public set textScale(value: number) {
        this._textScale = Math.min(2, Math.max(1, value));
        this._resize();
    }

    /** Gives the scene back to the host. */
    public dispose(): void {
        this._loop.dispose();
        for (const observer of this._observers) {
            observer.remove();
        }
        this.twin.dispose();
        if (this._ownsTexture) {
            this.texture.dispose();
        } else {
            [this.texture.idealWidth, this.texture.idealHeight] = this._hostIdeal;
            this.texture.useInvalidateRectOptimization = this._hostDrawsParts;
            for (const control of this._hidden) {
                control.isVisible = true;
            }
        }
        this._shared?.dispose();
        this.camera.dispose();
        this._guard.restore();
    }

    /** What the host drew into its texture is not seen while the screen is open. */
    private _hideHostControls(): void {
        for (const control of this.texture.rootContainer.children) {
            if (control.isVisible) {
                control.isVisible = false;
                this._hidden.push(control);
            }
        }
    }

    /** One function, so that several changes while the player types are waited for once. */
    private readonly _resizeLater = (): void => queueMicrotask(() => this._resize());

    /** A keyboard on the screen of a phone changes the canvas: the field that it came for must stay. */
    private _resize(): void {
        if (this.twin.isTyping) {
            this.twin.root.addEventListener("focusout", this._resizeLater, { once: true });
        } else if (this.twin.root.isConnected) {
            this._metrics = this._measure();
            this._options.onResize(this._metrics);
        }
    }

    private _measure(): IScreenMetrics {
        const { width, height } = this.texture.getSize();
        const cssHeight = this.canvas.clientHeight || height;
        const metrics = GetScreenMetrics((cssHeight * width) / height, cssHeight, this._textScale);
        // The host's own measure comes back at the end.
        this.texture.idealWidth = 0;
        this.texture.idealHeight = metrics.height;
        return metrics;
    }
}

/** Size of the text of native fields in ideal pixels. */
const FieldText = 18;

/** How much further away than the camera of the photo booth, so that hair and neck have room. */
const Distance = 1.28;
/** How far below the eyes the middle of the picture is, as a share of the distance: bars above and below leave the head the middle. */
const Drop = 0.012;

/** How far the eyes lie in front of the pivot in metres. */
const EyeDepth = 0.09;

/** The eyes of the average face where the photo booth sees them. */
function FindEyes({ rig }: FaceCreator): readonly [Vector3, Vector3] {
    const { fov, camera, pivot } = rig.rig.framing;
    const world = rig.root.computeWorldMatrix(true);
    const depth = pivot[2] + EyeDepth;
    const pixel = (2 * Math.tan((fov * Math.PI) / 360) * (camera[2] - depth)) / BoothFrame.size;
    const height = camera[1] + (BoothFrame.size / 2 - BoothFrame.middle[1]) * pixel;
    const at = (side: number): Vector3 =>
        Vector3.TransformCoordinates(new Vector3((side * BoothFrame.distance * pixel) / 2, height, depth), world);
    return [at(-1), at(1)];
}

/** The head in the world, seen as the rig's framing sees it, from a little further away. */
function FindHead(creator: FaceCreator): IHeadPlace {
    const { rig } = creator;
    const { fov, camera, pivot } = rig.rig.framing;
    const world = rig.root.computeWorldMatrix(true);
    const distance = (camera[2] - pivot[2]) * Distance;
    const height = camera[1] - distance * Drop;
    const target = Vector3.TransformCoordinates(new Vector3(0, height, pivot[2]), world);
    const front = Vector3.TransformCoordinates(new Vector3(0, height, pivot[2] + distance), world);
    // One pixel of the photo-booth frame, along the head's own upward axis.
    const pixel = (2 * Math.tan((fov * Math.PI) / 360) * (camera[2] - pivot[2])) / BoothFrame.size;
    const up = Vector3.TransformNormal(new Vector3(0, pixel, 0), world);
    return { target, front, up, middle: (distance * Drop) / pixel, fov: (fov * Math.PI) / 180 };
}
