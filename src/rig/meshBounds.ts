import { Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";

/**
 * Bounds of deformed vertices.
 * @param mesh gets them
 * @param positions three a vertex
 */
export function UpdateBounds(mesh: Mesh, positions: Float32Array): void {
    const minimum = new Vector3(Infinity, Infinity, Infinity);
    const maximum = new Vector3(-Infinity, -Infinity, -Infinity);
    for (let i = 0; i < positions.length; i += 3) {
        minimum.minimizeInPlaceFromFloats(positions[i], positions[i + 1], positions[i + 2]);
        maximum.maximizeInPlaceFromFloats(positions[i], positions[i + 1], positions[i + 2]);
    }
    mesh.buildBoundingInfo(minimum, maximum, mesh.getWorldMatrix());
}
