import { type Camera } from "@babylonjs/core/Cameras/camera.js";
import { type Scene } from "@babylonjs/core/scene.js";
import { type Nullable } from "@babylonjs/core/types.js";
import { AdvancedDynamicTexture } from "@babylonjs/gui/2D/advancedDynamicTexture.js";

/**
 * Takes the host scene's cameras, inputs, GUI textures and cursor out of play while the screen is open, and gives back exactly what it took.
 */
export class HostGuard {
    private readonly _restore: (() => void)[] = [];

    /**
     * @param scene the host scene
     * @param own the screen's own texture, left alone
     */
    public constructor(scene: Scene, own: AdvancedDynamicTexture) {
        const { activeCamera, activeCameras, cameraToUseForPointers } = scene;
        const cameras: Nullable<Camera[]> = activeCameras ? [...activeCameras] : null;
        const canvas = scene.getEngine().getRenderingCanvas();
        const cursor = canvas?.style.cursor ?? "";
        this._restore.push(() => {
            scene.activeCameras = cameras;
            scene.activeCamera = activeCamera;
            scene.cameraToUseForPointers = cameraToUseForPointers;
            if (canvas) {
                canvas.style.cursor = cursor;
            }
        });
        for (const camera of scene.cameras) {
            this._detachCamera(camera);
        }
        for (const texture of scene.textures) {
            if (texture instanceof AdvancedDynamicTexture && texture !== own) {
                this._quietTexture(texture);
            }
        }
        const keys = scene.onPreKeyboardObservable.add((info) => (info.skipOnKeyboardObservable = true), undefined, true);
        this._restore.push(() => keys.remove());
    }

    /** Gives everything back; safe to call twice. */
    public restore(): void {
        for (const restore of this._restore.splice(0).reverse()) {
            restore();
        }
    }

    private _detachCamera(camera: Camera): void {
        if (camera.inputs?.attachedToElement) {
            const noPreventDefault = camera.inputs.noPreventDefault;
            camera.detachControl();
            this._restore.push(() => camera.isDisposed() || camera.attachControl(noPreventDefault));
        }
    }

    private _quietTexture(texture: AdvancedDynamicTexture): void {
        const { disableTabNavigation, disablePicking } = texture;
        const { isVisible } = texture.rootContainer;
        const fullscreen = texture.layer !== null;
        texture.focusedControl = null;
        texture.disableTabNavigation = true;
        texture.disablePicking = true;
        if (fullscreen) {
            texture.rootContainer.isVisible = false;
        }
        this._restore.push(() => {
            texture.disableTabNavigation = disableTabNavigation;
            texture.disablePicking = disablePicking;
            texture.rootContainer.isVisible = isVisible;
        });
    }
}
