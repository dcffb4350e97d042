import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";
import { type Node } from "@babylonjs/core/node.js";
import { TransformNode } from "@babylonjs/core/Meshes/transformNode.js";
import { type Nullable } from "@babylonjs/core/types.js";
import { Matrix } from "@babylonjs/core/Maths/math.vector.js";
import { type IRigFraming } from "./rigFile.types.js";

/** Width of the band about the midline in which one side goes over into the other, as a share of the photo booth's picture: 1.9 cm on the default head. */
const BandShare = 0.06;

/** Tells how much a point belongs to the subject's left. */
export interface IMidline {
    /** Half the width of the band in metres. */
    readonly reach: number;
    /** The x of rig space is the product of these with x, y, z and 1 of the mesh's own space. */
    readonly row: readonly [number, number, number, number];
}

/**
 * Half the width of the band in which one side of a head goes over into the other.
 * @param framing the rig's
 * @returns metres
 */
export function MidlineReach({ fov, camera, pivot }: IRigFraming): number {
    return BandShare * (camera[2] - pivot[2]) * Math.tan((fov * Math.PI) / 360);
}

/**
 * The midline of the head in the space of a mesh.
 * @param mesh as it was loaded, in rest pose, not yet below a node of the host
 * @param reach of {@link MidlineReach}
 * @returns the midline
 */
export function FindMidline(mesh: Mesh, reach: number): IMidline {
    // Vertices of skinned meshes are in the model's space; the topmost node is the loader's, which turns the model for the scene.
    let toRig = Matrix.Identity();
    for (let node: Nullable<Node> = mesh.skeleton ? null : mesh; node instanceof TransformNode && node.parent; node = node.parent) {
        toRig = toRig.multiply(Matrix.Compose(node.scaling, node.rotationQuaternion ?? node.rotation.toQuaternion(), node.position));
    }
    return { reach, row: [toRig.m[0], toRig.m[4], toRig.m[8], toRig.m[12]] };
}

/**
 * How much each vertex belongs to the subject's left: 1 left of the band, 0 right of it, one half on the midline, without a bend between them.
 * @param rest positions in rest, three a vertex
 * @param midline of their mesh
 * @returns one share a vertex
 */
export function LeftShares(rest: ArrayLike<number>, { reach, row }: IMidline): Float64Array {
    return Float64Array.from({ length: rest.length / 3 }, (_, v) => {
        const x = row[0] * rest[3 * v] + row[1] * rest[3 * v + 1] + row[2] * rest[3 * v + 2] + row[3];
        const t = Math.min(1, Math.max(0, (x + reach) / (2 * reach)));
        return t * t * (3 - 2 * t);
    });
}
