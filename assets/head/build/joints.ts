import { MeanOf, EyeHelpers } from "./average.js";
import { type VertexSkin } from "./mesh.types.js";

/** A joint of the head; lengths in decimetres. Joints are not turned at rest: local axes are those of the rig. */
export interface IJoint {
    readonly name: string;
    /** Index of the parent, -1 for the root. */
    readonly parent: number;
    readonly position: readonly [number, number, number];
    /** Width of the joint's gaussian field on the skin; 0 for joints that move no skin. */
    readonly sigma: number;
    /** Restricts the field to what is above (1) or below (-1) the lips' contact line. */
    readonly half: -1 | 0 | 1;
}

/** Edit joints by place on the average face: x, y seen from the front (the foremost skin there), and width. Sided ones are given for the left. */
const EditJoints: readonly (readonly [name: string, sided: boolean, x: number, y: number, sigma: number, half?: -1 | 1])[] = [
    ["noseTip", false, 0, 7.02, 0.11],
    ["noseBridge", false, 0, 7.2, 0.1],
    ["noseRoot", false, 0, 7.36, 0.1],
    ["nostril", true, 0.15, 6.98, 0.07],
    ["chin", false, 0, 6.4, 0.2],
    ["jawAngle", true, 0.5, 6.7, 0.24],
    ["cheekbone", true, 0.5, 7.14, 0.2],
    ["cheek", true, 0.5, 6.8, 0.2],
    ["browInner", true, 0.13, 7.5, 0.1],
    ["browMiddle", true, 0.29, 7.54, 0.1],
    ["browOuter", true, 0.45, 7.5, 0.11],
    ["mouthCorner", true, 0.22, 6.68, 0.09],
    ["upperLip", false, 0, 6.75, 0.14, 1],
    ["lowerLip", false, 0, 6.62, 0.14, -1],
    ["foreheadSide", true, 0.5, 7.95, 0.26],
];

/** Edit joints that hang on the jaw. */
const OnJaw: readonly string[] = ["chin", "lowerLip"];

const NeckPivot = [0, 5.6, -0.1] as const;
const HeadPivot = [0, 6.75, 0.05] as const;
const JawPivot = [0, 6.95, 0.35] as const;
const LipContact = 6.685;

/** Names of the joints that parameters move in mirrored pairs. */
export const SidedJoints: readonly string[] = [...EditJoints.filter((row) => row[1]).map((row) => row[0]), "lids", "eye"];

/**
 * Places the joints on the average face.
 * @param base base vertices of the average face, decimetres
 * @param skin vertices of the head's skin, decimetres
 * @returns the joints, parents first
 */
export function BuildJoints(base: Float32Array, skin: Float32Array): IJoint[] {
    const joints: IJoint[] = [];
    const add = (name: string, parent: string, position: readonly [number, number, number], sigma = 0, half: -1 | 0 | 1 = 0): void => {
        joints.push({ name, parent: joints.findIndex((joint) => joint.name === parent), position, sigma, half });
    };
    add("neck", "", NeckPivot);
    add("head", "neck", HeadPivot);
    add("jaw", "head", JawPivot);
    for (const side of ["L", "R"] as const) {
        const eye = MeanOf(base, side === "L" ? EyeHelpers.left : EyeHelpers.right);
        add(`eye${side}`, "head", eye);
        add(`lids${side}`, "head", [eye[0], eye[1], eye[2] + 0.15], 0.14);
    }
    for (const [name, sided, x, y, sigma, half] of EditJoints) {
        for (const side of sided ? ["L", "R"] : [""]) {
            add(name + side, OnJaw.includes(name) ? "jaw" : "head", Foremost(skin, side === "R" ? -x : x, y), sigma, half ?? 0);
        }
    }
    return joints;
}

