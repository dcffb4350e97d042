import { type Document, type mat4, type Node, type Primitive } from "@gltf-transform/core";
import { Direction, Length, Multiply, TransformPoint } from "./matrix.js";
import {
    type IModelBone,
    type IModelMaterial,
    type IModelMesh,
    type IModelSummary,
    type IModelTarget,
    type Vector,
} from "./modelSummary.types.js";

/** A vertex's place in rig space, and what turns a displacement of it into rig space. */
type VertexMatrix = (vertex: number) => mat4;

/**
 * Reads out of a glTF what a rig needs to know of it.
 * @param document the model
 * @returns its meshes, bones and materials
 */
export function SummariseModel(document: Document): IModelSummary {
    const root = document.getRoot();
    const nodes = root.listNodes();
    const joints = new Set(root.listSkins().flatMap((skin) => skin.listJoints()));
    const bones = nodes.filter((node) => joints.has(node) || !node.getMesh());
    const materials = root.listMaterials();
    const named = new Set(bones);
    return {
        meshes: nodes.filter((node) => node.getMesh()).map(SummariseMesh),
        bones: bones.map((node) => SummariseBone(node, named)),
        materials: materials.map((material): IModelMaterial => ({
            name: material.getName(),
            color: material.getBaseColorFactor().slice(0, 3) as [number, number, number],
            isTextured: material.getBaseColorTexture() !== null,
            isTransparent: material.getAlphaMode() !== "OPAQUE",
        })),
        ambiguous: [
            ...Twice(nodes.filter((node) => node.getMesh()).map((node) => node.getName())),
            ...Twice(bones.map((node) => node.getName())),
            ...Twice(materials.map((material) => material.getName())),
        ],
    };
}

function Twice(names: readonly string[]): string[] {
    return [...new Set(names.filter((name, i) => name !== "" && names.indexOf(name) !== i))];
}

function SummariseBone(node: Node, named: ReadonlySet<Node>): IModelBone {
    const matrix = node.getWorldMatrix();
    const parent = node.getParentNode();
    const above = parent?.getWorldMatrix();
    return {
        name: node.getName(),
        parent: parent && named.has(parent) ? parent.getName() : undefined,
        position: [matrix[12], matrix[13], matrix[14]],
        axes: [Direction(matrix, 0), Direction(matrix, 1), Direction(matrix, 2)],
        parentScale: above ? (Length(above, 0) + Length(above, 1) + Length(above, 2)) / 3 : 1,
    };
}

function SummariseMesh(node: Node): IModelMesh {
    const primitives = node.getMesh()!.listPrimitives();
    const counts = primitives.map((primitive) => primitive.getAttribute("POSITION")?.getCount() ?? 0);
    const positions = new Float32Array(3 * counts.reduce((sum, count) => sum + count, 0));
    const joints = new Map<string, number>();
    const dominant: string[] = [];
    const targets = new Map<string, Moves>();
    let offset = 0;
    primitives.forEach((primitive, p) => {
        const matrixOf = VertexMatrices(node, primitive, joints, dominant);
        const source = primitive.getAttribute("POSITION");
        for (let i = 0; i < counts[p]; i++) {
            positions.set(TransformPoint(matrixOf(i), source!.getElement(i, []) as unknown as Vector), offset + 3 * i);
        }
        for (const target of primitive.listTargets()) {
            const moves = targets.get(target.getName()) ?? new Moves();
            targets.set(target.getName(), moves);
            const deltas = target.getAttribute("POSITION");
            for (let i = 0; deltas && i < deltas.getCount(); i++) {
                const delta = deltas.getElement(i, []) as unknown as Vector;
                if (delta[0] !== 0 || delta[1] !== 0 || delta[2] !== 0) {
                    moves.add(TransformPoint(matrixOf(i), delta, 0), positions.subarray(offset + 3 * i, offset + 3 * i + 3));
                }
            }
        }
        offset += 3 * counts[p];
    });
    return {
        name: node.getName() || node.getMesh()!.getName(),
        materials: primitives.map((primitive) => primitive.getMaterial()?.getName() ?? ""),
        positions,
        targets: [...targets].map(([name, moves]) => moves.result(name)),
        joints,
        dominant,
        hasUv: primitives.every((primitive) => primitive.getAttribute("TEXCOORD_0") !== null),
        above: node.getSkin() ? undefined : node.getParentNode()?.getName(),
    };
}

/** Gathers how far and where a morph target moves vertices. */
class Moves {
    private _reach = 0;
    private _weight = 0;
    private readonly _sum = [0, 0, 0];

    /** Counts one vertex. */
    public add(delta: Vector, place: ArrayLike<number>): void {
        const length = Math.hypot(...delta);
        this._reach = Math.max(this._reach, length);
        this._weight += length;
        this._sum.forEach((_, c) => (this._sum[c] += length * place[c]));
    }

    /** The target in numbers. */
    public result(name: string): IModelTarget {
        const centre = this._weight > 0 ? (this._sum.map((value) => value / this._weight) as unknown as Vector) : undefined;
        return { name, reach: this._reach, centre };
    }
}

/** The matrix of every vertex; fills in what is known of the skinning. */
function VertexMatrices(node: Node, primitive: Primitive, joints: Map<string, number>, dominant: string[]): VertexMatrix {
    const skin = node.getSkin();
    const indices = primitive.getAttribute("JOINTS_0");
    const weights = primitive.getAttribute("WEIGHTS_0");
    if (!skin || !indices || !weights) {
        const matrix = node.getWorldMatrix();
        return () => matrix;
    }
    const inverse = skin.getInverseBindMatrices();
    const list = skin.listJoints();
    const moved = list.map((joint, i) =>
        inverse ? Multiply(joint.getWorldMatrix(), inverse.getElement(i, new Array<number>(16)) as mat4) : joint.getWorldMatrix(),
    );
    for (let i = 0; i < indices.getCount(); i++) {
        const [which, much] = [indices.getElement(i, []), weights.getElement(i, [])] as [number[], number[]];
        which.forEach((joint, k) => {
            if (much[k] > 0) {
                const name = list[joint].getName();
                joints.set(name, (joints.get(name) ?? 0) + much[k]);
            }
        });
        dominant.push(list[which[much.indexOf(Math.max(...much))]].getName());
    }
    return (vertex) => {
        const [which, much] = [indices.getElement(vertex, []), weights.getElement(vertex, [])] as [number[], number[]];
        const matrix = new Array<number>(16).fill(0);
        which.forEach((joint, k) => {
            if (much[k] > 0) {
                moved[joint].forEach((value, c) => (matrix[c] += much[k] * value));
            }
        });
        return matrix as mat4;
    };
}
