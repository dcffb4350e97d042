import { type IBoneBind, type IRigContinuousParameter, type IRigExpression } from "../../rig/rigFile.types.js";
import { type IModelBone, type IModelSummary, type Vector } from "./modelSummary.types.js";
import { GroupOf, HasWord, LabelOf, SplitName } from "./names.js";
import { BonesBelow } from "./places.js";

/** Farthest moves, as shares of the head's height, and what is added to a scale. Larger ones fold meshes of common weights. */
const Range = { move: 0.025, eyeMove: 0.02, size: 0.2, eyeSize: 0.15 } as const;

/** Radians of an open jaw. */
const JawAngle = 0.35;

/** A local axis counts for a direction of rig space when the cosine between them is at least this. */
const LeastCosine = 0.8;

/** Bones that are no part of a face's shape. */
const OtherPart = /^(tongue|teeth|tooth|hair|lash|eyelash|end|nub|tip|top|look|target|ik|ctrl|control|twist|highlight|tear|neck|root)/;

/** What the bones of a face can change. */
export interface IBoneProposal {
    readonly continuous: IRigContinuousParameter[];
    readonly expressions: IRigExpression[];
    readonly notes: string[];
}

/** Bones of one meaning: both sides, or one in the middle. */
interface IBoneFamily {
    readonly words: readonly string[];
    readonly bones: readonly IModelBone[];
}

/**
 * Makes parameters of the bones below the head: place and size, both sides together.
 * @param model the model
 * @param headBone the head's joint
 * @param height of the head, metres
 * @param hasJawMorph whether a morph target opens the jaw already
 * @returns the proposals
 */
export function ProposeBones(model: IModelSummary, headBone: string | undefined, height: number, hasJawMorph: boolean): IBoneProposal {
    const proposal: IBoneProposal = { continuous: [], expressions: [], notes: [] };
    if (headBone === undefined) {
        return proposal;
    }
    const oblique: string[] = [];
    for (const family of Families(model, headBone).values()) {
        const group = GroupOf(family.words);
        if (group === undefined) {
            continue;
        }
        const isEye = group === "eye" && HasWord(family.words, /^eye(ball)?s?$/);
        const move = (isEye ? Range.eyeMove : Range.move) * height;
        const size = isEye ? Range.eyeSize : Range.size;
        const binds: Record<string, (IBoneBind | undefined)[]> = {
            apart: family.bones.length === 2 ? family.bones.map((bone) => Move(bone, [Math.sign(bone.position[0]) || 1, 0, 0], move)) : [],
            height: family.bones.map((bone) => Move(bone, [0, 1, 0], move)),
            depth: family.bones.map((bone) => Move(bone, [0, 0, 1], move)),
            size: family.bones.flatMap((bone) => Grow(bone, size)),
        };
        for (const [what, found] of Object.entries(binds)) {
            if (found.some((bind) => bind === undefined)) {
                oblique.push(`${family.bones[0].name} (${what})`);
            } else if (found.length > 0) {
                const words = [...family.words, what];
                const id = `${group}.${(words[0] === group ? words.slice(1) : words).join("-")}`;
                proposal.continuous.push({ id, group, label: LabelOf(words), binds: found as IBoneBind[] });
            }
        }
        if (HasWord(family.words, /^jaw$/) && !hasJawMorph && family.bones.length === 1) {
            const axis = Axis(family.bones[0], [1, 0, 0]);
            if (axis) {
                const high = axis.sign * JawAngle;
                const bind: IBoneBind = { type: "bone", bone: family.bones[0].name, property: "rotation", axis: axis.name, low: 0, high };
                proposal.expressions.push({ id: "jawOpen", label: "Jaw open", binds: [bind] });
            }
        }
    }
    if (oblique.length > 0) {
        proposal.notes.push(`Bones whose axes are oblique to the head, so that no bind was proposed: ${oblique.join(", ")}.`);
    }
    return proposal;
}

/** Bones that move vertices or carry meshes, by what they are. */
function Families(model: IModelSummary, headBone: string): Map<string, IBoneFamily> {
    const below = BonesBelow(model, headBone);
    const weights = new Map<string, number>();
    for (const [joint, weight] of model.meshes.flatMap((mesh) => [...mesh.joints])) {
        weights.set(joint, (weights.get(joint) ?? 0) + weight);
    }
    const families = new Map<string, { words: readonly string[]; bones: IModelBone[] }>();
    for (const bone of model.bones.filter(({ name }) => below.has(name) && (weights.get(name) ?? 0) > 0)) {
        const { words } = SplitName(bone.name);
        if (words.length > 0 && !HasWord(words, OtherPart)) {
            // Digits tell bones of a chain apart.
            const key = `${words.join(" ")} ${bone.name.match(/\d+/g)?.join(" ") ?? ""}`.trim();
            const family = families.get(key) ?? { words: key.split(" "), bones: [] };
            family.bones.push(bone);
            families.set(key, family);
        }
    }
    return families;
}

/** The local axis along a direction of rig space, with its sign. */
function Axis(bone: IModelBone, direction: Vector): { name: IBoneBind["axis"]; sign: number } | undefined {
    const cosines = bone.axes.map((axis) => axis[0] * direction[0] + axis[1] * direction[1] + axis[2] * direction[2]);
    const best = cosines.reduce((found, cosine, i) => (Math.abs(cosine) > Math.abs(cosines[found]) ? i : found), 0);
    return Math.abs(cosines[best]) < LeastCosine ? undefined : { name: (["x", "y", "z"] as const)[best], sign: Math.sign(cosines[best]) };
}

function Move(bone: IModelBone, direction: Vector, metres: number): IBoneBind | undefined {
    const axis = Axis(bone, direction);
    // Binds are in units of the bone's parent.
    const high = axis && Math.round(((axis.sign * metres) / bone.parentScale) * 1e5) / 1e5;
    return axis && { type: "bone", bone: bone.name, property: "translation", axis: axis.name, low: -high!, high: high! };
}

function Grow(bone: IModelBone, factor: number): IBoneBind[] {
    return (["x", "y", "z"] as const).map((axis) => ({
        type: "bone",
        bone: bone.name,
        property: "scale",
        axis,
        low: -factor,
        high: factor,
    }));
}
