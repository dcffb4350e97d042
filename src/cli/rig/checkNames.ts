import { type IRigFile } from "../../rig/rigFile.types.js";
import { type IModelSummary } from "./modelSummary.types.js";
import { type IRigFault } from "./rigFaults.types.js";

/**
 * Finds every name in a rig that its model lacks, and what of the model the rig leaves out.
 * @param rig the rig
 * @param model its model
 * @returns the faults
 */
export function CheckNames(rig: IRigFile, model: IModelSummary): IRigFault[] {
    const faults: IRigFault[] = [];
    const names = {
        "morph target": new Set(model.meshes.flatMap(({ targets }) => targets.map(({ name }) => name))),
        joint: new Set(model.bones.map(({ name }) => name)),
        material: new Set(model.materials.map(({ name }) => name)),
        mesh: new Set(model.meshes.map(({ name }) => name)),
    };
    const require = (kind: keyof typeof names, name: string, place: string): void => {
        if (!names[kind].has(name)) {
            const near = Nearest(name, names[kind]);
            const hint = near === undefined ? "" : `; did you mean "${near}"?`;
            faults.push({ severity: "fault", place, text: `the model has no ${kind} "${name}"${hint}` });
        }
    };
    const lists = [
        ["continuous", rig.continuous],
        ["nuisance.expressions", rig.nuisance.expressions],
    ] as const;
    for (const [list, parameters] of lists) {
        parameters.forEach(({ binds }, i) =>
            binds.forEach((bind, k) => {
                const place = `${list}.${i}.binds.${k}`;
                bind.type === "morph"
                    ? require("morph target", bind.target, `${place}.target`)
                    : require("joint", bind.bone, `${place}.bone`);
            }),
        );
    }
    require("joint", rig.nuisance.pose.bone, "nuisance.pose.bone");
    rig.colors.forEach(({ binds }, i) =>
        binds.forEach(({ material }, k) => require("material", material, `colors.${i}.binds.${k}.material`)),
    );
    rig.discrete.forEach(({ options }, i) =>
        options.forEach(({ show }, k) => show.forEach((mesh, m) => require("mesh", mesh, `discrete.${i}.options.${k}.show.${m}`))),
    );
    Object.keys(rig.materials).forEach((name) => require("material", name, `materials.${name}`));
    Object.keys(rig.labels).forEach((name) => require("mesh", name, `labels.${name}`));
    Object.keys(rig.alphaCutoff).forEach((name) => require("mesh", name, `alphaCutoff.${name}`));
    rig.glasses?.styles.forEach(({ frame, lenses }, i) => {
        require("mesh", frame, `glasses.styles.${i}.frame`);
        require("mesh", lenses, `glasses.styles.${i}.lenses`);
    });
    if (rig.glasses) {
        require("mesh", rig.glasses.skin, "glasses.skin");
    }
    for (const name of model.ambiguous) {
        faults.push({ severity: "note", place: rig.model, text: `two nodes or two materials have the name "${name}"` });
    }
    return faults;
}

/** The most similar name, if it is similar enough to be meant. */
function Nearest(name: string, others: ReadonlySet<string>): string | undefined {
    const found = [...others]
        .map((other) => ({ other, distance: EditDistance(name.toLowerCase(), other.toLowerCase()) }))
        .sort((a, b) => a.distance - b.distance)[0];
    return found && found.distance <= Math.max(1, name.length / 3) ? found.other : undefined;
}

/** Levenshtein's distance. */
function EditDistance(a: string, b: string): number {
    let row = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
        const next = [i];
        for (let j = 1; j <= b.length; j++) {
            next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
        }
        row = next;
    }
    return row[b.length];
}
