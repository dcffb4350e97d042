import { type IOperator } from "./operator.js";

/** Joints and weights of a vertex, at most four, weights sum to 1. */
export type VertexSkin = readonly (readonly [joint: number, weight: number])[];

/** A mesh of the head before it is written; lengths in decimetres. */
export interface IBuiltMesh {
    /** glTF node name. */
    readonly name: string;
    /** glTF material name. */
    readonly material: string;
    /** From base vertices to the mesh's vertices; morphs pass through it. */
    readonly operator: IOperator;
    readonly positions: Float32Array;
    readonly normals: Float32Array;
    /** From the top left. */
    readonly uv: Float32Array;
    readonly indices: Uint32Array;
    readonly skin: readonly VertexSkin[];
    /** Morph targets that move the whole mesh by less than this are left out, decimetres. */
    readonly morphThreshold: number;
    /** Four vertices of the head for each vertex, whose mean motion moves it; no morph target but its own moves it then. */
    readonly follow?: Uint32Array;
    /** False for hair: expressions do not move it. */
    readonly expressions: boolean;
    /** Absolute path of the source's picture. */
    readonly sourceTexture?: string;
    /** Name of an earlier mesh whose geometry this one has: it is stored once. */
    readonly geometryOf?: string;
    /** Alpha of overlays, one value a vertex. */
    readonly alpha?: Float32Array;
    /** Glasses: how each vertex follows the fit (rig/glassesFit), two values a vertex. */
    readonly fit?: Float32Array;
    /** Linear tint and alpha 0..1 that the picture is multiplied by, four values a vertex. */
    readonly tint?: Float32Array;
}

/** A morph target: displacements of the base vertices. */
export interface IMorph {
    /** glTF morph target name. */
    readonly name: string;
    /** Decimetres at influence 1, three values a base vertex. */
    readonly delta: Float32Array;
    readonly expression: boolean;
    /** Displacements of the own vertices of some meshes instead, by mesh name, decimetres; no other mesh moves. */
    readonly own?: ReadonlyMap<string, Float32Array>;
}
