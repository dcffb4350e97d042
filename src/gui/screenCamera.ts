import { ArcRotateCamera } from "@babylonjs/core/Cameras/arcRotateCamera.js";
import { type Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { type Scene } from "@babylonjs/core/scene.js";
import { type PageId } from "./page.types.js";

/** Where the head is in the world, as the camera needs it. */
export interface IHeadPlace {
    /** Point that the camera turns about, world space. */
    readonly target: Vector3;
    /** Point from which the face is seen from the front, world space. */
    readonly front: Vector3;
    /** One pixel of the photo-booth frame along the head's upward axis, world space. */
    readonly up: Vector3;
    /** How many of these pixels the middle of the frame lies above the target. */
    readonly middle: number;
    /** Vertical field of view in radians. */
    readonly fov: number;
}

/** The free part of the canvas, in shares of its width and height, from the top left corner. */
export interface IFreeArea {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    /** Width of the canvas over its height. */
    readonly aspect: number;
}

/** Angles of the fixed views, degrees about the vertical axis from the front. */
const ViewAngles = { front: 0, threequarter: 38, profile: 88 } as const;

/** A fixed view of the screen. */
export type ScreenView = keyof typeof ViewAngles;

/** How long a move to a view takes. */
const MoveMs = 240;
/** What the head with hair needs of the picture at the base distance, in shares of its height. */
const HeadSize = { width: 0.74, height: 0.88 };
/** Where the regions are, in pixels of the photo-booth frame below its middle, and how much nearer the camera goes. */
const Zooms: Partial<Record<PageId, readonly [number, number]>> = {
    brow: [-38, 0.5],
    eye: [-20, 0.48],
    nose: [34, 0.48],
    mouth: [86, 0.5],
    style: [-60, 0.85],
};
const PlainZoom = [10, 0.72] as const;

interface IPose {
    alpha: number;
    beta: number;
    radius: number;
    lift: number;
}

/** The camera of the screen: turns about the head and keeps it in the free area between the panels. */
export class ScreenCamera {
    /** The camera; active while the screen is open. */
    public readonly camera: ArcRotateCamera;
    /** Whether it jumps instead of moving. */
    public reducedMotion = false;
    private readonly _front: { readonly alpha: number; readonly beta: number };
    private readonly _distance: number;
    private readonly _place: IHeadPlace;
    private readonly _scene: Scene;
    private readonly _observers: { remove(): void }[];
    private _area: IFreeArea = { x: 0, y: 0, width: 1, height: 1, aspect: 1 };
    private _lift = 0;
    private _zoom = 1;
    private _move: { readonly from: IPose; readonly to: IPose; readonly startMs: number } | undefined;

    /**
     * @param scene the host scene
     * @param place where the head is
     */
    public constructor(scene: Scene, place: IHeadPlace) {
        this._scene = scene;
        this._place = place;
        this._distance = place.front.subtract(place.target).length();
        this.camera = new ArcRotateCamera("faceCreator.camera", 0, 0, this._distance, place.target.clone(), scene, false);
        this.camera.setPosition(place.front);
        this._front = { alpha: this.camera.alpha, beta: this.camera.beta };
        this.camera.fov = place.fov;
        this.camera.minZ = this._distance / 50;
        this.camera.maxZ = this._distance * 2000;
        this.camera.lowerBetaLimit = this._front.beta - 0.9;
        this.camera.upperBetaLimit = this._front.beta + 0.75;
        this.camera.panningSensibility = 0;
        this.camera.wheelDeltaPercentage = 0.01;
        this.camera.pinchDeltaPercentage = 0.01;
        this.camera.inputs.removeByType("ArcRotateCameraKeyboardMoveInput");
        this.camera.attachControl(true);
        this._observers = [
            scene.onBeforeRenderObservable.add(() => this._step()),
            // The offset is a length at the head: it follows the zoom.
            this.camera.onAfterCheckInputsObservable.add(() => this._offset()),
        ];
    }

    /**
     * Keeps the head in the free area.
     * @param area the part of the canvas that no panel covers
     */
    public setArea(area: IFreeArea): void {
        this._area = area;
        const base = this._baseRadius;
        this.camera.lowerRadiusLimit = this._distance * 0.42;
        this.camera.upperRadiusLimit = base * 1.6;
        this._move = undefined;
        this.camera.radius = base * this._zoom;
        this._offset();
    }

    /**
     * Looks at the head from a fixed side.
     * @param view which side
     */
    public setView(view: ScreenView): void {
        const angle = (ViewAngles[view] * Math.PI) / 180;
        this._goTo({
            ...this._pose(),
            alpha: this._front.alpha + (this._scene.useRightHandedSystem ? -angle : angle),
            beta: this._front.beta,
        });
    }

    /**
     * Goes near a region, or back to the whole head.
     * @param page the page whose region is to be seen; null for the whole head
     */
    public setZoom(page: PageId | null): void {
        const [below, zoom] = page ? (Zooms[page] ?? PlainZoom) : [this._place.middle, 1];
        this._zoom = zoom;
        this._goTo({ ...this._pose(), radius: this._baseRadius * zoom, lift: this._place.middle - below });
    }

    /**
     * Looks at the whole face from the front, at once.
     * @returns goes back at once to how the head was seen
     */
    public lookFromFront(): () => void {
        const { alpha, beta, radius } = this.camera;
        const before = { alpha, beta, radius, lift: this._lift };
        const move = this._move;
        this._jump({ ...this._front, radius: this._baseRadius, lift: 0 });
        return () => {
            this._jump(before);
            this._move = move;
        };
    }

    /**
     * Turns the head by hand.
     * @param alpha radians sideways
     * @param beta radians upwards
     */
    public turn(alpha: number, beta: number): void {
        this._move = undefined;
        this.camera.alpha -= alpha;
        this.camera.beta -= beta;
    }

    /** Makes it the one camera of the scene. */
    public activate(): void {
        if (this._scene.activeCameras?.length) {
            this._scene.activeCameras = [this.camera];
        }
        this._scene.activeCamera = this.camera;
        this._scene.cameraToUseForPointers = this.camera;
    }

    /** Removes the camera. */
    public dispose(): void {
        for (const observer of this._observers) {
            observer.remove();
        }
        this.camera.detachControl();
        this.camera.dispose();
    }

    private get _baseRadius(): number {
        const { width, height, aspect } = this._area;
        return this._distance * Math.max(HeadSize.height / height, HeadSize.width / (width * aspect), 0.9);
    }

    private _pose(): IPose {
        const { alpha, beta, radius } = this._move?.to ?? this.camera;
        return { alpha, beta, radius, lift: this._move?.to.lift ?? this._lift };
    }

    private _goTo(to: IPose): void {
        const { alpha, beta, radius } = this.camera;
        this.camera.inertialAlphaOffset = this.camera.inertialBetaOffset = this.camera.inertialRadiusOffset = 0;
        this._move = { from: { alpha, beta, radius, lift: this._lift }, to, startMs: performance.now() };
        if (this.reducedMotion) {
            this._step(Infinity);
        }
    }

    private _jump(to: IPose): void {
        this._goTo(to);
        this._step(Infinity);
        this._offset();
    }

    private _step(nowMs = performance.now()): void {
        if (!this._move) {
            return;
        }
        const { from, to, startMs } = this._move;
        const t = Math.min(1, (nowMs - startMs) / MoveMs);
        const share = t * t * (3 - 2 * t);
        const mix = (key: keyof IPose): number => (t === 1 ? to[key] : from[key] + (to[key] - from[key]) * share);
        this.camera.alpha = mix("alpha");
        this.camera.beta = mix("beta");
        this.camera.radius = mix("radius");
        this._lift = mix("lift");
        this.camera.target.copyFrom(this._place.target.add(this._place.up.scale(this._lift)));
        if (t === 1) {
            this._move = undefined;
        }
    }

    private _offset(): void {
        const { x, y, width, height, aspect } = this._area;
        const length = 2 * Math.tan(this.camera.fov / 2) * this.camera.radius;
        this.camera.targetScreenOffset.set((x + width / 2 - 0.5) * aspect * length, (0.5 - y - height / 2) * length);
    }
}
