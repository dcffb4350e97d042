import { BoundingBox } from "@babylonjs/core/Culling/boundingBox.js";
import { TmpVectors, Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";

/**
 * Bounds of deformed vertices. Allocates nothing.
 * @param mesh gets them
 * @param positions three a vertex
 */
export function UpdateBounds(mesh: Mesh, positions: Float32Array): void {
    // One by one: of what is taken out of an array the compiler does not know that it is a number, and boxes every coordinate.
    let minX = Infinity;
    let minY = Infinity;
    let minZ = Infinity;
    let maxX = -Infinity;
    let maxY = -Infinity;
    let maxZ = -Infinity;
    for (let i = 0; i < positions.length; i += 3) {
        const x = positions[i];
        const y = positions[i + 1];
        const z = positions[i + 2];
        minX = x < minX ? x : minX;
        maxX = x > maxX ? x : maxX;
        minY = y < minY ? y : minY;
        maxY = y > maxY ? y : maxY;
        minZ = z < minZ ? z : minZ;
        maxZ = z > maxZ ? z : maxZ;
    }
    const info = mesh.getBoundingInfo();
    const minimum = TmpVectors.Vector3[0].set(minX, minY, minZ);
    const maximum = TmpVectors.Vector3[1].set(maxX, maxY, maxZ);
    info.reConstruct(minimum, maximum, mesh.getWorldMatrix());
}

/**
 * Bounds of the meshes that are shown.
 * @param meshes some meshes
 * @returns a new box in world space
 */
export function BoundsOfEnabled(meshes: readonly Mesh[]): BoundingBox {
    const minimum = new Vector3(Infinity, Infinity, Infinity);
    const maximum = new Vector3(-Infinity, -Infinity, -Infinity);
    for (const mesh of meshes) {
        if (mesh.isEnabled()) {
            mesh.computeWorldMatrix(true);
            const box = mesh.getBoundingInfo().boundingBox;
            minimum.minimizeInPlace(box.minimumWorld);
            maximum.maximizeInPlace(box.maximumWorld);
        }
    }
    return new BoundingBox(minimum, maximum);
}
