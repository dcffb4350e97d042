import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Document } from "@gltf-transform/core";
import { mergeDocuments } from "@gltf-transform/functions";
import { FaceCreatorError } from "../../face/faceCreatorError.js";
import { type IRigFile } from "../../rig/rigFile.types.js";
import { ReadInputAsync } from "../options.js";
import { CheckNames } from "./checkNames.js";
import { CheckFraming, CheckLabelsAsync } from "./checkPicture.js";
import { CheckRanges } from "./checkRanges.js";
import { CheckShape } from "./checkShape.js";
import { HashPrefix, HashRigAsync } from "./modelHash.js";
import { SummariseModel } from "./modelSummary.js";
import { ReadModelAsync } from "./readModel.js";
import { type IRigFault } from "./rigFaults.types.js";

/** What came of a check. */
export interface IRigCheck {
    readonly faults: readonly IRigFault[];
    /** The hash that the rig should have; undefined where it could not be made. */
    readonly hash: string | undefined;
}

/**
 * Checks a rig file with its model, and tells everything that is wrong at once.
 * @param path the `*.rig.json`
 * @returns what was found
 * @throws E_READ where the file cannot be read
 */
export async function CheckRigAsync(path: string): Promise<IRigCheck> {
    let json: unknown;
    try {
        json = JSON.parse((await ReadInputAsync(path)).toString("utf8"));
    } catch (error) {
        if (error instanceof FaceCreatorError) {
            throw error;
        }
        return { faults: [{ severity: "fault", place: "the file", text: `not JSON (${(error as Error).message})` }], hash: undefined };
    }
    const folder = dirname(path);
    const { faults, rig } = CheckShape(json);
    if (!rig) {
        return { faults, hash: undefined };
    }
    for (const key of ["model", "environment"] as const) {
        if (!existsSync(join(folder, rig[key])) && !faults.some(({ place }) => place === key)) {
            faults.push({ severity: "fault", place: key, text: `the file ${join(folder, rig[key])} is missing` });
        }
    }
    if (!existsSync(join(folder, rig.model))) {
        return { faults, hash: undefined };
    }
    const shapeIsRight = faults.length === 0;
    const document = await ReadHeadAsync(rig, folder, faults);
    const model = SummariseModel(document);
    // What took the place of a wrong entry is no fault of the file.
    const own = (fault: IRigFault): boolean => !faults.some(({ place }) => Encloses(place, fault.place));
    faults.push(...[...CheckNames(rig, model), ...CheckRanges(rig, model), ...CheckFraming(rig, model)].filter(own));
    faults.push(...(await CheckLabelsAsync(rig, model, folder)).filter(own));
    const hash = shapeIsRight ? await HashRigAsync(rig, document, model, await ReadPicturesAsync(rig, folder)) : undefined;
    if (hash !== undefined && hash !== rig.hash) {
        faults.push(HashFault(rig.hash));
    }
    return { faults, hash };
}

/** The model with its pieces; a piece that is missing is a fault. */
async function ReadHeadAsync(rig: IRigFile, folder: string, faults: IRigFault[]): Promise<Document> {
    const document = await ReadModelAsync(join(folder, rig.model));
    for (const [i, { file }] of (rig.pieces ?? []).entries()) {
        if (existsSync(join(folder, file))) {
            mergeDocuments(document, await ReadModelAsync(join(folder, file)));
        } else {
            faults.push({ severity: "fault", place: `pieces.${i}.file`, text: `the file ${join(folder, file)} is missing` });
        }
    }
    return document;
}

/**
 * The pictures that enter the hash of a rig: its environment and its label textures.
 * @param rig the rig
 * @param folder that its files are relative to
 * @returns their bytes; files that are missing are left out
 */
export async function ReadPicturesAsync(rig: Pick<IRigFile, "environment" | "labels">, folder: string): Promise<Uint8Array[]> {
    const files = [rig.environment, ...Object.values(rig.labels).flatMap((label) => (label.kind === "texture" ? [label.file] : []))];
    const paths = [...new Set(files)].map((file) => join(folder, file)).filter((file) => existsSync(file));
    return await Promise.all(paths.map(async (file) => await readFile(file)));
}

function HashFault(hash: string): IRigFault {
    return hash.startsWith(HashPrefix)
        ? {
              severity: "fault",
              place: "hash",
              text: "rig or model changed since it was made: weights that were trained for it no longer hold; write the new one with --write-hash",
          }
        : { severity: "note", place: "hash", text: "it was made by another build, and cannot be held against the model here" };
}

/** Whether one path lies in the same entry as another that is wrong: up to the number of the list or the name in the table. */
function Encloses(wrong: string, place: string): boolean {
    const entry = /^(.*?\.\d+)(\.|$)/.exec(wrong)?.[1] ?? wrong;
    return place === entry || place.startsWith(`${entry}.`);
}
