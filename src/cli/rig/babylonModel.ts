import { Document, type Accessor, type GLTF, type Material, type Node, type Skin, type TypedArray } from "@gltf-transform/core";

/** The parts of a `.babylon` file that make a head. Matrices are Babylon's: rows of 4, left-handed, vectors on the left. */
interface IBabylonFile {
    readonly meshes?: readonly IBabylonMesh[];
    readonly skeletons?: readonly { readonly id: number; readonly bones: readonly IBabylonBone[] }[];
    readonly materials?: readonly { readonly id: string; readonly name: string; readonly albedo?: number[]; readonly diffuse?: number[] }[];
    readonly morphTargetManagers?: readonly { readonly id: number; readonly targets: readonly IBabylonTarget[] }[];
    readonly useRightHandedSystem?: boolean;
}

interface IBabylonMesh {
    readonly name: string;
    readonly positions?: number[];
    readonly normals?: number[];
    readonly uvs?: number[];
    readonly indices?: number[];
    readonly matricesIndices?: number[];
    readonly matricesWeights?: number[];
    readonly position?: number[];
    readonly rotationQuaternion?: number[];
    readonly scaling?: number[];
    readonly materialId?: string;
    readonly skeletonId?: number;
    readonly morphTargetManagerId?: number;
}

interface IBabylonBone {
    readonly name: string;
    readonly parentBoneIndex: number;
    /** Against its parent. */
    readonly matrix: number[];
}

interface IBabylonTarget {
    readonly name: string;
    readonly positions: number[];
}

/**
 * Turns a `.babylon` file into a glTF: meshes with normals, UVs, skins and morph targets, skeletons, and materials of one colour. Textures
 * and nested meshes stay behind.
 * @param file what `JSON.parse` gave
 * @returns the model, right-handed
 */
export function BabylonToGltf(file: unknown): Document {
    const source = file as IBabylonFile;
    const document = new Document();
    const buffer = document.createBuffer();
    const scene = document.createScene();
    // A left-handed head looks to -z: mirroring z makes it right-handed and lets it look to +z.
    const mirror = source.useRightHandedSystem ? 1 : -1;
    const accessor = (array: TypedArray, type: GLTF.AccessorType): Accessor =>
        document.createAccessor().setArray(array).setType(type).setBuffer(buffer);
    const points = (values: readonly number[]): Float32Array =>
        Float32Array.from(values, (value, i) => (i % 3 === 2 ? mirror * value : value));

    const materials = new Map<string, Material>();
    for (const { id, name, albedo, diffuse } of source.materials ?? []) {
        const [r, g, b] = albedo ?? diffuse ?? [1, 1, 1];
        materials.set(id, document.createMaterial(name).setBaseColorFactor([r, g, b, 1]).setMetallicFactor(0).setRoughnessFactor(0.6));
    }
    const skins = new Map<number, Skin>();
    for (const { id, bones } of source.skeletons ?? []) {
        const nodes = bones.map((bone) => document.createNode(bone.name).setMatrix(Mirrored(bone.matrix, mirror)));
        bones.forEach((bone, i) => (bone.parentBoneIndex < 0 ? scene : nodes[bone.parentBoneIndex]).addChild(nodes[i]));
        const skin = document.createSkin();
        nodes.forEach((node) => skin.addJoint(node));
        const inverse = nodes.flatMap((node) => InverseOf(node));
        skins.set(id, skin.setInverseBindMatrices(accessor(Float32Array.from(inverse), "MAT4")));
    }
    for (const mesh of source.meshes ?? []) {
        if (!mesh.positions || !mesh.indices) {
            continue;
        }
        const indices = FacingOut(mesh.indices, points(mesh.positions), points(mesh.normals ?? []));
        const primitive = document
            .createPrimitive()
            .setIndices(accessor(indices, "SCALAR"))
            .setAttribute("POSITION", accessor(points(mesh.positions), "VEC3"))
            .setMaterial(materials.get(mesh.materialId ?? "") ?? null);
        if (mesh.normals) {
            primitive.setAttribute("NORMAL", accessor(points(mesh.normals), "VEC3"));
        }
        if (mesh.uvs) {
            const flipped = Float32Array.from(mesh.uvs, (value, i) => (i % 2 === 1 ? 1 - value : value));
            primitive.setAttribute("TEXCOORD_0", accessor(flipped, "VEC2"));
        }
        const node = document.createNode(mesh.name);
        const skin = mesh.skeletonId === undefined ? undefined : skins.get(mesh.skeletonId);
        if (skin && mesh.matricesIndices && mesh.matricesWeights) {
            // Four indices are packed into one number.
            const joints = mesh.matricesIndices.flatMap((packed) => [0, 8, 16, 24].map((shift) => (packed >> shift) & 255));
            primitive.setAttribute("JOINTS_0", accessor(Uint16Array.from(joints), "VEC4"));
            primitive.setAttribute("WEIGHTS_0", accessor(Float32Array.from(mesh.matricesWeights), "VEC4"));
            node.setSkin(skin);
        }
        const targets = source.morphTargetManagers?.find(({ id }) => id === mesh.morphTargetManagerId)?.targets ?? [];
        for (const target of targets) {
            const delta = points(target.positions.map((value, i) => value - mesh.positions![i]));
            primitive.addTarget(document.createPrimitiveTarget(target.name).setAttribute("POSITION", accessor(delta, "VEC3")));
        }
        const result = document.createMesh(mesh.name).addPrimitive(primitive);
        result.setExtras({ targetNames: targets.map(({ name }) => name) });
        scene.addChild(Place(node.setMesh(result), mesh, mirror));
    }
    return document;
}

