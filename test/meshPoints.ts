import { Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { type AbstractMesh } from "@babylonjs/core/Meshes/abstractMesh.js";

/**
 * The points of a mesh as they are drawn: after skeleton and morph targets.
 * @param mesh the mesh
 * @returns points in the scene's frame
 */
export function Points(mesh: AbstractMesh): Vector3[] {
    mesh.skeleton?.prepare(true);
    const world = mesh.computeWorldMatrix(true);
    const positions = mesh.getPositionData(true, true) ?? [];
    return Array.from({ length: positions.length / 3 }, (_, v) => Vector3.TransformCoordinates(Vector3.FromArray(positions, 3 * v), world));
}

/**
 * How far two meshes of the same vertices are apart.
 * @param a points of the one
 * @param b points of the other, as many
 * @returns the largest distance of a pair, m
 */
export function LargestDistance(a: readonly Vector3[], b: readonly Vector3[]): number {
    if (a.length !== b.length || a.length === 0) {
        throw new Error(`${a.length} points cannot be compared with ${b.length}`);
    }
    return a.reduce((most, point, i) => Math.max(most, Vector3.Distance(point, b[i])), 0);
}
