import { VertexBuffer } from "@babylonjs/core/Buffers/buffer.js";
import { Matrix, Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";
import { MorphTarget } from "@babylonjs/core/Morph/morphTarget.js";
import { MorphTargetManager } from "@babylonjs/core/Morph/morphTargetManager.js";
import { type HeadRig } from "./HeadRig.js";

/** Moves shorter than this (metres) and turns of normals below it are no move. */
const SmallestMove = 1e-6;

/** A mesh at one moment: its vertices, and the matrices that its skeleton puts them through. */
interface IShape {
    readonly positions: Float32Array;
    readonly normals: Float32Array;
    readonly bones: Float32Array;
}

/**
 * Gives meshes of a head a morph target for each of its expressions, named as the expression: what the expression does to this very face at weight 1, with
 * what bones do (the eyes' gaze) put into the vertices. A mesh gets only targets that move it.
 * @param head the head, which shows the face; neutral and in rest pose afterwards
 * @param meshes some of its meshes
 */
export function AddExpressionTargets(head: HeadRig, meshes: readonly Mesh[]): void {
    head.applyNuisance({});
    const { expressions } = head.rig.nuisance;
    const neutral = meshes.map(ReadShape);
    const shapes = expressions.map(({ id }) => {
        head.applyNuisance({ expression: { [id]: 1 } });
        return meshes.map(ReadShape);
    });
    head.applyNuisance({});
    const scene = head.root.getScene();
    meshes.forEach((mesh, m) => {
        const manager = new MorphTargetManager(scene);
        // Nothing draws them: what the GPU needs is not made.
        manager.areUpdatesFrozen = true;
        expressions.forEach(({ id }, e) => {
            const shape = shapes[e][m];
            PutBonesIntoVertices(mesh, neutral[m], shape);
            if (Differ(shape.positions, neutral[m].positions)) {
                const target = new MorphTarget(id, 0, scene);
                target.setPositions(shape.positions);
                target.setNormals(shape.normals);
                manager.addTarget(target);
            }
        });
        if (manager.numTargets > 0) {
            mesh.morphTargetManager = manager;
        }
    });
}

function ReadShape(mesh: Mesh): IShape {
    const values = (kind: string): Float32Array => Float32Array.from(mesh.getVerticesData(kind) ?? []);
    mesh.skeleton?.prepare(true);
    return {
        positions: values(VertexBuffer.PositionKind),
        normals: values(VertexBuffer.NormalKind),
        bones: Float32Array.from(mesh.skeleton?.getTransformMatrices(mesh) ?? []),
    };
}

/** Moves the vertices of a shape so that the neutral skeleton puts them where its own does. */
function PutBonesIntoVertices(mesh: Mesh, neutral: IShape, { positions, normals, bones }: IShape): void {
    const indices = mesh.getVerticesData(VertexBuffer.MatricesIndicesKind);
    const weights = mesh.getVerticesData(VertexBuffer.MatricesWeightsKind);
    if (!indices || !weights || !Differ(bones, neutral.bones)) {
        return;
    }
    const [from, to] = [new Matrix(), new Matrix()];
    const point = new Vector3();
    for (let v = 0; 3 * v < positions.length; v++) {
        const joints = [0, 1, 2, 3].map((k) => ({ bone: 16 * indices[4 * v + k], weight: weights[4 * v + k] }));
        if (
            joints.every(
                ({ bone, weight }) => weight === 0 || !Differ(bones.subarray(bone, bone + 16), neutral.bones.subarray(bone, bone + 16)),
            )
        ) {
            continue;
        }
        const sum = (matrices: Float32Array, i: number): number =>
            joints.reduce((total, { bone, weight }) => total + weight * matrices[bone + i], 0);
        Matrix.FromArrayToRef(
            Array.from({ length: 16 }, (_, i) => sum(neutral.bones, i)),
            0,
            from,
        );
        Matrix.FromArrayToRef(
            Array.from({ length: 16 }, (_, i) => sum(bones, i)),
            0,
            to,
        );
        const move = to.multiply(from.invert());
        Vector3.TransformCoordinatesToRef(Vector3.FromArray(positions, 3 * v), move, point).toArray(positions, 3 * v);
        Vector3.TransformNormalToRef(Vector3.FromArray(normals, 3 * v), move, point)
            .normalize()
            .toArray(normals, 3 * v);
    }
}

function Differ(a: Float32Array, b: Float32Array): boolean {
    return a.some((value, i) => Math.abs(value - b[i]) > SmallestMove);
}
