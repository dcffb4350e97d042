import { Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { AdvancedDynamicTexture } from "@babylonjs/gui/2D/advancedDynamicTexture.js";
import { type FaceCreator } from "../faceCreator/faceCreator.js";
import { DomTwin } from "./domTwin.js";
import { HostGuard } from "./hostGuard.js";
import { type IHeadPlace, ScreenCamera } from "./screenCamera.js";
import { GetIdealHeight } from "./theme.js";

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
    private readonly _guard: HostGuard;
    private readonly _ownsTexture: boolean;
    private readonly _resizeObserver;

    /**
     * @param creator the face creator, ready
     * @param texture the host's texture, if it has one to share
     * @param label accessible name of the screen
     */
    public constructor(creator: FaceCreator, texture: AdvancedDynamicTexture | undefined, label: string) {
        const { scene } = creator;
        const engine = scene.getEngine();
        this.canvas = engine.getRenderingCanvas() as HTMLCanvasElement;
        this._ownsTexture = texture === undefined;
        this.texture = texture ?? AdvancedDynamicTexture.CreateFullscreenUI("faceCreator.screen", true, scene);
        this._guard = new HostGuard(scene, this.texture);
        this.camera = new ScreenCamera(scene, FindHead(creator));
        this.camera.activate();
        if (this._ownsTexture) {
            this.texture.disableTabNavigation = true;
            this._fitTexture();
        }
        this._resizeObserver = engine.onResizeObservable.add(() => this._fitTexture());
        this.twin = new DomTwin(this.canvas, this.texture, label);
    }

    /** Ideal height of the texture in ideal pixels. */
    public get idealHeight(): number {
        return this.texture.idealHeight || this.texture.getSize().height;
    }

    /** Gives the scene back to the host. */
    public dispose(): void {
        this._resizeObserver.remove();
        this.twin.dispose();
        if (this._ownsTexture) {
            this.texture.dispose();
        }
        this.camera.dispose();
        this._guard.restore();
    }

    private _fitTexture(): void {
        if (this._ownsTexture) {
            this.texture.idealHeight = GetIdealHeight(this.texture.getSize().height);
        }
    }
}

/** How much further away than the camera of the photo booth, so that hair and neck have room. */
const Distance = 1.28;
/** How far below the eyes the middle of the picture is, as a share of the distance: bars above and below leave the head the middle. */
const Drop = 0.012;

/** The head in the world, seen as the rig's framing sees it, from a little further away. */
function FindHead(creator: FaceCreator): IHeadPlace {
    const { rig } = creator;
    const { fov, camera, pivot } = rig.rig.framing;
    const world = rig.root.computeWorldMatrix(true);
    const distance = (camera[2] - pivot[2]) * Distance;
    const height = camera[1] - distance * Drop;
    const target = Vector3.TransformCoordinates(new Vector3(0, height, pivot[2]), world);
    const front = Vector3.TransformCoordinates(new Vector3(0, height, pivot[2] + distance), world);
    return { target, front, fov: (fov * Math.PI) / 180 };
}
