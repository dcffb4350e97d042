import { FreeCamera } from "@babylonjs/core/Cameras/freeCamera.js";
import { Matrix, Quaternion, Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { type TransformNode } from "@babylonjs/core/Meshes/transformNode.js";
import { type Scene } from "@babylonjs/core/scene.js";

import { type CaptureView } from "../face/capture.types.js";
import { type IRigFraming } from "../rig/rigFile.types.js";

/** How far each view turns the head to the subject's left, in degrees. */
export const ViewYaw: Readonly<Record<CaptureView, number>> = { front: 0, threequarter: 35, profile: 90 };

/** Nearest and farthest distance that is drawn, as factors on the camera's distance from the pivot. */
const DepthRange = [0.3, 3] as const;

/**
 * The projection of the photo-booth frame, right-handed, for square pictures.
 * @param framing the rig's framing
 * @param halfDepth whether clip space depth is 0..1 (WebGPU) instead of -1..1
 * @returns a new matrix
 */
export function BoothProjection(framing: IRigFraming, halfDepth: boolean): Matrix {
    const distance = Math.abs(framing.camera[2] - framing.pivot[2]);
    return Matrix.PerspectiveFovRH((framing.fov * Math.PI) / 180, 1, distance * DepthRange[0], distance * DepthRange[1], halfDepth);
}

/**
 * The view of the photo-booth frame: from the framing's camera along -z.
 * @param framing the rig's framing
 * @returns a new matrix
 */
export function BoothView(framing: IRigFraming): Matrix {
    const eye = Vector3.FromArray(framing.camera);
    return Matrix.LookAtRH(eye, eye.add(new Vector3(0, 0, -1)), Vector3.Up());
}

/**
 * Where a point of rig space falls in a picture.
 * @param framing the rig's framing
 * @param point metres, rig space
 * @param size side of the picture in pixels
 * @returns pixels from the left and from the top
 */
export function ProjectToPicture(framing: IRigFraming, point: readonly [number, number, number], size: number): [number, number] {
    const clip = Vector3.TransformCoordinates(Vector3.FromArray(point), BoothView(framing).multiply(BoothProjection(framing, false)));
    return [((clip.x + 1) / 2) * size, ((1 - clip.y) / 2) * size];
}

/**
 * The camera of the photo booth.
 * @param scene the booth's scene
 * @param framing the rig's framing
 * @returns the camera; the scene disposes it
 */
export function CreateBoothCamera(scene: Scene, framing: IRigFraming): FreeCamera {
    const position = Vector3.FromArray(framing.camera);
    const camera = new FreeCamera("booth", position, scene);
    camera.setTarget(position.add(new Vector3(0, 0, -1)));
    camera.fov = (framing.fov * Math.PI) / 180;
    camera.freezeProjectionMatrix(BoothProjection(framing, scene.getEngine().isNDCHalfZRange));
    return camera;
}

/**
 * Turns a head for a view, about the framing's pivot.
 * @param root root of the head
 * @param framing the rig's framing
 * @param view the view
 */
export function TurnForView(root: TransformNode, framing: IRigFraming, view: CaptureView): void {
    const turn = Quaternion.RotationAxis(Vector3.Up(), (ViewYaw[view] * Math.PI) / 180);
    const pivot = Vector3.FromArray(framing.pivot);
    root.rotationQuaternion = turn;
    pivot.subtractToRef(pivot.applyRotationQuaternion(turn), root.position);
}
