import { type Scene } from "@babylonjs/core/scene.js";
import { HeadRig } from "../rig/HeadRig.js";
import { type IFaceCreatorOptions } from "./faceCreatorOptions.js";

/**
 * Loads the head of a face creator, with the face at the start and in its place.
 * @param scene the scene
 * @param options options
 * @returns the head; the caller disposes it
 * @throws as `FaceCreator.CreateAsync` says
 */
export async function LoadHeadAsync(scene: Scene, { rigUrl, face, parent }: Required<IFaceCreatorOptions>): Promise<HeadRig> {
    const rig = await HeadRig.CreateAsync(scene, rigUrl);
    try {
        if (face) {
            await rig.loadFaceAsync(face);
            rig.applyFace(face);
        }
    } catch (error) {
        rig.dispose();
        throw error;
    }
    rig.root.parent = parent;
    return rig;
}
