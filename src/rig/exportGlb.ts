import "@babylonjs/serializers/glTF/2.0/Extensions/EXT_texture_webp.js";
import "@babylonjs/serializers/glTF/2.0/Extensions/KHR_materials_anisotropy.js";
import "@babylonjs/serializers/glTF/2.0/Extensions/KHR_materials_ior.js";
import "@babylonjs/serializers/glTF/2.0/Extensions/KHR_materials_specular.js";
import "@babylonjs/serializers/glTF/2.0/Extensions/KHR_texture_transform.js";
import { type Node } from "@babylonjs/core/node.js";
import { Scene } from "@babylonjs/core/scene.js";
import { type Nullable } from "@babylonjs/core/types.js";
import { GLTF2Export } from "@babylonjs/serializers/glTF/2.0/glTFSerializer.js";
import { type IFace } from "../face/face.types.js";
import { AddExpressionTargets } from "./expressionTargets.js";
import { HeadRig } from "./HeadRig.js";
import { MakeTargetsSparse } from "./sparseTargets.js";

const FileName = "head.glb";

/**
 * Makes a finished character of a head and a face: one glTF binary that shows it without this package. The face is baked into vertices and joints, only the
 * chosen options are in it, with the glasses that the head wears, the skeleton keeps its names, and each expression is a sparse morph target of its name on every mesh that it moves.
 * Gaze is a morph target too; turning the eyes' joints is more exact between 0 and 1. What glTF cannot say is left out: drawing order and depth offsets of
 * layers on the skin, and light that is added (the cornea).
 *
 * An entry of its own, `babylon-face-creator/exportGlb`, since it needs the package @babylonjs/serializers.
 * @param head the head; it and its scene stay as they are, a copy is loaded beside
 * @param face the face; default: what the head shows
 * @returns the bytes of the file, in metres, +y up, the face to +z
 * @throws FaceCreatorError E_READ or E_RIG_FORMAT when a file of the head does not load, E_RIG_MISMATCH when the face belongs to another head
 */
export async function ExportGlbAsync(head: HeadRig, face: IFace = head.face): Promise<Uint8Array<ArrayBuffer>> {
    const { rig, modelUrl, baseUrl } = head;
    const scene = new Scene(head.root.getScene().getEngine(), { virtual: true });
    scene.useRightHandedSystem = true;
    try {
        const copy = await HeadRig.CreateAsync(scene, { rig, modelUrl, baseUrl }, { compileOptions: false });
        await copy.loadFaceAsync(face);
        copy.applyFace(face);
        if (head.glasses !== null) {
            await copy.loadGlassesAsync(head.glasses);
            copy.glasses = head.glasses;
        }
        const meshes = copy.meshes.filter((mesh) => mesh.isEnabled(false));
        const joints = scene.skeletons.flatMap(({ bones }) => bones.map((bone): Nullable<Node> => bone.getTransformNode()));
        const kept = new Set<Nullable<Node>>([...meshes, ...joints]);
        AddExpressionTargets(copy, meshes);
        for (const node of copy.root.getChildren()) {
            // The glTF loader's own name.
            node.name = rig.id;
        }
        const data = await GLTF2Export.GLBAsync(scene, FileName, {
            exportWithoutWaitingForScene: true,
            // The loader leaves an empty node for each skinned mesh.
            shouldExportNode: (node: Node) => kept.has(node) || node.getDescendants(false).some((one) => kept.has(one)),
        });
        return MakeTargetsSparse(new Uint8Array(await new Blob([data.files[FileName]]).arrayBuffer()));
    } finally {
        scene.dispose();
    }
}
