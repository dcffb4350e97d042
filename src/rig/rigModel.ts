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
    readonly meshes: Mesh[];
    /** Meshes by glTF node name; a node of several primitives has several. */
    readonly meshesByName: Map<string, readonly Mesh[]>;
    readonly joints: ReadonlyMap<string, TransformNode>;
    readonly materials: Map<string, PBRMaterial>;
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
    const model = await LoadModelAsync(scene, modelUrl, modelUrl);
    try {
        CheckModel(model, rig);
        model.container.addAllToScene();
        return model;
    } catch (error) {
        model.container.dispose();
        throw error;
    }
}

/**
 * Loads a glTF binary without adding it to the scene.
 * @param scene the scene
 * @param source its URL or its bytes
 * @param url its URL, for errors
 * @returns the model; the caller disposes its container
 * @throws FaceCreatorError E_READ when it does not load
 */
export async function LoadModelAsync(scene: Scene, source: string | Uint8Array<ArrayBuffer>, url: string): Promise<IRigModel> {
    let container: AssetContainer;
    try {
        // Some pieces hold only pictures that the materials of others share.
        const pluginOptions = { gltf: { loadAllMaterials: typeof source !== "string" } };
        container = await LoadAssetContainerAsync(source, scene, { pluginExtension: ".glb", pluginOptions });
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new FaceCreatorError("E_READ", "the head's model did not load", url, `check the address and the file (${reason})`);
    }
    return IndexModel(container);
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

/** What pieces bring is checked when they are loaded. */
function CheckModel(model: IRigModel, rig: IRigFile): void {
    const pieces = rig.pieces ?? [];
    const later = {
        meshes: new Set(pieces.flatMap(({ meshes }) => meshes)),
        materials: new Set(pieces.flatMap(({ materials }) => materials)),
    };
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
        Require(model.materials.has(name) || later.materials.has(name), "material", name);
    }
    const shown = rig.discrete.flatMap((block) => block.options.flatMap((option) => option.show));
    const glasses = rig.glasses?.styles.flatMap(({ frame, lenses }) => [frame, lenses]) ?? [];
    for (const name of [
        ...shown,
        ...glasses,
        ...(rig.glasses ? [rig.glasses.skin] : []),
        ...Object.keys(rig.labels),
        ...Object.keys(rig.alphaCutoff),
        ...Object.entries(rig.follow ?? {}).flat(),
    ]) {
        Require(model.meshesByName.has(name) || later.meshes.has(name), "mesh", name);
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
