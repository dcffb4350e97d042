import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Document, NodeIO, type Node } from "@gltf-transform/core";
import { EXTTextureWebP, KHRMeshQuantization, KHRTextureTransform } from "@gltf-transform/extensions";
import { ParseRigFile } from "../../src/rig/rigFile.js";
import { type IRigFile, type RigBind } from "../../src/rig/rigFile.types.js";

/** Meshes whose motion counts as the motion of a parameter; of the brow styles, the first. */
const FieldMeshes: readonly string[] = ["head", "sclera", "iris", "cornea", "lashes", "brow_brow001"];

/** The displacement fields of a built head's parameters. */
export interface IHeadFields {
    readonly rig: IRigFile;
    /** One a parameter, in rig order: where each vertex is at the value 1 less where it is at the value 0, metres, to first order in the bones. */
    readonly fields: readonly Float32Array[];
}

interface IReadMesh {
    readonly positions: ArrayLike<number>;
    readonly joints: ArrayLike<number>;
    readonly weights: ArrayLike<number>;
    readonly targets: ReadonlyMap<string, ArrayLike<number>>;
    readonly jointNodes: readonly Node[];
}

function Values(
    accessor: { getCount(): number; getElementSize(): number; getElement(i: number, out: number[]): number[] } | null,
): Float32Array {
    if (accessor === null) {
        throw new Error("the built head lacks an attribute");
    }
    const size = accessor.getElementSize();
    const out = new Float32Array(accessor.getCount() * size);
    const element: number[] = [];
    for (let i = 0; i < accessor.getCount(); i++) {
        accessor.getElement(i, element).forEach((x, c) => (out[i * size + c] = x));
    }
    return out;
}

function ReadMesh(document: Document, name: string): IReadMesh {
    const node = document
        .getRoot()
        .listNodes()
        .find((n) => n.getName() === name && n.getMesh() !== null);
    const mesh = node?.getMesh();
    const [primitive] = mesh?.listPrimitives() ?? [];
    if (!node || !mesh) {
        throw new Error(`the built head has no mesh ${name}`);
    }
    return {
        positions: Values(primitive.getAttribute("POSITION")),
        joints: Values(primitive.getAttribute("JOINTS_0")),
        weights: Values(primitive.getAttribute("WEIGHTS_0")),
        targets: new Map(primitive.listTargets().map((target) => [target.getName(), Values(target.getAttribute("POSITION"))])),
        jointNodes: node.getSkin()?.listJoints() ?? [],
    };
}

function AddBind(mesh: IReadMesh, bind: RigBind, out: Float32Array): void {
    const range = bind.high - bind.low;
    if (bind.type === "morph") {
        const target = mesh.targets.get(bind.target);
        for (let i = 0; target && i < target.length; i++) {
            out[i] += range * target[i];
        }
        return;
    }
    const joint = mesh.jointNodes.findIndex((node) => node.getName() === bind.bone);
    const origin = mesh.jointNodes[joint].getWorldTranslation();
    const axis = "xyz".indexOf(bind.axis);
    const [u, v] = [(axis + 1) % 3, (axis + 2) % 3];
    for (let i = 0; i < mesh.positions.length / 3; i++) {
        let weight = 0;
        for (let k = 0; k < 4; k++) {
            weight += mesh.joints[i * 4 + k] === joint ? mesh.weights[i * 4 + k] : 0;
        }
        const from = (c: number): number => mesh.positions[i * 3 + c] - origin[c];
        if (weight === 0) {
            continue;
        }
        if (bind.property === "rotation") {
            out[i * 3 + u] -= weight * range * from(v);
            out[i * 3 + v] += weight * range * from(u);
        } else {
            out[i * 3 + axis] += weight * range * (bind.property === "scale" ? from(axis) : 1);
        }
    }
}

/**
 * Reads a built head and works out how each parameter moves skin, eyes, lashes and brow.
 * @param folder folder of `head.glb` and `head.rig.json`
 * @returns the fields
 */
export async function ReadHeadFieldsAsync(folder: string): Promise<IHeadFields> {
    const rig = ParseRigFile(JSON.parse(readFileSync(join(folder, "head.rig.json"), "utf8")));
    const io = new NodeIO().registerExtensions([EXTTextureWebP, KHRMeshQuantization, KHRTextureTransform]);
    const document = await io.read(join(folder, rig.model));
    const meshes = FieldMeshes.map((name) => ReadMesh(document, name));
    const length = meshes.reduce((sum, mesh) => sum + mesh.positions.length, 0);
    const fields = rig.continuous.map(({ binds }) => {
        const field = new Float32Array(length);
        let at = 0;
        for (const mesh of meshes) {
            const part = field.subarray(at, at + mesh.positions.length);
            // A one-sided target counts from its own end: the difference of the two ends is what the whole range moves.
            binds.forEach((bind) => AddBind(mesh, bind, part));
            at += mesh.positions.length;
        }
        return field;
    });
    return { rig, fields };
}

/**
 * Cosines between fields, each taken with unit Euclidean norm over all its vertices.
 * @param fields displacement fields
 * @returns the Gram matrix, row by row
 */
export function CosineMatrix(fields: readonly Float32Array[]): Float64Array[] {
    const norms = fields.map((field) => Math.sqrt(field.reduce((sum, x) => sum + x * x, 0)));
    // Most fields are small patches: sums run over the entries that move.
    const moving = fields.map((field) => Uint32Array.from(field.keys()).filter((i) => field[i] !== 0));
    const rows = fields.map(() => new Float64Array(fields.length));
    for (let a = 0; a < fields.length; a++) {
        for (let b = 0; b <= a; b++) {
            const [few, many] = moving[a].length < moving[b].length ? [a, b] : [b, a];
            let sum = 0;
            for (const i of moving[few]) {
                sum += fields[few][i] * fields[many][i];
            }
            rows[a][b] = rows[b][a] = sum / (norms[a] * norms[b]);
        }
    }
    return rows;
}

/**
 * Eigenvalues of a symmetric matrix by cyclic Jacobi rotations.
 * @param matrix the matrix, row by row; left as it is
 * @returns the eigenvalues, largest first
 */
export function SymmetricEigenvalues(matrix: readonly Float64Array[]): number[] {
    const n = matrix.length;
    const a = matrix.map((row) => row.slice());
    for (let sweep = 0; sweep < 30; sweep++) {
        let off = 0;
        for (let p = 0; p < n; p++) {
            for (let q = p + 1; q < n; q++) {
                off += a[p][q] ** 2;
                if (Math.abs(a[p][q]) < 1e-12) {
                    continue;
                }
                const theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
                const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
                const c = 1 / Math.sqrt(t * t + 1);
                const s = t * c;
                for (let k = 0; k < n; k++) {
                    const [x, y] = [a[k][p], a[k][q]];
                    a[k][p] = c * x - s * y;
                    a[k][q] = s * x + c * y;
                }
                for (let k = 0; k < n; k++) {
                    const [x, y] = [a[p][k], a[q][k]];
                    a[p][k] = c * x - s * y;
                    a[q][k] = s * x + c * y;
                }
            }
        }
        if (off < 1e-16) {
            break;
        }
    }
    return a.map((row, i) => row[i]).sort((x, y) => y - x);
}
