import { type ISplit } from "./split.js";

/** A reporting person that training data names. */
export interface ITrainingLeak {
    /** For example `london/004` or `portraits/A000014`. */
    readonly person: string;
    /** Where it stands, for example `provenance.people.london.3`. */
    readonly at: string;
}

/**
 * Finds reporting people in training data: in lists of ids, of file names, or anywhere in a manifest. London ids are three digits and count only
 * where something near says that they are people (`london/004`, `004_neutral`, or a key `london` above); ids of the other sets stand for themselves.
 * @param data a list of ids or files, or a manifest
 * @param split who is reported on
 * @returns every place that names one; empty where the data is clean
 */
export function FindTrainingLeaks(data: unknown, split: ISplit): ITrainingLeak[] {
    const { london, canada, pairs, gallery } = split.report;
    const reported = new Map<string, string>([
        ...canada.map((id): [string, string] => [id, `canada/${id}`]),
        ...[...pairs, ...gallery].map((id): [string, string] => [id, `portraits/${id}`]),
    ]);
    const londoners = new Set(london);
    const leaks: ITrainingLeak[] = [];
    const look = (value: unknown, path: readonly string[]): void => {
        if (typeof value === "string" || typeof value === "number") {
            const text = String(value);
            const inLondon = /london/i.test(path.join(".")) || /london/i.test(text);
            const at = path.join(".");
            for (const [token] of text.matchAll(/(?<![A-Za-z\d])(?:[A-Z]\d{6}|\d{3}(?:_neutral|_smiling|[fm])?)(?![A-Za-z\d])/g)) {
                const id = token.replace(/_(neutral|smiling)$/, "");
                if (reported.has(id)) {
                    leaks.push({ person: reported.get(id)!, at });
                } else if (londoners.has(id) && (inLondon || id !== token)) {
                    leaks.push({ person: `london/${id}`, at });
                }
            }
        } else if (value !== null && typeof value === "object") {
            for (const [key, inner] of Object.entries(value)) {
                look(inner, [...path, key]);
                look(key, [...path, "key"]);
            }
        }
    };
    look(data, []);
    return leaks;
}
