import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";

import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IBoothTarget } from "./boothTargets.js";

/** Milliseconds between looks. */
const PollInterval = 10;

/** Milliseconds after which textures or shaders are taken for broken. */
const Patience = 120_000;

/**
 * Waits until everything that is visible can be drawn: Babylon leaves out, without a word, what is not ready.
 * @param meshes meshes of the head; hidden ones are not waited for
 * @param target where they will be drawn
 * @throws FaceCreatorError E_READ when something does not become ready
 */
export async function WhenDrawableAsync(meshes: readonly Mesh[], target: IBoothTarget): Promise<void> {
    const start = performance.now();
    for (let waiting = FindWaiting(meshes, target); waiting; waiting = FindWaiting(meshes, target)) {
        const broken = waiting.getScene().textures.find((texture) => texture.loadingError);
        if (broken) {
            throw new FaceCreatorError("E_READ", "a texture of the head did not load:", broken.name, "check the address and the file");
        }
        if (performance.now() - start > Patience) {
            throw new FaceCreatorError(
                "E_READ",
                "a mesh of the head does not become ready:",
                waiting.name,
                "check that its textures load and its shaders compile",
            );
        }
        await new Promise((resolve) => setTimeout(resolve, PollInterval));
    }
}

function FindWaiting(meshes: readonly Mesh[], target: IBoothTarget): Mesh | undefined {
    return meshes.find(
        (mesh) => mesh.isEnabled() && (mesh.layerMask & target.layer) !== 0 && !IsDrawable(mesh, target.texture.renderPassId),
    );
}

function IsDrawable(mesh: Mesh, renderPassId: number): boolean {
    const engine = mesh.getEngine();
    const before = engine.currentRenderPassId;
    engine.currentRenderPassId = renderPassId;
    try {
        const material = mesh.getMaterialForRenderPass(renderPassId) ?? mesh.material;
        return mesh.subMeshes.every((subMesh) => material?.isReadyForSubMesh(mesh, subMesh, false) ?? true);
    } finally {
        engine.currentRenderPassId = before;
    }
}
