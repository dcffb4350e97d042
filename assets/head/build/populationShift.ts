import { type IHead } from "./buildHead.js";
import { type IJoint } from "./joints.js";
import { type IBuiltMesh, type IMorph } from "./mesh.types.js";
import { ApplyOperator } from "./operator.js";
import { BuildNormals } from "./surface.js";

/**
 * By how much the average face of the source is shifted along parameters, in units of their ranges, so that its brows, eyes, nose, mouth, chin and
 * jaw lie where they lie in the mean of people's faces. Solved by `assets/head/average.py` from hand-set points on photographs; macro parameters and those
 * on bones stay.
 */
const PopulationShift: readonly (readonly [parameter: string, shift: number])[] = [
    ["face.depth", -0.05],
    ["face.taper", 0.07],
    ["face.temples", -0.04],
    ["face.chinProminence", -0.04],
    ["face.jawDrop", -0.04],
    ["face.prognathism", 0.07],
    ["face.cheekHeight", -0.04],
    ["face.doubleChin", -0.03],
    ["face.earHeight", -0.03],
    ["face.earLobe", 0.05],
    ["brow.height", 0.91],
    ["brow.depth", 0.27],
    ["eye.size", 0.42],
    ["eye.height", 0.19],
    ["eye.openInner", 0.08],
    ["eye.open", 0.13],
    ["eye.innerCorner", -0.03],
    ["eye.outerCorner", 0.08],
    ["nose.depth", -0.03],
    ["nose.position", 0.15],
    ["nose.curve", 0.07],
    ["nose.tipWidth", -0.03],
    ["nose.widthTop", 0.05],
    ["nose.septum", 0.06],
    ["mouth.position", 0.76],
    ["mouth.cupidsBow", -0.04],
    ["mouth.cupidsBowWidth", -0.04],
    ["mouth.philtrum", -0.04],
    ["mouth.lowerVolume", 0.05],
];

/** Joints that the whole head hangs on; they stay. */
const FixedJoints: readonly string[] = ["neck", "head"];

/**
 * Moves the finished head from the average of its source to the average of people. Morph targets, weights, labels and textures stay as they
 * were made, joints follow the skin that they move.
 * @param head the head about the average of its source
 * @returns the head about the average of people
 */
export function ShiftToPopulation(head: IHead): IHead {
    const shift = new Map(PopulationShift);
    const influences = new Map<string, number>();
    for (const { id, binds } of head.morphs.continuous) {
        const by = 2 * (shift.get(id) ?? 0);
        for (const bind of binds) {
            if (by !== 0 && bind.type === "morph") {
                influences.set(bind.target, (influences.get(bind.target) ?? 0) + (by > 0 ? by * bind.high : -by * bind.low));
            }
        }
    }
    const morphs = head.morphs.morphs.filter(({ name }) => influences.get(name));
    const headMove = MeshMove(head.meshes[0], morphs, influences);
    // What lies on the skin has no morph targets of its own and goes where the skin beneath it goes.
    const moveOf = (mesh: IBuiltMesh): Float32Array =>
        mesh.follow && mesh.operator.count === 0 ? FollowMove(mesh.follow, headMove) : MeshMove(mesh, morphs, influences);
    const moves = new Map(head.meshes.map((mesh) => [mesh, moveOf(mesh)]));
    const base = head.base.slice();
    for (const { name, delta, own } of morphs) {
        if (!own) {
            delta.forEach((value, i) => (base[i] += value * (influences.get(name) ?? 0)));
        }
    }
    return {
        ...head,
        base,
        meshes: head.meshes.map((mesh) => MoveMesh(mesh, moves.get(mesh) ?? new Float32Array(mesh.positions.length))),
        joints: head.joints.map((joint, index) => (FixedJoints.includes(joint.name) ? joint : MoveJoint(joint, index, moves))),
    };
}

function MeshMove(mesh: IBuiltMesh, morphs: readonly IMorph[], influences: ReadonlyMap<string, number>): Float32Array {
    const move = new Float32Array(mesh.positions.length);
    for (const morph of morphs) {
        const delta = morph.own ? morph.own.get(mesh.name) : ApplyOperator(mesh.operator, morph.delta);
        delta?.forEach((value, i) => (move[i] += value * (influences.get(morph.name) ?? 0)));
    }
    return move;
}

/** Mean move of the four vertices of the head that each vertex follows. */
function FollowMove(follow: Uint32Array, headMove: Float32Array): Float32Array {
    return Float32Array.from({ length: (follow.length / 4) * 3 }, (_, i) => {
        const [v, c] = [Math.floor(i / 3), i % 3];
        return [0, 1, 2, 3].reduce((sum, k) => sum + headMove[follow[v * 4 + k] * 3 + c], 0) / 4;
    });
}

/** Authored normals are kept: they turn as the computed ones do. */
function MoveMesh(mesh: IBuiltMesh, move: Float32Array): IBuiltMesh {
    const positions = mesh.positions.map((value, i) => value + move[i]);
    const [before, after] = [BuildNormals(mesh.positions, mesh.indices), BuildNormals(positions, mesh.indices)];
    const normals = mesh.normals.map((value, i) => value + after[i] - before[i]);
    for (let i = 0; i < normals.length; i += 3) {
        const length = Math.hypot(normals[i], normals[i + 1], normals[i + 2]) || 1;
        [0, 1, 2].forEach((c) => (normals[i + c] /= length));
    }
    return { ...mesh, positions, normals };
}

/** A joint moves by the mean motion of the vertices that it moves. */
function MoveJoint(joint: IJoint, index: number, moves: ReadonlyMap<IBuiltMesh, Float32Array>): IJoint {
    const sum = [0, 0, 0];
    let total = 0;
    for (const [mesh, move] of moves) {
        mesh.skin.forEach((skin, v) => {
            const weight = skin.find(([at]) => at === index)?.[1] ?? 0;
            total += weight;
            [0, 1, 2].forEach((c) => (sum[c] += weight * move[v * 3 + c]));
        });
    }
    const [x, y, z] = joint.position.map((value, c) => value + (total > 0 ? sum[c] / total : 0));
    return { ...joint, position: [x, y, z] };
}
