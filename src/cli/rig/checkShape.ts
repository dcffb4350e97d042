import { FaceCreatorError } from "../../face/faceCreatorError.js";
import { ParseRigFile } from "../../rig/rigFile.js";
import { type IRigFile } from "../../rig/rigFile.types.js";
import { type IRigFault } from "./rigFaults.types.js";

/** More wrong entries than this are not told one by one. */
const MostFaults = 100;

/** Right entries, by the list or table that they stand in. They take the place of wrong ones, so that those behind them are found too. */
const Spare: Readonly<Record<string, (unique: string) => unknown>> = {
    continuous: (unique) => ({ id: unique, group: "face", label: unique, binds: [] }),
    colors: (unique) => ({
        id: unique,
        label: unique,
        default: [0, 0, 0],
        palette: [
            [0, 0, 0],
            [1, 1, 1],
        ],
        binds: [],
    }),
    discrete: (unique) => ({ id: unique, label: unique, default: 0, options: [{ id: unique, label: unique, show: [] }] }),
    options: (unique) => ({ id: unique, label: unique, show: [] }),
    expressions: (unique) => ({ id: unique, label: unique, binds: [] }),
    labels: () => ({ kind: "hidden" }),
    materials: () => "skin",
    alphaCutoff: () => 0.5,
};

/** Right values of what stands alone. */
const Whole = {
    format: "babylon-face-creator/rig",
    version: 1,
    id: "unknown",
    hash: "unknown",
    model: "unknown.glb",
    environment: "unknown.env",
    framing: { fov: 20, camera: [0, 0, 1], pivot: [0, 0, 0] },
    continuous: [],
    colors: [],
    discrete: [],
    nuisance: { pose: { bone: "unknown", yaw: 0, pitch: 0, roll: 0 }, expressions: [] },
    labels: {},
    materials: {},
    alphaCutoff: {},
};

type Json = Record<string, unknown>;

/**
 * Checks the contents of a rig file by the same rules as loading does, but goes on behind the first wrong entry.
 * @param json what `JSON.parse` gave
 * @returns every wrong entry, and the rig with those replaced; undefined where the file is of a newer version
 */
export function CheckShape(json: unknown): { readonly faults: IRigFault[]; readonly rig: IRigFile | undefined } {
    const faults: IRigFault[] = [];
    let healed = structuredClone(json);
    if (typeof healed !== "object" || healed === null || Array.isArray(healed)) {
        return { faults: [{ severity: "fault", place: "the file", text: "it must be a JSON object" }], rig: undefined };
    }
    for (;;) {
        try {
            return { faults, rig: ParseRigFile(healed) };
        } catch (error) {
            if (!(error instanceof FaceCreatorError)) {
                throw error;
            }
            const [, place, text] = /"([^"]*)" - (.*)$/s.exec(error.message) ?? ["", "the file", error.message];
            faults.push({ severity: "fault", place, text });
            if (error.code !== "E_RIG_FORMAT" || faults.length > MostFaults) {
                return { faults, rig: undefined };
            }
            healed = Heal(healed as Json, place, faults.length);
        }
    }
}

/** Replaces the innermost entry around a place, or the value itself where it stands alone. */
function Heal(json: Json, place: string, number: number): Json {
    const keys = place.split(".");
    // Names of meshes and materials may hold dots.
    const table = Object.keys(Spare).find((name) => keys[0] === name && !Array.isArray(json[name]) && typeof json[name] === "object");
    if (table !== undefined && keys.length > 1) {
        const entries = json[table] as Json;
        const rest = place.slice(table.length + 1);
        const key = Object.keys(entries).find((name) => rest === name || rest.startsWith(`${name}.`));
        if (key !== undefined) {
            return { ...json, [table]: { ...entries, [key]: Spare[table](`spare-${number}`) } };
        }
    }
    for (let depth = keys.length - 1; depth > 0; depth--) {
        const list = At(json, keys.slice(0, depth));
        const spare = Spare[keys[depth - 1]];
        if (Array.isArray(list) && spare && /^\d+$/.test(keys[depth])) {
            list[Number(keys[depth])] = spare(`spare-${number}`);
            return json;
        }
    }
    for (let depth = keys.length; depth > 0; depth--) {
        const value = At(Whole, keys.slice(0, depth));
        const parent = At(json, keys.slice(0, depth - 1));
        if (value !== undefined && typeof parent === "object" && parent !== null) {
            (parent as Json)[keys[depth - 1]] = structuredClone(value);
            return json;
        }
    }
    return structuredClone(Whole);
}

function At(json: unknown, keys: readonly string[]): unknown {
    return keys.reduce<unknown>((value, key) => (value as Json | undefined)?.[key], json);
}
