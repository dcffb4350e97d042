import { type ParameterGroup } from "../../face/faceSchema.js";
import { type IMorphBind, type IRigContinuousParameter, type IRigExpression } from "../../rig/rigFile.types.js";
import { ExpressionId } from "./expressions.js";
import { type IModelSummary, type IModelTarget, type Vector } from "./modelSummary.types.js";
import { GroupOf, LabelOf, SplitName, UpperEnds } from "./names.js";
import { type IEyePlaces } from "./places.js";

/** Influence at the lower end of a target that has no opposite: artists make targets for one direction, and half of the other mostly holds. */
const LowerInfluence = -0.5;

/** What the morph targets of a model are. */
export interface IMorphProposal {
    readonly continuous: IRigContinuousParameter[];
    readonly expressions: IRigExpression[];
    readonly notes: string[];
}

/** Targets of one meaning: of both sides, or of the middle. */
interface IFamily {
    readonly words: readonly string[];
    readonly targets: readonly IModelTarget[];
}

/**
 * Sorts morph targets into expressions and facial parameters. Both sides of a pair go together, and so do the two ends of a scale.
 * @param model the model
 * @param eyes where the eyes are, to group targets by their place where no name tells
 * @returns the proposals
 */
export function ProposeMorphs(model: IModelSummary, eyes: Pick<IEyePlaces, "left" | "right"> | undefined): IMorphProposal {
    const families = Families(model);
    const notes: string[] = [];
    const expressions = new Map<string, IRigExpression>();
    const shapes = new Map<string, IFamily>();
    for (const [key, family] of families) {
        const id = ExpressionId(family.words);
        if (id === undefined) {
            shapes.set(key, family);
        } else {
            const binds = [...(expressions.get(id)?.binds ?? []), ...Binds(family, 0, 1)];
            expressions.set(id, { id, label: LabelOf(SplitName(id).words), binds });
        }
    }
    const continuous: IRigContinuousParameter[] = [];
    const used = new Set<IFamily>();
    for (const [key, family] of shapes) {
        const ends = UpperEnds(family.words).map(({ upper, shared }) => ({ upper: shapes.get(Key(upper, key.endsWith(Middle))), shared }));
        const found = ends.find(({ upper }) => upper !== undefined);
        if (found?.upper) {
            used.add(family).add(found.upper);
            continuous.push(Parameter(found.shared, family, [...Binds(family, 1, 0), ...Binds(found.upper, 0, 1)], eyes));
        }
    }
    for (const family of shapes.values()) {
        if (!used.has(family)) {
            continuous.push(Parameter(family.words, family, Binds(family, LowerInfluence, 1), eyes));
        }
    }
    const still = model.meshes.flatMap(({ targets }) => targets).filter(({ reach }) => reach === 0);
    if (still.length > 0) {
        notes.push(`Morph targets that move nothing on some mesh: ${[...new Set(still.map(({ name }) => name))].join(", ")}.`);
    }
    return { continuous, expressions: [...expressions.values()], notes };
}

/** Targets by what they mean, sides together; a name on several meshes is one target. */
function Families(model: IModelSummary): Map<string, IFamily> {
    const strongest = new Map<string, IModelTarget>();
    for (const target of model.meshes.flatMap(({ targets }) => targets)) {
        const known = strongest.get(target.name);
        if (target.reach > (known?.reach ?? 0)) {
            strongest.set(target.name, target);
        }
    }
    const families = new Map<string, { words: readonly string[]; targets: IModelTarget[] }>();
    for (const target of strongest.values()) {
        const { words, side } = SplitName(target.name);
        const key = Key(words.join(" "), side === undefined);
        const family = families.get(key) ?? { words: words.length > 0 ? words : [target.name.toLowerCase()], targets: [] };
        family.targets.push(target);
        families.set(key, family);
    }
    return families;
}

/** What stands behind the words of a target of neither side, so that it is not taken for one of a pair. */
const Middle = " |";

function Key(text: string, isMiddle: boolean): string {
    return isMiddle ? text + Middle : text;
}

function Binds({ targets }: IFamily, low: number, high: number): IMorphBind[] {
    return targets.map(({ name }) => ({ type: "morph", target: name, low, high }));
}

function Parameter(
    words: readonly string[],
    { targets }: IFamily,
    binds: IMorphBind[],
    eyes: Pick<IEyePlaces, "left" | "right"> | undefined,
): IRigContinuousParameter {
    const group = GroupOf(words) ?? GroupAt(targets[0].centre, eyes);
    const own = words.length > 1 && words[0] === group ? words.slice(1) : words;
    return { id: `${group}.${own.join("-")}`, group, label: LabelOf(words), binds };
}

/** The group of a place, measured in distances of the eyes from their middle. */
function GroupAt(place: Vector | undefined, eyes: Pick<IEyePlaces, "left" | "right"> | undefined): ParameterGroup {
    if (!place || !eyes) {
        return "face";
    }
    const unit = Math.hypot(...eyes.left.map((value, c) => value - eyes.right[c])) || 1;
    const x = Math.abs(place[0] - (eyes.left[0] + eyes.right[0]) / 2) / unit;
    const y = (place[1] - (eyes.left[1] + eyes.right[1]) / 2) / unit;
    if (y > 0.25 && y < 0.7) {
        return "brow";
    }
    if (Math.abs(y) <= 0.25 && x > 0.2) {
        return "eye";
    }
    if (y <= 0.25 && y > -0.85 && x <= 0.3) {
        return "nose";
    }
    return y <= -0.85 && y > -1.6 && x <= 0.6 ? "mouth" : "face";
}
