import { type Accessor, Document, type GLTF, type Node, type TypedArray } from "@gltf-transform/core";
import { type Vec } from "./fieldMath.js";
import { type IPartMesh, Unwrap } from "./meshes.js";
import { ExpressionMorphs, type Field, Morphs } from "./parameters.js";
import { Eye, Pivots } from "./shapes.js";

/** Displacements below this are left out, metres. */
const SmallestMove = 2e-5;

/** Joints, parents first; axes along those of rig space. */
const Joints: readonly (readonly [name: string, parent: string | undefined, place: Vec])[] = [
    ["neck", undefined, Pivots.neck],
    ["head", "neck", Pivots.head],
    ["jaw", "head", Pivots.jaw],
    ...(["L", "R"] as const).flatMap((side) => {
        const at = (p: Vec): Vec => (side === "L" ? p : [-p[0], p[1], p[2]]);
        return [
            [`ear_${side}`, "head", at(Pivots.ear)],
            [`eye_${side}`, "head", at(Eye.centre)],
            [`lid_upper_${side}`, `eye_${side}`, at(Eye.centre)],
            [`lid_lower_${side}`, `eye_${side}`, at(Eye.centre)],
        ] as const;
    }),
];

/** Materials: linear colour, roughness. Colours of the rig replace those that they bind. */
const Materials: Readonly<Record<string, readonly [color: Vec, roughness: number]>> = {
    skin: [[0.72, 0.45, 0.34], 0.5],
    sclera: [[0.88, 0.87, 0.85], 0.25],
    iris: [[0.12, 0.28, 0.42], 0.3],
    pupil: [[0.004, 0.004, 0.005], 0.2],
    cornea: [[0, 0, 0], 0.1],
    lashes: [[0.018, 0.012, 0.01], 0.6],
    lips: [[0.55, 0.17, 0.16], 0.42],
    mouth: [[0.08, 0.012, 0.014], 0.7],
    brow: [[0.07, 0.04, 0.025], 0.75],
    hair: [[0.09, 0.045, 0.025], 0.52],
};

/**
 * Writes the head as a glTF.
 * @param meshes its meshes
 * @returns the document
 */
export function BuildModel(meshes: readonly IPartMesh[]): Document {
    const document = new Document();
    document.getRoot().getAsset().generator = "babylon-face-creator";
    document.getRoot().getAsset().copyright = "CC0-1.0";
    const buffer = document.createBuffer();
    const accessor = (array: TypedArray, type: GLTF.AccessorType, sparse = false): Accessor =>
        document.createAccessor().setArray(array).setType(type).setBuffer(buffer).setSparse(sparse);
    const scene = document.createScene("stylised");
    const nodes = new Map<string, Node>();
    const places = new Map(Joints.map(([name, , place]) => [name, place]));
    const skin = document.createSkin("stylised");
    const inverse = new Float32Array(16 * Joints.length);
    Joints.forEach(([name, parent, place], i) => {
        const above = parent === undefined ? [0, 0, 0] : places.get(parent)!;
        const node = document.createNode(name).setTranslation([place[0] - above[0], place[1] - above[1], place[2] - above[2]]);
        (parent === undefined ? scene : nodes.get(parent)!).addChild(node);
        nodes.set(name, node);
        skin.addJoint(node);
        inverse.set([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, -place[0], -place[1], -place[2], 1], 16 * i);
    });
    skin.setInverseBindMatrices(accessor(inverse, "MAT4")).setSkeleton(nodes.get("neck")!);
    const materials = new Map(
        Object.entries(Materials).map(([name, [color, roughness]]) => [
            name,
            document
                .createMaterial(name)
                .setBaseColorFactor([...color, 1])
                .setRoughnessFactor(roughness)
                .setMetallicFactor(0),
        ]),
    );
    const order = Joints.map(([name]) => name);
    const targets: [string, Field][] = [
        ...Object.entries(Morphs).map(([name, [, , field]]): [string, Field] => [name, field]),
        ...Object.entries(ExpressionMorphs).map(([name, [, field]]): [string, Field] => [name, field]),
    ];
    for (const mesh of meshes) {
        const { positions, normals, indices } = mesh.surface;
        const joints = new Uint8Array(4 * positions.length);
        const weights = new Float32Array(4 * positions.length);
        positions.forEach((p, i) =>
            mesh.weights(p).forEach(([joint, weight], k) => {
                joints[4 * i + k] = weight > 0 ? order.indexOf(joint) : 0;
                weights[4 * i + k] = weight;
            }),
        );
        const primitive = document
            .createPrimitive()
            .setIndices(accessor(Uint16Array.from(indices), "SCALAR"))
            .setAttribute("POSITION", accessor(Float32Array.from(positions.flat()), "VEC3"))
            .setAttribute("NORMAL", accessor(Float32Array.from(normals.flat()), "VEC3"))
            .setAttribute("TEXCOORD_0", accessor(Float32Array.from(positions.flatMap(Unwrap)), "VEC2"))
            .setAttribute("COLOR_0", accessor(Float32Array.from(positions.flatMap(mesh.tint)), "VEC3"))
            .setAttribute("JOINTS_0", accessor(joints, "VEC4"))
            .setAttribute("WEIGHTS_0", accessor(weights, "VEC4"))
            .setMaterial(materials.get(mesh.material)!);
        const names: string[] = [];
        for (const [name, field] of targets) {
            const moves = positions.map((p): Vec => {
                const move = field(mesh.anchor(p));
                return Math.hypot(...move) < SmallestMove ? [0, 0, 0] : move;
            });
            if (moves.some((move) => move.some((value) => value !== 0))) {
                names.push(name);
                const deltas = accessor(Float32Array.from(moves.flat()), "VEC3", true);
                primitive.addTarget(document.createPrimitiveTarget(name).setAttribute("POSITION", deltas));
            }
        }
        const result = document.createMesh(mesh.name).addPrimitive(primitive).setExtras({ targetNames: names });
        scene.addChild(document.createNode(mesh.name).setMesh(result).setSkin(skin));
    }
    return document;
}