function Place(
    node: Node,
    { position = [0, 0, 0], rotationQuaternion: q = [0, 0, 0, 1], scaling = [1, 1, 1] }: IBabylonMesh,
    mirror: number,
): Node {
    return node
        .setTranslation([position[0], position[1], mirror * position[2]])
        .setRotation([mirror * q[0], mirror * q[1], q[2], q[3]])
        .setScale([scaling[0], scaling[1], scaling[2]]);
}

/** Babylon's rows are glTF's columns; mirroring z changes the sign of what mixes z with the rest. */
function Mirrored(matrix: readonly number[], mirror: number): GLTF.INode["matrix"] & Parameters<Node["setMatrix"]>[0] {
    const sign = (k: number): number => (k === 2 ? mirror : 1);
    return matrix.map((value, i) => value * sign(i % 4) * sign(Math.floor(i / 4))) as Parameters<Node["setMatrix"]>[0];
}

/** Triangles counter-clockwise where one looks against the normals: files of either handedness wind them differently. */
function FacingOut(indices: readonly number[], positions: Float32Array, normals: Float32Array): Uint32Array {
    let agreement = 0;
    for (let i = 0; i < indices.length && normals.length > 0; i += 3) {
        const [p, q, r] = [3 * indices[i], 3 * indices[i + 1], 3 * indices[i + 2]];
        for (let c = 0; c < 3; c++) {
            const [u, v] = [(c + 1) % 3, (c + 2) % 3];
            const cross =
                (positions[q + u] - positions[p + u]) * (positions[r + v] - positions[p + v]) -
                (positions[q + v] - positions[p + v]) * (positions[r + u] - positions[p + u]);
            agreement += cross * normals[p + c];
        }
    }
    const result = Uint32Array.from(indices);
    return agreement < 0 ? result.reverse() : result;
}

function InverseOf(node: Node): number[] {
    return InvertAffine(node.getWorldMatrix());
}

/** Inverse of a matrix whose last row is 0 0 0 1, by columns. */
function InvertAffine(m: ArrayLike<number>): number[] {
    const [a, b, c, d, e, f, g, h, i] = [m[0], m[4], m[8], m[1], m[5], m[9], m[2], m[6], m[10]];
    const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
    const rows = [
        [e * i - f * h, c * h - b * i, b * f - c * e],
        [f * g - d * i, a * i - c * g, c * d - a * f],
        [d * h - e * g, b * g - a * h, a * e - b * d],
    ].map((row) => row.map((value) => value / determinant));
    const move = rows.map((row) => -(row[0] * m[12] + row[1] * m[13] + row[2] * m[14]));
    return [0, 1, 2].flatMap((k) => [rows[0][k], rows[1][k], rows[2][k], 0]).concat(move, 1);
}
