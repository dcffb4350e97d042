import { type Camera } from "@babylonjs/core/Cameras/camera.js";
import { type PostProcess } from "@babylonjs/core/PostProcesses/postProcess.js";
import { type Nullable } from "@babylonjs/core/types.js";

/** Samplers of post-processes that read what was drawn for one camera alone: depth, normals, motion. */
const BoundSampler = /depth|normal|velocity|reflectivity|circleOfConfusion/i;

/**
 * Lets the camera of the screen pass through the post-processes of the game's own camera, so that the head has the colours that it has in the game.
 * Where one of them belongs to its camera alone, as depth of field does, only the image processing is taken: tone mapping, exposure, colour grading.
 */
export class SharedPostProcesses {
    private readonly _host: Camera;
    private readonly _own: Camera;
    private _seen: readonly Nullable<PostProcess>[] = [];

    /**
     * @param host the game's camera
     * @param own the camera of the screen
     */
    public constructor(host: Camera, own: Camera) {
        this._host = host;
        this._own = own;
        this.update();
    }

    /** Follows what the game changed on its camera; to be called before a frame. */
    public update(): void {
        const present = this._host._postProcesses;
        if (present.length === this._seen.length && present.every((process, i) => process === this._seen[i])) {
            return;
        }
        this._release();
        this._seen = [...present];
        const all = present.filter((process) => process !== null);
        const isBound = all.some((process) =>
            process
                .getEffect()
                ?.getSamplers()
                .some((name) => BoundSampler.test(name)),
        );
        for (const process of isBound ? all.filter((one) => one.getClassName() === "ImageProcessingPostProcess") : all) {
            this._own.attachPostProcess(process);
        }
    }

    /** Gives them back; a camera that is disposed would dispose them. */
    public dispose(): void {
        this._release();
    }

    private _release(): void {
        for (const process of this._own._postProcesses) {
            if (process) {
                this._own.detachPostProcess(process);
            }
        }
        this._own._postProcesses.length = 0;
    }
}
