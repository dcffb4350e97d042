import { type RenderTargetTexture } from "@babylonjs/core/Materials/Textures/renderTargetTexture.js";
import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";

import { FaceCreatorError } from "../face/faceCreatorError.js";

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
export async function WhenDrawableAsync(meshes: readonly Mesh[], target: RenderTargetTexture): Promise<void> {
    const start = performance.now();
    for (let waiting = FindWaiting(meshes, target); waiting; waiting = FindWaiting(meshes, target)) {
        if (performance.now() - start > Patience) {
            throw new FaceCreatorError("E_READ", "a mesh of the head does not become ready:", waiting.name, "check that its textures load and its shaders compile");
        }
        await new Promise((resolve) => setTimeout(resolve, PollInterval));
    }
}

function FindWaiting(meshes: readonly Mesh[], target: RenderTargetTexture): Mesh | undefined {
    const visible = (target.renderList as readonly Mesh[] | null) ?? meshes;
    return visible.find((mesh) => mesh.isEnabled() && !IsDrawable(mesh, target));
}

function IsDrawable(mesh: Mesh, target: RenderTargetTexture): boolean {
    const engine = mesh.getEngine();
    const before = engine.currentRenderPassId;
    engine.currentRenderPassId = target.renderPassId;
    try {
        const material = mesh.getMaterialForRenderPass(target.renderPassId) ?? mesh.material;
        return mesh.subMeshes.every((subMesh) => material?.isReadyForSubMesh(mesh, subMesh, false) ?? true);
    } finally {
        engine.currentRenderPassId = before;
    }
}
