import { type Document } from "@gltf-transform/core";
import { SummariseModel } from "./modelSummary.js";
import { type IModelSummary } from "./modelSummary.types.js";
import { FindHeadBone } from "./places.js";
import { KindOf } from "./proposeParts.js";

/** A model in which a joint turns the head. */
export interface IPreparedModel {
    readonly model: IModelSummary;
    readonly poseBone: string;
    /** Whether the document was changed, so that it must be written anew. */
    readonly changed: boolean;
    readonly notes: readonly string[];
}

/** Name of the node that is put above a model without joints. */
const AddedNode = "head_pose";

/**
 * Finds the joint that turns the head, or puts a node above the model that does.
 * @param document the model; a node may be added
 * @returns what to call it
 */
export function PrepareModel(document: Document): IPreparedModel {
    const model = SummariseModel(document);
    const poseBone = FindHeadBone(model);
    if (poseBone !== undefined) {
        return { model, poseBone, changed: false, notes: [] };
    }
    const strongest = StrongestJoint(model);
    if (strongest !== undefined) {
        const notes = [`No joint has a name that says head: "${strongest}" moves most of the face and was taken.`];
        return { model, poseBone: strongest, changed: false, notes };
    }
    const scene = document.getRoot().getDefaultScene() ?? document.getRoot().listScenes()[0];
    const node = document.createNode(AddedNode);
    for (const child of scene.listChildren()) {
        scene.removeChild(child);
        node.addChild(child);
    }
    scene.addChild(node);
    return {
        model: SummariseModel(document),
        poseBone: AddedNode,
        changed: true,
        notes: [`The model has no skeleton: the node "${AddedNode}" was put above it, so that the head can turn.`],
    };
}

/** The joint with the largest weights on the face, by the meshes' names, or on everything. */
function StrongestJoint(model: IModelSummary): string | undefined {
    const skinned = model.meshes.filter(({ joints }) => joints.size > 0);
    const faces = skinned.filter(({ name }) => KindOf(name) === "skin");
    const sums = new Map<string, number>();
    for (const [name, weight] of (faces.length > 0 ? faces : skinned).flatMap(({ joints }) => [...joints])) {
        sums.set(name, (sums.get(name) ?? 0) + weight);
    }
    return [...sums].sort((a, b) => b[1] - a[1])[0]?.[0];
}
