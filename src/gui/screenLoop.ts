import { type Scene } from "@babylonjs/core/scene.js";

/** How long the game draws nothing before the screen takes its pause for a pause. */
const PauseMs = 300;
/** How often the screen looks whether the game has ended all loops, its own among them. */
const ResumeMs = 250;

/** Draws the scene in the place of a game that has paused its loop, or draws only when something happens, as long as the screen is open. */
export class ScreenLoop {
    private readonly _scene: Scene;
    private readonly _observer;
    private readonly _timer;
    private _drawnMs = performance.now();
    private _drawing = false;

    /** @param scene the host scene */
    public constructor(scene: Scene) {
        this._scene = scene;
        this._observer = scene.onAfterRenderObservable.add(() => this._drawing || (this._drawnMs = performance.now()));
        const resume = (): void => {
            const engine = scene.getEngine();
            if (!engine.activeRenderLoops.includes(this._draw)) {
                engine.runRenderLoop(this._draw);
            }
        };
        resume();
        this._timer = setInterval(resume, ResumeMs);
    }

    /** Leaves the loop to the game. */
    public dispose(): void {
        clearInterval(this._timer);
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
