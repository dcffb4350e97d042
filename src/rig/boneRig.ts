import { Quaternion, Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { TransformNode } from "@babylonjs/core/Meshes/transformNode.js";
import { type Nullable } from "@babylonjs/core/types.js";

import { type IHeadPose } from "../face/nuisance.js";
import { PoseToQuaternion } from "./poseRotation.js";
import { BoneChannelCount } from "./rigEvaluator.js";

interface IJoint {
    readonly node: TransformNode;
    readonly position: Vector3;
    readonly rotation: Quaternion;
    readonly scaling: Vector3;
    /** First channel, or -1 when no bind drives the joint. */
    readonly channel: number;
}

/** The joints of a head that binds and the head pose move, each against its rest pose. */
export class BoneRig {
    private readonly _joints: readonly IJoint[];
    private readonly _pose: IJoint;
    private readonly _poseParent: Quaternion;
    private _poseRotation = Quaternion.Identity();

    /**
     * @param nodes joints by name, in rest pose
     * @param bones names of the joints that binds drive, in the order of the channels
     * @param poseBone name of the joint that turns the head
     */
    public constructor(nodes: ReadonlyMap<string, TransformNode>, bones: readonly string[], poseBone: string) {
        const names = bones.includes(poseBone) ? bones : [...bones, poseBone];
        this._joints = names.map((name) => CreateJoint(nodes.get(name) as TransformNode, bones.indexOf(name) * BoneChannelCount));
        this._pose = this._joints[names.indexOf(poseBone)];
        this._poseParent = ParentRotation(this._pose.node);
    }

    /**
     * Turns the head; shows with the next {@link apply}.
     * @param pose degrees
     */
    public setPose(pose: Partial<IHeadPose>): void {
        this._poseRotation = PoseToQuaternion(pose);
    }

    /**
     * Moves the joints.
     * @param channels offsets as in RigEvaluator
     */
    public apply(channels: Float64Array): void {
        for (const joint of this._joints) {
            const c = (i: number): number => (joint.channel < 0 ? 0 : channels[joint.channel + i]);
            const { node, position, scaling } = joint;
            const rest = joint === this._pose ? this._turnedRest() : joint.rotation;
            new Vector3(c(0), c(1), c(2)).rotateByQuaternionToRef(joint.rotation, node.position);
            node.position.addInPlace(position);
            node.rotationQuaternion = rest.multiply(Quaternion.FromEulerAngles(c(3), c(4), c(5)));
            node.scaling.set(scaling.x * (1 + c(6)), scaling.y * (1 + c(7)), scaling.z * (1 + c(8)));
        }
    }

    /** The rest rotation of the pose joint with the turn, which is about the axes of rig space, put before it. */
    private _turnedRest(): Quaternion {
        const back = Quaternion.Inverse(this._poseParent);
        return back.multiply(this._poseRotation).multiply(this._poseParent).multiply(this._pose.rotation);
    }
}

function CreateJoint(node: TransformNode, channel: number): IJoint {
    return { node, position: node.position.clone(), rotation: RotationOf(node), scaling: node.scaling.clone(), channel };
}

function RotationOf(node: TransformNode): Quaternion {
    return node.rotationQuaternion?.clone() ?? Quaternion.FromEulerVector(node.rotation);
}

/** Rotation of a joint's parents in rig space: up to, not including, the loader's root. */
function ParentRotation(joint: TransformNode): Quaternion {
    let rotation = Quaternion.Identity();
    for (let node: Nullable<unknown> = joint.parent; node instanceof TransformNode && node.parent; node = node.parent) {
        rotation = RotationOf(node).multiply(rotation);
    }
    return rotation;
}
