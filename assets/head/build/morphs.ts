import { AddScaled, Ancestries, EyeHelpers, MeanOf } from "./average.js";
import { ExpressionTable, type IExpressionRow } from "./expressionTable.js";
import { SidedJoints } from "./joints.js";
import { type IMorph } from "./mesh.types.js";
import { type IFieldBuilder } from "./fields.js";
import { type IBoneSource, type IMacroSource, type IPairSource } from "./parameters/parameterRow.js";
import { ParameterTable } from "./parameterTable.js";
import { type ISource } from "./source.types.js";
import { type IRigContinuousParameter, type IRigExpression, type RigBind } from "../../../src/rig/rigFile.types.js";

/** Morph targets with the parameters and expressions that drive them. */
export interface IMorphs {
    readonly morphs: readonly IMorph[];
    readonly continuous: readonly IRigContinuousParameter[];
    readonly expressions: readonly IRigExpression[];
}

/** Two ends of a slider whose cosine is above this become one signed morph target. */
const NearLinear = 0.97;

/** Influence at which the stronger end of a parameter uses its target; see {@link StorableMorphs}. */
const LargestInfluence = 0.25;

/**
 * Makes all morph targets and what drives them.
 * @param source verified source
 * @param average base vertices of the average face, decimetres
 * @param irisGrowth displacements of the iris mesh that double its radius, decimetres
 * @param fields maker of authored displacement fields
 * @returns morphs, parameters, expressions
 */
export function BuildMorphs(source: ISource, average: Float32Array, irisGrowth: Float32Array, fields: IFieldBuilder): IMorphs {
    const morphs: IMorph[] = [];
    const continuous = ParameterTable.map((row): IRigContinuousParameter => {
        const binds: RigBind[] = [];
        for (const part of row.sources) {
            if (part.kind === "bone") {
                binds.push(...BoneBinds(part));
            } else if (part.kind === "iris") {
                morphs.push({ name: row.id, delta: new Float32Array(), expression: false, own: new Map([["iris", irisGrowth]]) });
                binds.push({ type: "morph", target: row.id, low: -part.amount, high: part.amount });
            } else if (part.kind === "field") {
                morphs.push({ name: row.id, delta: FadeNeck(fields.skin(part), average), expression: false });
                binds.push({ type: "morph", target: row.id, low: -1, high: 1 });
            } else if (part.kind === "brow" || part.kind === "lashes") {
                const own = part.kind === "brow" ? fields.brows(part) : fields.lashes(part);
                morphs.push({ name: row.id, delta: new Float32Array(), expression: false, own });
                binds.push({ type: "morph", target: row.id, low: -1, high: 1 });
            } else if (part.kind === "macro") {
                morphs.push({ name: row.id, delta: MacroDelta(source, average, part), expression: false });
                binds.push({ type: "morph", target: row.id, low: -part.low, high: part.high });
            } else {
                AddPair(source, average, row.id, part, morphs, binds);
            }
        }
        return { id: row.id, group: row.group, label: row.label, binds };
    });
    const expressions = ExpressionTable.map((row) => BuildExpression(source, row, morphs));
    return StorableMorphs(morphs, continuous, expressions);
}

/**
 * Scales each target so that the parameter or expression that uses it most has the influence 0.25: in a glTF, displacements are whole
 * multiples of 1/32767 m, and so the steps that are seen are at most 0.008 mm.
 */
function StorableMorphs(
    morphs: readonly IMorph[],
    continuous: readonly IRigContinuousParameter[],
    expressions: readonly IRigExpression[],
): IMorphs {
    const largest = new Map<string, number>();
    for (const bind of [...continuous, ...expressions].flatMap(({ binds }) => binds)) {
        if (bind.type === "morph") {
            largest.set(bind.target, Math.max(largest.get(bind.target) ?? 0, Math.abs(bind.low), Math.abs(bind.high)));
        }
    }
    const factor = (target: string): number => (largest.get(target) ?? 1) / LargestInfluence;
    const scaled = (bind: RigBind): RigBind =>
        bind.type === "morph" ? { ...bind, low: bind.low / factor(bind.target), high: bind.high / factor(bind.target) } : bind;
    const rescale = <T extends { readonly binds: readonly RigBind[] }>(rows: readonly T[]): T[] =>
        rows.map((row) => ({ ...row, binds: row.binds.map(scaled) }));
    return {
        morphs: morphs.map(({ name, delta, expression, own }) => {
            const grow = (values: Float32Array): Float32Array => values.map((x) => x * factor(name));
            const grown = own && new Map([...own].map(([mesh, values]) => [mesh, grow(values)]));
            return { name, delta: grow(delta), expression, ...(grown && { own: grown }) };
        }),
        continuous: rescale(continuous),
        expressions: rescale(expressions),
    };
}

