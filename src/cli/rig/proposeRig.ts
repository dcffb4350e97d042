import { type IRigFile, type MaterialPreset } from "../../rig/rigFile.types.js";
import { ProposeFraming } from "./framing.js";
import { type IModelSummary } from "./modelSummary.types.js";
import { FindEyes, FindHeadBone, FindHeadBounds } from "./places.js";
import { ProposeBones } from "./proposeBones.js";
import { ProposeMorphs } from "./proposeMorphs.js";
import { KindOf, ProposeBlocks, ProposeColors, ProposeLabels } from "./proposeParts.js";
import { type IRigContinuousParameter } from "../../rig/rigFile.types.js";

/** A proposed rig, and what there is to say about it. */
export interface IRigProposal {
    readonly rig: Omit<IRigFile, "hash">;
    /** What was found, and where. */
    readonly found: readonly string[];
    /** What could not be found, and what was taken instead. */
    readonly missing: readonly string[];
}

/** Heights of a head that is in metres. */
const PlausibleHeight = [0.12, 0.6] as const;

/**
 * Proposes a rig for a model.
 * @param model the model; its head joint must exist, see PrepareModel
 * @param poseBone the joint that turns the head
 * @param files id of the rig and names of its files, relative to it
 * @returns the proposal
 */
export function ProposeRig(model: IModelSummary, poseBone: string, files: Pick<IRigFile, "id" | "model" | "environment">): IRigProposal {
    const found: string[] = [];
    const missing: string[] = [];
    const headBone = FindHeadBone(model) ?? (model.bones.some(({ name }) => name === poseBone) ? poseBone : undefined);
    const bounds = FindHeadBounds(model, headBone);
    const eyes = FindEyes(model);
    const head = bounds ?? { minimum: [-0.08, 0, -0.1] as const, maximum: [0.08, 0.25, 0.1] as const, source: "nothing" };
    const height = head.maximum[1] - head.minimum[1];
    found.push(`Head: ${height.toFixed(3)} m high, by ${head.source}.`);
    if (height < PlausibleHeight[0] || height > PlausibleHeight[1]) {
        missing.push(
            `The head is ${height.toFixed(2)} units high: a rig is in metres, scale the model (or only the head was not told from the body).`,
        );
    }
    if (eyes) {
        const distance = Math.hypot(...eyes.left.map((value, c) => value - eyes.right[c]));
        found.push(`Eyes: ${(1000 * distance).toFixed(1)} mm apart, by ${eyes.source}; the framing follows from them.`);
        if (eyes.left[0] < eyes.right[0]) {
            missing.push("The left eye lies at smaller x than the right one: the head looks to -z. Turn the model by 180 degrees about y.");
        }
    } else {
        missing.push("No eyes were found by bones, meshes or blink morphs: the framing is guessed from the bounds of the head.");
    }
    const morphs = ProposeMorphs(model, eyes);
    const bones = ProposeBones(
        model,
        headBone,
        height,
        morphs.expressions.some(({ id }) => id === "jawOpen"),
    );
    const { labels, notes: labelNotes } = ProposeLabels(model);
    const { colors, notes: colorNotes } = ProposeColors(model);
    const discrete = ProposeBlocks(model);
    const continuous = WithUniqueIds([...morphs.continuous, ...bones.continuous]);
    const expressions = [...morphs.expressions, ...bones.expressions];
    found.push(`Parameters: ${morphs.continuous.length} on morph targets, ${bones.continuous.length} on bones.`);
    found.push(`Expressions: ${expressions.length}${expressions.length > 0 ? ` (${expressions.map(({ id }) => id).join(", ")})` : ""}.`);
    found.push(
        `Colours: ${colors.map(({ id }) => id).join(", ") || "none"}. Options: ${discrete.map((block) => `${block.id} ${block.options.length}`).join(", ") || "none"}.`,
    );
    if (continuous.length === 0) {
        missing.push("No parameter was found: the model has no facial morph targets, and no facial bones below the head.");
    }
    if (expressions.length === 0) {
        missing.push("No expression was found: fits cannot set a smile in a photo apart from the shape.");
    }
    missing.push(...model.ambiguous.map((name) => `Two nodes or materials have the name "${name}": a rig cannot tell them apart.`));
    missing.push(...morphs.notes, ...bones.notes, ...labelNotes, ...colorNotes);
    return {
        found,
        missing,
        rig: {
            format: "babylon-face-creator/rig",
            version: 1,
            ...files,
            framing: ProposeFraming(eyes, head, model.bones.find(({ name }) => name === poseBone)?.position),
            continuous,
            colors,
            discrete,
            nuisance: { pose: { bone: poseBone, yaw: 45, pitch: 30, roll: 20 }, expressions },
            labels,
            materials: Presets(model),
            alphaCutoff: Cutoffs(model),
        },
    };
}

/** Presets that suit what the materials are; only those of strands and overlays need alpha. */
function Presets(model: IModelSummary): Record<string, MaterialPreset> {
    const presets: Record<string, MaterialPreset> = {};
    for (const { name, isTransparent } of model.materials) {
        const kind = KindOf(name);
        if (kind === "skin") {
            presets[name] = "skin";
        } else if (isTransparent && (kind === "hair" || kind === "brow" || kind === "lashes")) {
            presets[name] = kind;
        } else if (/cornea/i.test(name)) {
            presets[name] = "cornea";
        }
    }
    return presets;
}

function Cutoffs(model: IModelSummary): Record<string, number> {
    const transparent = new Set(
        model.materials.filter((material) => material.isTransparent && material.isTextured).map(({ name }) => name),
    );
    return Object.fromEntries(
        model.meshes.filter((mesh) => mesh.materials.some((name) => transparent.has(name))).map(({ name }) => [name, 0.5]),
    );
}

function WithUniqueIds(parameters: readonly IRigContinuousParameter[]): IRigContinuousParameter[] {
    const counts = new Map<string, number>();
    return parameters.map((parameter) => {
        const count = (counts.get(parameter.id) ?? 0) + 1;
        counts.set(parameter.id, count);
        return count === 1 ? parameter : { ...parameter, id: `${parameter.id}-${count}` };
    });
}
