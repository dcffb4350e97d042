import { type FaceCreator } from "./faceCreator.js";
import { type IFaceCreatorOptions } from "./faceCreatorOptions.js";

declare module "@babylonjs/core/scene.pure.js" {
    /** @internal */
    interface Scene {
        /**
         * Adds a head whose face the player makes, from a photo or by hand. Loading starts at once: await `whenReadyAsync()`, or use
         * `FaceCreator.CreateAsync`.
         * @param options options
         * @returns the face creator, disposed with the scene at the latest
         */
        addFaceCreator(options?: IFaceCreatorOptions): FaceCreator;
    }
}