function AddPair(source: ISource, average: Float32Array, id: string, part: IPairSource, morphs: IMorph[], binds: RigBind[]): void {
    const positive = FadeNeck(SymmetricTarget(source, part.positive), average);
    if (part.negative === null) {
        morphs.push({ name: id, delta: positive, expression: false });
        binds.push({ type: "morph", target: id, low: -part.low, high: part.high });
        return;
    }
    const negative = FadeNeck(SymmetricTarget(source, part.negative), average);
    if (-Cosine(positive, negative) > NearLinear) {
        const delta = AddScaled(
            positive.map((x) => x / 2),
            negative,
            -0.5,
        );
        morphs.push({ name: id, delta, expression: false });
        binds.push({ type: "morph", target: id, low: -part.low, high: part.high });
        return;
    }
    morphs.push({ name: `${id}-`, delta: negative, expression: false }, { name: `${id}+`, delta: positive, expression: false });
    binds.push({ type: "morph", target: `${id}-`, low: part.low, high: 0 }, { type: "morph", target: `${id}+`, low: 0, high: part.high });
}

/** Sided targets (eyes, ears, cheeks) are taken from the left and mirrored. */
function SymmetricTarget(source: ISource, name: string): Float32Array {
    const [group, stem] = name.split("/");
    if (!["eyes", "ears", "cheek"].includes(group)) {
        return source.target(name);
    }
    const left = source.target(`${group}/l-${stem}`);
    const both = left.slice();
    source.mirror.forEach((m, v) => {
        if (m >= 0) {
            both[v * 3] -= left[m * 3];
            both[v * 3 + 1] += left[m * 3 + 1];
            both[v * 3 + 2] += left[m * 3 + 2];
        }
    });
    return both;
}

function Cosine(a: Float32Array, b: Float32Array): number {
    let [ab, aa, bb] = [0, 0, 0];
    for (let i = 0; i < a.length; i++) {
        ab += a[i] * b[i];
        aa += a[i] * a[i];
        bb += b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb || 1);
}

/** Fades displacements to zero towards the bust, in place. */
function FadeNeck(delta: Float32Array, average: Float32Array, from = 5.2, to = 5.9): Float32Array {
    for (let v = 0; v < delta.length / 3; v++) {
        const t = Math.max(0, Math.min(1, (average[v * 3 + 1] - from) / (to - from)));
        for (let c = 0; c < 3; c++) {
            delta[v * 3 + c] *= t * t * (3 - 2 * t);
        }
    }
    return delta;
}

/** A macro blend minus the average, without the body's own motion: the midpoint of the eyes stays, and the neck's cut edge stays. */
function MacroDelta(source: ISource, average: Float32Array, part: IMacroSource): Float32Array {
    const delta = new Float32Array(source.count * 3);
    for (const gender of ["male", "female"]) {
        for (const ancestry of Ancestries) {
            const weight = part.macro === "gender" ? (gender === "male" ? 1 : -1) / 6 : ((ancestry === part.macro ? 1 : 0) - 1 / 3) / 2;
            AddScaled(delta, source.target(`macrodetails/${ancestry}-${gender}-young`), weight);
        }
        if (part.macro === "gender") {
            const name = `macrodetails/universal-${gender}-young-averagemuscle-averageweight`;
            AddScaled(delta, source.target(name), gender === "male" ? 0.5 : -0.5);
        }
    }
    const [left, right] = [MeanOf(delta, EyeHelpers.left), MeanOf(delta, EyeHelpers.right)];
    for (let i = 0; i < delta.length; i++) {
        delta[i] -= (left[i % 3] + right[i % 3]) / 2;
    }
    return FadeNeck(delta, average, 5.3, 6.2);
}

/** Moves a bone; sided bones move mirrored about x = 0. */
function BoneBinds(part: IBoneSource): RigBind[] {
    const unit = part.property === "translation" ? 1e-3 : part.property === "rotation" ? Math.PI / 180 : 1;
    const bind = (bone: string, sign: number): RigBind => {
        const high = part.amount * unit * sign;
        return { type: "bone", bone, property: part.property, axis: part.axis, low: -high, high };
    };
    if (!SidedJoints.includes(part.bone)) {
        return [bind(part.bone, 1)];
    }
    const flips = (part.property === "translation" && part.axis === "x") || (part.property === "rotation" && part.axis !== "x");
    return [bind(`${part.bone}L`, 1), bind(`${part.bone}R`, flips ? -1 : 1)];
}

function BuildExpression(source: ISource, row: IExpressionRow, morphs: IMorph[]): IRigExpression {
    const binds: RigBind[] = (row.bones ?? []).map(({ bone, axis, degrees }) => {
        return { type: "bone", bone, property: "rotation", axis, low: 0, high: (degrees * Math.PI) / 180 };
    });
    if (row.targets.length > 0) {
        const delta = new Float32Array(source.count * 3);
        row.targets.forEach(([name, amount]) => AddScaled(delta, source.target(`expression/units/caucasian/${name}`), amount));
        morphs.push({ name: `expr_${row.id}`, delta, expression: true });
        binds.push({ type: "morph", target: `expr_${row.id}`, low: 0, high: 1 });
    }
    return { id: row.id, label: row.label, binds };
}
