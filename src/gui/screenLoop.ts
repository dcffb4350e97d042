import { type Scene } from "@babylonjs/core/scene.js";

/** How long the game draws nothing before the screen takes its pause for a pause. */
const PauseMs = 300;

/** Draws the scene in the place of a game that has paused its loop, or draws only when something happens, as long as the screen is open. */
export class ScreenLoop {
    private readonly _scene: Scene;
    private readonly _observer;
    private _drawnMs = performance.now();
    private _drawing = false;

    /** @param scene the host scene */
    public constructor(scene: Scene) {
        this._scene = scene;
        this._observer = scene.onAfterRenderObservable.add(() => this._drawing || (this._drawnMs = performance.now()));
        scene.getEngine().runRenderLoop(this._draw);
    }

    /** Leaves the loop to the game. */
    public dispose(): void {
        this._scene.getEngine().stopRenderLoop(this._draw);
        this._observer.remove();
    }

    private readonly _draw = (): void => {
        const scene = this._scene;
        if (performance.now() - this._drawnMs > PauseMs && !scene.isDisposed && scene.activeCamera) {
            this._drawing = true;
            try {
                scene.render();
            } finally {
                this._drawing = false;
            }
        }
    };
}
