/** A point or direction in rig space, metres. */
export type Vector = readonly [number, number, number];

/** A morph target of a mesh, as far as a rig needs it. */
export interface IModelTarget {
    readonly name: string;
    /** Farthest that it moves a vertex at influence 1, metres. */
    readonly reach: number;
    /** Mean place of the vertices that it moves, weighted by how far; undefined where it moves none. */
    readonly centre: Vector | undefined;
}

/** A node with geometry. */
export interface IModelMesh {
    /** Name of the glTF node: what rig files call a mesh. */
    readonly name: string;
    /** Names of its primitives' materials. */
    readonly materials: readonly string[];
    /** Rest positions of all its vertices in rig space, skinned where the mesh is, three a vertex. */
    readonly positions: Float32Array;
    readonly targets: readonly IModelTarget[];
    /** Sum of the skinning weights by joint name; empty where the mesh is not skinned. */
    readonly joints: ReadonlyMap<string, number>;
    /** Joint of the largest weight of each vertex; empty where the mesh is not skinned. */
    readonly dominant: readonly string[];
    readonly hasUv: boolean;
    /** The bone that the mesh hangs on. */
    readonly above: string | undefined;
}

/** A node that a rig can name as a bone. */
export interface IModelBone {
    readonly name: string;
    /** Name of the node above it, as far as that is one of the bones. */
    readonly parent: string | undefined;
    readonly position: Vector;
    /** Its local axes in rig space, of length 1. */
    readonly axes: readonly [Vector, Vector, Vector];
    /** How much larger a metre along each axis of its parent is in rig space. */
    readonly parentScale: number;
}

/** A material of the model. */
export interface IModelMaterial {
    readonly name: string;
    /** Linear factor of its base colour. */
    readonly color: readonly [number, number, number];
    readonly isTextured: boolean;
    /** Whether its alpha is tested or blended. */
    readonly isTransparent: boolean;
}

/** What a model holds, in the names by which rig files speak of it. */
export interface IModelSummary {
    readonly meshes: readonly IModelMesh[];
    readonly bones: readonly IModelBone[];
    readonly materials: readonly IModelMaterial[];
    /** Names that two nodes or two materials share, so that a rig cannot tell them apart. */
    readonly ambiguous: readonly string[];
}

/** A box in rig space. */
export interface IBounds {
    readonly minimum: Vector;
    readonly maximum: Vector;
}
