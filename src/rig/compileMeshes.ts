import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";

/** Milliseconds after which meshes are shown ready or not: shaders may wait for what the host's scene never gets. */
const Patience = 3000;
/** Milliseconds between looks. */
const PollInterval = 16;

/**
 * Compiles the shaders of hidden meshes, so that they appear in the very frame in which they are enabled.
 * @param meshes the meshes
 */
export async function CompileAsync(meshes: readonly Mesh[]): Promise<void> {
    const start = performance.now();
    while (!meshes.every(IsReady) && performance.now() - start < Patience) {
        await new Promise((resolve) => setTimeout(resolve, PollInterval));
    }
}

function IsReady(mesh: Mesh): boolean {
    const { material } = mesh;
    return mesh.isDisposed() || !material || mesh.subMeshes.every((subMesh) => material.isReadyForSubMesh(mesh, subMesh, false));
}
