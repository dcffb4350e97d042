import "@babylonjs/loaders/glTF/2.0/glTFLoader.js";
import "@babylonjs/loaders/glTF/2.0/Extensions/EXT_meshopt_compression.js";
import "@babylonjs/loaders/glTF/2.0/Extensions/EXT_texture_webp.js";
import "@babylonjs/loaders/glTF/2.0/Extensions/KHR_materials_ior.js";
import "@babylonjs/loaders/glTF/2.0/Extensions/KHR_materials_specular.js";
import "@babylonjs/loaders/glTF/2.0/Extensions/KHR_mesh_quantization.js";
import "@babylonjs/loaders/glTF/2.0/Extensions/KHR_texture_transform.js";
import { type AssetContainer } from "@babylonjs/core/assetContainer.js";
import { LoadAssetContainerAsync } from "@babylonjs/core/Loading/sceneLoader.js";
import { PBRMaterial } from "@babylonjs/core/Materials/PBR/pbrMaterial.js";
import { Mesh } from "@babylonjs/core/Meshes/mesh.js";
import { type TransformNode } from "@babylonjs/core/Meshes/transformNode.js";
import { type Scene } from "@babylonjs/core/scene.js";

import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IRigFile } from "./rigFile.types.js";

/** The glTF model of a rig, loaded, with its parts by the names that the rig uses. */
export interface IRigModel {
    readonly container: AssetContainer;
    /** Every mesh with geometry. */
    readonly meshes: readonly Mesh[];
    /** Meshes by glTF node name; a node of several primitives has several. */
    readonly meshesByName: ReadonlyMap<string, readonly Mesh[]>;
    readonly joints: ReadonlyMap<string, TransformNode>;
    readonly materials: ReadonlyMap<string, PBRMaterial>;
}

/**
 * Loads the model of a rig and adds it to a scene.
 * @param scene the scene
 * @param modelUrl URL of the glTF binary
 * @param rig the rig that the model belongs to
 * @returns the model; the caller disposes its container
 * @throws FaceCreatorError E_READ when it does not load, E_RIG_FORMAT when it lacks what the rig names
 */
export async function LoadRigModelAsync(scene: Scene, modelUrl: string, rig: IRigFile): Promise<IRigModel> {
    let container: AssetContainer;
    try {
        container = await LoadAssetContainerAsync(modelUrl, scene, { pluginExtension: ".glb" });
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new FaceCreatorError("E_READ", "the head's model did not load", modelUrl, `check the address and the file (${reason})`);
    }
    try {
        const model = IndexModel(container);
        CheckModel(model, rig);
        container.addAllToScene();
        return model;
    } catch (error) {
        container.dispose();
        throw error;
    }
}

function IndexModel(container: AssetContainer): IRigModel {
    const meshes = container.meshes.filter((mesh): mesh is Mesh => mesh instanceof Mesh && mesh.getTotalVertices() > 0);
    const meshesByName = new Map<string, Mesh[]>();
    for (const mesh of meshes) {
        const name = mesh.name.replace(/_primitive\d+$/, "");
        meshesByName.set(name, [...(meshesByName.get(name) ?? []), mesh]);
    }
    const joints = new Map<string, TransformNode>();
    for (const node of [
        ...container.transformNodes,
        ...container.skeletons.flatMap((skeleton) => skeleton.bones.map((bone) => bone.getTransformNode())),
    ]) {
        if (node) {
            joints.set(node.name, node);
        }
    }
    const materials = new Map<string, PBRMaterial>();
    for (const material of container.materials) {
        if (material instanceof PBRMaterial) {
            materials.set(material.name, material);
        }
    }
    return { container, meshes, meshesByName, joints, materials };
}

function CheckModel(model: IRigModel, rig: IRigFile): void {
    const targets = new Set<string>();
    for (const mesh of model.meshes) {
        const manager = mesh.morphTargetManager;
        for (let i = 0; manager && i < manager.numTargets; i++) {
            targets.add(manager.getTarget(i).name);
        }
    }
    const binds = [...rig.continuous, ...rig.nuisance.expressions].flatMap((parameter) => parameter.binds);
    for (const bind of binds) {
        if (bind.type === "morph") {
            Require(targets.has(bind.target), "morph target", bind.target);
        } else {
            Require(model.joints.has(bind.bone), "joint", bind.bone);
        }
    }
    Require(model.joints.has(rig.nuisance.pose.bone), "joint", rig.nuisance.pose.bone);
    const materials = [
        ...rig.colors.flatMap((color) => color.binds.map((bind) => bind.material)),
        ...rig.discrete.flatMap((block) => block.tints ?? []),
        ...Object.keys(rig.materials),
    ];
    for (const name of materials) {
        Require(model.materials.has(name), "material", name);
    }
    const shown = rig.discrete.flatMap((block) => block.options.flatMap((option) => option.show));
    for (const name of [
        ...shown,
        ...Object.keys(rig.labels),
        ...Object.keys(rig.alphaCutoff),
        ...Object.entries(rig.follow ?? {}).flat(),
    ]) {
        Require(model.meshesByName.has(name), "mesh", name);
    }
}

function Require(present: boolean, kind: string, name: string): void {
    if (!present) {
        throw new FaceCreatorError(
            "E_RIG_FORMAT",
            `the rig names a ${kind} that its model lacks:`,
            name,
            "correct the name in the rig file or in the glTF",
        );
    }
}
