import { ArcRotateCamera } from "@babylonjs/core/Cameras/arcRotateCamera.js";
import { type Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { type Scene } from "@babylonjs/core/scene.js";

/** Where the head is in the world, as the camera needs it. */
export interface IHeadPlace {
    /** Point that the camera turns about, world space. */
    readonly target: Vector3;
    /** Point from which the face is seen from the front, world space. */
    readonly front: Vector3;
    /** Vertical field of view in radians. */
    readonly fov: number;
}

/** Angles of the fixed views, degrees about the vertical axis from the front. */
const ViewAngles = { front: 0, threequarter: 38, profile: 88 } as const;

/** A fixed view of the screen. */
export type ScreenView = keyof typeof ViewAngles;

/** The camera of the screen: turns about the head and keeps it in the free area between the panels. */
export class ScreenCamera {
    /** The camera; active while the screen is open. */
    public readonly camera: ArcRotateCamera;
    private readonly _frontAlpha: number;
    private readonly _frontBeta: number;
    private readonly _scene: Scene;
    private readonly _observer;
    private _shift = 0;

    /**
     * @param scene the host scene
     * @param place where the head is
     */
    public constructor(scene: Scene, place: IHeadPlace) {
        this._scene = scene;
        const direction = place.front.subtract(place.target);
        const distance = direction.length();
        this.camera = new ArcRotateCamera("faceCreator.camera", 0, 0, distance, place.target, scene, false);
        this.camera.setPosition(place.front);
        this._frontAlpha = this.camera.alpha;
        this._frontBeta = this.camera.beta;
        this.camera.fov = place.fov;
        this.camera.minZ = distance / 50;
        this.camera.maxZ = distance * 2000;
        this.camera.lowerRadiusLimit = distance * 0.55;
        this.camera.upperRadiusLimit = distance * 1.6;
        this.camera.lowerBetaLimit = this._frontBeta - 0.9;
        this.camera.upperBetaLimit = this._frontBeta + 0.75;
        this.camera.panningSensibility = 0;
        this.camera.wheelDeltaPercentage = 0.01;
        this.camera.pinchDeltaPercentage = 0.01;
        this.camera.inputs.removeByType("ArcRotateCameraKeyboardMoveInput");
        this.camera.attachControl(true);
        // The offset is a length at the head: it follows the zoom.
        this._observer = this.camera.onAfterCheckInputsObservable.add(() => {
            this.camera.targetScreenOffset.x = -this._shift * 2 * Math.tan(this.camera.fov / 2) * this.camera.radius;
        });
    }

    /**
     * Moves the head sideways on the picture.
     * @param shift how far to the left, as a share of the picture's height
     */
    public setShift(shift: number): void {
        this._shift = shift;
    }

    /**
     * Looks at the head from a fixed side.
     * @param view which side
     */
    public setView(view: ScreenView): void {
        const angle = (ViewAngles[view] * Math.PI) / 180;
        this.camera.alpha = this._frontAlpha + (this._scene.useRightHandedSystem ? -angle : angle);
        this.camera.beta = this._frontBeta;
        this.camera.inertialAlphaOffset = 0;
        this.camera.inertialBetaOffset = 0;
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
        this._observer.remove();
        this.camera.detachControl();
        this.camera.dispose();
    }
}