function Foremost(skin: Float32Array, x: number, y: number): [number, number, number] {
    const best: [number, number, number] = [x, y, -Infinity];
    for (let i = 0; i < skin.length; i += 3) {
        if (Math.hypot(skin[i] - x, skin[i + 1] - y) < 0.06 && skin[i + 2] > best[2]) {
            best[2] = skin[i + 2];
        }
    }
    if (best[2] === -Infinity) {
        throw new Error(`head joints: no skin at ${x}, ${y}`);
    }
    return best;
}

function SmoothStep(from: number, to: number, x: number): number {
    const t = Math.max(0, Math.min(1, (x - from) / (to - from)));
    return t * t * (3 - 2 * t);
}

/** How much of a point follows the head and not the bust, by height along the neck, which slants down towards the front. */
export function HeadShare(y: number, z: number): number {
    return SmoothStep(5.7, 6.55, y + 0.35 * (z - 0.3));
}

/** Shares of neck and jaw below this count as none; there, the number of edit joints gives way to them. */
const DeadZone = 0.08;

function PastDeadZone(x: number): number {
    return Math.max(0, (x - DeadZone) / (1 - DeadZone));
}

/** Skinning field of the head, the same for skin and for what lies on it. */
export interface ISkinField {
    /** Joints and weights at a point of the average face; `jaw` is 0..1. */
    at(x: number, y: number, z: number, jaw: number): VertexSkin;
    /** The same without edit joints, for hair. */
    body(y: number, z: number): VertexSkin;
    /** Index of a joint. */
    joint(name: string): number;
}

/**
 * Makes the skinning field. The gaussian edit joints come first; head, jaw and neck share what they leave. At most four joints remain: three
 * edit joints, or fewer where jaw or neck take part; the weight of the first that is left out is taken off the others, so that the field
 * stays continuous.
 * @param joints the joints
 * @returns the field
 */
export function BuildSkinField(joints: readonly IJoint[]): ISkinField {
    const joint = (name: string): number => {
        const index = joints.findIndex((j) => j.name === name);
        if (index < 0) {
            throw new Error(`head joints: no joint ${name}`);
        }
        return index;
    };
    const [neck, head, jawIndex] = [joint("neck"), joint("head"), joint("jaw")];
    const body = (y: number, z: number): VertexSkin => {
        const share = HeadShare(y, z);
        const both: VertexSkin = [
            [head, share],
            [neck, 1 - share],
        ];
        return both.filter(([, w]) => w > 0);
    };
    const at = (x: number, y: number, z: number, jaw: number): VertexSkin => {
        const fields: [number, number][] = [];
        joints.forEach((j, i) => {
            if (j.sigma > 0) {
                const d = Math.hypot(x - j.position[0], y - j.position[1], z - j.position[2]);
                const half = j.half === 0 ? 1 : SmoothStep(-0.02, 0.02, (y - LipContact) * j.half);
                fields.push([i, Math.exp((-d * d) / (2 * j.sigma * j.sigma)) * half]);
            }
        });
        fields.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
        const onNeck = 1 - HeadShare(y, z);
        const room = 3 - Math.min(1, jaw / DeadZone) - Math.min(1, onNeck / DeadZone);
        const below = Math.min(2, Math.floor(room));
        const rest = fields[below][1] + (fields[below + 1][1] - fields[below][1]) * (room - below);
        const edits = fields.map(([i, w]): [number, number] => [i, w - rest]).filter(([, w]) => w > 1e-3);
        const total = edits.reduce((sum, [, w]) => sum + w, 0);
        const neckShare = PastDeadZone(onNeck);
        const scale = (1 - neckShare) / Math.max(1, total);
        const left = Math.max(0, 1 - total) * (1 - neckShare);
        const shares = edits.map(([i, w]): [number, number] => [i, w * scale]);
        shares.push([jawIndex, left * PastDeadZone(jaw)], [head, left * (1 - PastDeadZone(jaw))], [neck, neckShare]);
        return shares.filter(([, w]) => w > 0);
    };
    return { at, body, joint };
}
