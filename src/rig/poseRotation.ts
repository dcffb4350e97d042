import { Quaternion } from "@babylonjs/core/Maths/math.vector.js";

import { type IHeadPose } from "../face/nuisance.js";

const RadiansPerDegree = Math.PI / 180;

/**
 * The turn of a head in rig space (+x the subject's left, +y up, +z ahead): roll first, then pitch, then yaw.
 * @param pose degrees; what is left out is 0
 * @param result gets the turn; default: a new quaternion
 * @returns `result`
 */
export function PoseToQuaternion(pose: Partial<IHeadPose>, result: Quaternion = new Quaternion()): Quaternion {
    const yaw = (pose.yaw ?? 0) * RadiansPerDegree;
    const pitch = -(pose.pitch ?? 0) * RadiansPerDegree;
    const roll = -(pose.roll ?? 0) * RadiansPerDegree;
    return Quaternion.RotationYawPitchRollToRef(yaw, pitch, roll, result);
}
