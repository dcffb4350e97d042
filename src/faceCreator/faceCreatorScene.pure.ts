import { Scene } from "@babylonjs/core/scene.pure.js";
import { FaceCreator } from "./faceCreator.js";
import { type IFaceCreatorOptions } from "./faceCreatorOptions.js";
export type * from "./faceCreatorScene.types.js";

/** Adds `addFaceCreator` to every scene. Safe to call again. */
export function RegisterFaceCreator(): void {
    Scene.prototype.addFaceCreator = function (this: Scene, options?: IFaceCreatorOptions): FaceCreator {
        return new FaceCreator(this, options);
    };
}
