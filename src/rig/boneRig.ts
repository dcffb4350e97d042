import { Quaternion, type Vector3 } from "@babylonjs/core/Maths/math.vector.js";
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
    private readonly _poseParentInverse: Quaternion;
    /** Rotation of the pose joint without what binds add. */
    private readonly _posed: Quaternion;
    private readonly _turn = new Quaternion();

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
        this._poseParentInverse = Quaternion.Inverse(this._poseParent);
        this._posed = this._pose.rotation.clone();
    }

    /**
     * Turns the head; shows with the next {@link apply}. Allocates nothing.
     * @param pose degrees
     */
    public setPose(pose: Partial<IHeadPose>): void {
        // The turn is about the axes of rig space, so it is put before the rest rotation.
        this._poseParentInverse.multiplyToRef(PoseToQuaternion(pose, this._turn), this._posed);
        this._posed.multiplyInPlace(this._poseParent).multiplyInPlace(this._pose.rotation);
    }

    /**
     * Moves the joints. Allocates nothing.
     * @param channels offsets as in RigEvaluator
     */
    public apply(channels: Float64Array): void {
        for (const joint of this._joints) {
            const { node, position, rotation, scaling, channel: c } = joint;
            const rest = joint === this._pose ? this._posed : rotation;
            if (c < 0) {
                node.position.copyFrom(position);
                this._turnNode(node, rest);
                node.scaling.copyFrom(scaling);
                continue;
            }
            node.position.set(channels[c], channels[c + 1], channels[c + 2]);
            node.position.rotateByQuaternionToRef(rotation, node.position).addInPlace(position);
            Quaternion.FromEulerAnglesToRef(channels[c + 3], channels[c + 4], channels[c + 5], this._turn);
            this._turnNode(node, rest.multiplyToRef(this._turn, this._turn));
            node.scaling.set(scaling.x * (1 + channels[c + 6]), scaling.y * (1 + channels[c + 7]), scaling.z * (1 + channels[c + 8]));
        }
    }

    private _turnNode(node: TransformNode, rotation: Quaternion): void {
        if (node.rotationQuaternion) {
            node.rotationQuaternion.copyFrom(rotation);
        } else {
            node.rotationQuaternion = rotation.clone();
        }
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
