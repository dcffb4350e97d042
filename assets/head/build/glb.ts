import {
    Document,
    NodeIO,
    type Accessor,
    type GLTF,
    type Node,
    type Primitive,
    type Scene,
    type Skin,
    type TypedArray,
    VertexLayout,
} from "@gltf-transform/core";
import { EXTTextureWebP, KHRMeshQuantization, KHRTextureTransform } from "@gltf-transform/extensions";
import { type IJoint } from "./joints.js";
import { MaterialWriter } from "./glbMaterials.js";
import { type LookTextures } from "./lookGeometry.types.js";
import { type IBuiltMesh, type IMorph } from "./mesh.types.js";
import { ApplyOperator } from "./operator.js";

/** Metres in a decimetre. */
export const Scale = 0.1;

/** Influence at which a parameter or an expression uses its target at most. */
const LargestInfluence = 0.25;

/** Displacements that move no vertex farther than this are not stored, metres. */
const SmallestDelta = 3e-5 / LargestInfluence;

/** Displacements, and positions of pieces, are stored as normalised 16-bit numbers: multiples of 1/32767 m. */
const LengthSteps = 32767;

function MovesMesh(mesh: IBuiltMesh, morph: IMorph): boolean {
    if (morph.own !== undefined) {
        return morph.own.has(mesh.name);
    }
    return mesh.follow === undefined && (mesh.expressions || !morph.expression);
}

/**
 * The morph targets of one mesh.
 * @param mesh the mesh
 * @param morphs all morph targets
 * @returns name and displacements in metres, three values a vertex, of those that move the mesh
 */
export function MeshMorphs(mesh: IBuiltMesh, morphs: readonly IMorph[]): { readonly name: string; readonly delta: Float32Array }[] {
    const smallest = Math.max(SmallestDelta, (mesh.morphThreshold * Scale) / 2 / LargestInfluence);
    return morphs
        .filter((morph) => MovesMesh(mesh, morph))
        .map((morph) => {
            const raw = morph.own?.get(mesh.name) ?? ApplyOperator(mesh.operator, morph.delta);
            const delta = raw.map((_, i) => {
                const v = i - (i % 3);
                const size = Math.hypot(raw[v], raw[v + 1], raw[v + 2]) * Scale;
                return size < smallest ? 0 : Math.round(raw[i] * Scale * LengthSteps) / LengthSteps;
            });
            return { name: morph.name, delta };
        })
        .filter(({ delta }) => {
            const largest = delta.reduce((max, x) => Math.max(max, Math.abs(x)), 0);
            return largest > Math.max(SmallestDelta, (mesh.morphThreshold * Scale) / LargestInfluence);
        });
}

/** What one glTF file holds. */
export interface IGlbContent {
    readonly meshes: readonly IBuiltMesh[];
    /** Materials that no mesh of the file has. */
    readonly materials?: readonly string[];
    /** Pictures that another file holds, with the material there that has them; they are left out. */
    readonly held?: ReadonlyMap<Buffer, string>;
    /**
     * Whether the file has the joints and positions in 32 bits. Without, it is a piece: its meshes keep the joint numbers of the file that has them, and its
     * positions are rounded to {@link LengthSteps}, by 0.015 mm at most.
     */
    readonly hasJoints: boolean;
}

/**
 * Writes meshes of the head as glTF binary: joints, skinned meshes, sparse morph targets with positions only, materials.
 * @param content what the file holds
 * @param morphs all morph targets
 * @param joints joints, parents first
 * @param look pictures by material
 * @returns glb bytes
 */
export async function WriteGlbAsync(
    { meshes, materials: loose = [], held, hasJoints }: IGlbContent,
    morphs: readonly IMorph[],
    joints: readonly IJoint[],
    look: LookTextures,
): Promise<Uint8Array> {
    const document = new Document();
    document.getRoot().getAsset().generator = "babylon-face-creator";
    document.getRoot().getAsset().copyright = "CC0-1.0; derived from MakeHuman assets";
    const buffer = document.createBuffer();
    const scene = document.createScene("head");
    const accessor = (array: TypedArray, type: GLTF.AccessorType, sparse = false): Accessor =>
        document.createAccessor().setArray(array).setType(type).setBuffer(buffer).setSparse(sparse);

    const skin = hasJoints ? WriteSkin(document, scene, joints, accessor) : null;
    if (Object.values(look).some(({ mimeType }) => mimeType === "image/webp")) {
        document.createExtension(EXTTextureWebP).setRequired(true);
    }
    document.createExtension(KHRMeshQuantization).setRequired(true);
    const materials = MaterialWriter(document, look, held);
    loose.forEach(materials);
    const geometries = new Map<string, Primitive>();
    for (const mesh of meshes) {
        const shared = mesh.geometryOf === undefined ? undefined : geometries.get(mesh.geometryOf);
        if (shared) {
            const built = document.createMesh(mesh.name).addPrimitive(shared.clone().setMaterial(materials(mesh.material)));
            scene.addChild(document.createNode(mesh.name).setMesh(built).setSkin(skin));
            continue;
        }
        const influences = new Uint8Array(mesh.skin.length * 4);
        const weights = new Uint16Array(mesh.skin.length * 4);
        mesh.skin.forEach((vertex, i) => {
            if (vertex.length > 4) {
                throw new Error(`head glb: a vertex of ${mesh.name} has ${vertex.length} joints`);
            }
            const sum = vertex.reduce((total, [, w]) => total + w, 0);
            vertex.forEach(([joint, w], k) => {
                influences[i * 4 + k] = joint;
                weights[i * 4 + k] = Math.round((w / sum) * 65535);
            });
            // The largest weight takes the rounding error, so that the sum stays 1.
            const rest = vertex.reduce((total, _, k) => total - weights[i * 4 + k], 65535);
            const largest = vertex.reduce((best, _, k) => (weights[i * 4 + k] > weights[i * 4 + best] ? k : best), 0);
            weights[i * 4 + largest] += rest;
        });
        const metres = mesh.positions.map((x) => x * Scale);
        const primitive = document
            .createPrimitive()
            .setMaterial(materials(mesh.material))
            .setIndices(accessor(mesh.positions.length / 3 < 65536 ? Uint16Array.from(mesh.indices) : mesh.indices, "SCALAR"))
            .setAttribute(
                "POSITION",
                accessor(hasJoints ? metres : Quantised(metres, Int16Array, LengthSteps), "VEC3").setNormalized(!hasJoints),
            )
            .setAttribute("NORMAL", accessor(Quantised(mesh.normals, Int16Array, 32767), "VEC3").setNormalized(true))
            .setAttribute("TEXCOORD_0", accessor(Quantised(mesh.uv, Uint16Array, 65535), "VEC2").setNormalized(true))
            .setAttribute("JOINTS_0", accessor(influences, "VEC4"))
            .setAttribute("WEIGHTS_0", accessor(weights, "VEC4").setNormalized(true));
        if (mesh.tint) {
            const bytes = Uint8Array.from(mesh.tint, (x) => Math.round(x * 255));
            primitive.setAttribute("COLOR_0", accessor(bytes, "VEC4").setNormalized(true));
        }
        if (mesh.follow) {
            [1, 2].forEach((set) => {
                const numbers = mesh.follow?.filter((_, i) => Math.floor((i % 4) / 2) === set - 1) ?? [];
                primitive.setAttribute(`TEXCOORD_${set}`, accessor(Uint16Array.from(numbers), "VEC2").setNormalized(true));
            });
        }
        if (mesh.fit) {
            primitive.setAttribute("TEXCOORD_1", accessor(Quantised(mesh.fit, Uint16Array, 65535), "VEC2").setNormalized(true));
        }
        geometries.set(mesh.name, primitive);
        const targets = MeshMorphs(mesh, morphs);
        for (const { name, delta } of targets) {
            const steps = Int16Array.from(delta, (x) => Math.round(x * LengthSteps));
            const positions = accessor(steps, "VEC3", true);
            primitive.addTarget(document.createPrimitiveTarget(name).setAttribute("POSITION", positions));
        }
        const names = targets.map(({ name }) => name);
        const built = document.createMesh(mesh.name).addPrimitive(primitive);
        if (names.length > 0) {
            built.setWeights(names.map(() => 0)).setExtras({ targetNames: names });
        }
        scene.addChild(document.createNode(mesh.name).setMesh(built).setSkin(skin));
    }
    // Compresses better than interleaved vertices when served.
    const io = new NodeIO()
        .registerExtensions([EXTTextureWebP, KHRMeshQuantization, KHRTextureTransform])
        .setVertexLayout(VertexLayout.SEPARATE);
    return NormaliseSparse(await io.writeBinary(document));
}

/** Writes the joints and the skin that the meshes are bound to. */
function WriteSkin(
    document: Document,
    scene: Scene,
    joints: readonly IJoint[],
    accessor: (array: TypedArray, type: GLTF.AccessorType) => Accessor,
): Skin {
    const nodes = joints.map((joint) => document.createNode(joint.name));
    joints.forEach((joint, i) => {
        const parent = joint.parent < 0 ? [0, 0, 0] : joints[joint.parent].position;
        nodes[i].setTranslation([0, 1, 2].map((c) => (joint.position[c] - parent[c]) * Scale) as [number, number, number]);
        (joint.parent < 0 ? scene : nodes[joint.parent]).addChild(nodes[i]);
    });
    const inverse = new Float32Array(joints.length * 16);
    joints.forEach((joint, i) => {
        [0, 5, 10, 15].forEach((k) => (inverse[i * 16 + k] = 1));
        inverse.set(
            joint.position.map((x) => -x * Scale),
            i * 16 + 12,
        );
    });
    const skin = document.createSkin("head").setInverseBindMatrices(accessor(inverse, "MAT4")).setSkeleton(nodes[0]);
    nodes.forEach((node: Node) => skin.addJoint(node));
    return skin;
}

/** Values -1..1 or 0..1 as normalised whole numbers. */
function Quantised<T extends Int16Array | Uint16Array>(
    values: Float32Array,
    type: { from: (values: ArrayLike<number>, map: (x: number) => number) => T },
    steps: number,
): T {
    return type.from(values, (x) => Math.round(x * steps));
}

/** Marks the sparse 16-bit accessors as normalised, which the writer cannot: it would round the fractions of their values to zero. */
function NormaliseSparse(glb: Uint8Array): Uint8Array {
    const bytes = Buffer.from(glb);
    const [header, length] = [20, bytes.readUInt32LE(12)];
    const json = JSON.parse(bytes.toString("utf8", header, header + length)) as {
        accessors?: { componentType: number; sparse?: object; normalized?: boolean }[];
    };
    const short = 5122;
    json.accessors?.forEach((accessor) => {
        if (accessor.sparse && accessor.componentType === short) {
            accessor.normalized = true;
        }
    });
    const text = Buffer.from(JSON.stringify(json));
    const padded = Buffer.concat([text, Buffer.alloc((4 - (text.length % 4)) % 4, " ")]);
    const out = Buffer.concat([bytes.subarray(0, header), padded, bytes.subarray(header + length)]);
    out.writeUInt32LE(out.length, 8);
    out.writeUInt32LE(padded.length, 12);
    return out;
}
