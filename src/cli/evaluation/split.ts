import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { FaceCreatorError } from "../../face/faceCreatorError.js";

/** A part of the split: `choose` for training and choosing, `report` for figures alone. */
export type SplitPart = "choose" | "report";

/** Ids of people in one part of the split. */
export interface ISplitPeople {
    readonly london: readonly string[];
    readonly canada: readonly string[];
    /** People with two different portraits. */
    readonly pairs: readonly string[];
}

/** `split.json`: who may be trained and chosen on, and who is only reported on. */
export interface ISplit {
    readonly choose: ISplitPeople;
    /** `gallery`: portraits that only stand beside the reported people as wrong answers. */
    readonly report: ISplitPeople & { readonly gallery: readonly string[] };
}

/** A person with two photos. */
export interface IPersonPhotos {
    /** Unique over all collections, for example `london/004`. */
    readonly key: string;
    readonly id: string;
    readonly photo: string;
    /** Another photo of the same person. */
    readonly second: string;
}

/** A person of any collection; those of the Canada set have one photo alone. */
export type IMixedPerson = Pick<IPersonPhotos, "key" | "id" | "photo"> & Partial<Pick<IPersonPhotos, "second">>;

/** What is known about a person of the London or Canada set, for figures by group. */
export interface IPersonFacts {
    readonly age: number;
    readonly gender: string;
}

/**
 * Reads who belongs to which part.
 * @param faces folder with `split.json`
 * @returns the split
 * @throws E_READ if the folder has none
 */
export async function ReadSplitAsync(faces: string): Promise<ISplit> {
    return JSON.parse(await ReadFacesFileAsync(faces, "split.json")) as ISplit;
}

/**
 * The people of the London set in one part: neutral photo first, smiling photo second.
 * @param faces folder with `split.json` and `london/`
 * @param part which part
 * @returns the people in the order of the split file
 */
export async function ReadLondonPeopleAsync(faces: string, part: SplitPart): Promise<IPersonPhotos[]> {
    const split = await ReadSplitAsync(faces);
    return split[part].london.map((id) => ({
        key: `london/${id}`,
        id,
        photo: join(faces, "london", `${id}_neutral.jpg`),
        second: join(faces, "london", `${id}_smiling.jpg`),
    }));
}

/**
 * The people with two different portraits in one part: `file1` and `file2` of `pairs-dev.csv`.
 * @param faces folder with `split.json`, `pairs-dev.csv` and `portraits/`
 * @param part which part
 * @returns the people in the order of the split file
 */
export async function ReadPairPeopleAsync(faces: string, part: SplitPart): Promise<IPersonPhotos[]> {
    const rows = ParseCsv(await ReadFacesFileAsync(faces, "pairs-dev.csv"));
    return (await ReadSplitAsync(faces))[part].pairs.map((id) => {
        const row = rows.find((one) => one["id"] === id);
        return {
            key: `pairs/${id}`,
            id,
            photo: join(faces, "portraits", row!["file1"]),
            second: join(faces, "portraits", row!["file2"]),
        };
    });
}

/**
 * People of all three collections, of the London set first, then of Canada, then of the pairs. Their first photos, followed by those of the gallery,
 * are the candidates of a search: the index of a person here is the index of the right candidate.
 * @param faces folder with the collections
 * @param part which part
 * @param count how many; fewer where the part has fewer, which is everybody by default
 * @returns keys that are unique over the collections, and paths
 */
export async function ReadMixedPeopleAsync(faces: string, part: SplitPart, count = Infinity): Promise<IMixedPerson[]> {
    const { canada } = (await ReadSplitAsync(faces))[part];
    const studio = canada.map((id) => ({ key: `canada/${id}`, id: `canada-${id}`, photo: join(faces, "canada", `${id}.jpg`) }));
    const portraits = (await ReadPairPeopleAsync(faces, part)).map((person) => ({ ...person, id: `pairs-${person.id}` }));
    return [...(await ReadLondonPeopleAsync(faces, part)), ...studio, ...portraits].slice(0, count);
}

/**
 * Photos of strangers among whom a person is searched for. For `report`: the Canada people, the first portraits of the pairs and the 300 people
 * of the gallery, all of the reporting split. For `choose`, which must not see any of these: the choosing Canada people and pairs, and 300
 * portraits spread evenly over the ids of those who are nowhere in the split.
 * @param faces folder with the collections
 * @param part which part
 * @returns paths of the photos, one a person; the London people are not among them
 */
export async function ReadGalleryAsync(faces: string, part: SplitPart): Promise<string[]> {
    const split = await ReadSplitAsync(faces);
    const portraits = new Map<string, string>();
    for (const { id, file } of ParseCsv(await ReadFacesFileAsync(faces, join("portraits", "manifest.csv")))) {
        if (!portraits.has(id)) {
            portraits.set(id, file);
        }
    }
    let ids: readonly string[] = split.report.gallery;
    if (part === "choose") {
        const known = new Set([...split.report.gallery, ...split.report.pairs, ...split.choose.pairs]);
        const free = [...portraits.keys()].filter((id) => !known.has(id)).sort();
        ids = Array.from({ length: 300 }, (_, i) => free[Math.floor((i * free.length) / 300)]);
    }
    return [
        ...split[part].canada.map((id) => join(faces, "canada", `${id}.jpg`)),
        ...(await ReadPairPeopleAsync(faces, part)).map(({ photo }) => photo),
        ...ids.map((id) => join(faces, "portraits", portraits.get(id)!)),
    ];
}

/**
 * Photos to fit in one part: the first photos of all people, then the second ones of those who have any, then the strangers of its gallery.
 * @param faces folder with the collections
 * @param part which part
 * @returns unique names, by which results are kept, and paths
 */
export async function ReadFitPhotosAsync(faces: string, part: SplitPart): Promise<Pick<IPersonPhotos, "id" | "photo">[]> {
    const people = await ReadMixedPeopleAsync(faces, part);
    const known = new Set(people.map(({ photo }) => photo));
    return [
        ...people,
        ...people.flatMap(({ id, second }) => (second ? [{ id: `${id}.second`, photo: second }] : [])),
        ...(await ReadGalleryAsync(faces, part))
            .filter((photo) => !known.has(photo))
            .map((photo) => ({ id: `portraits-${basename(photo, ".jpg")}`, photo })),
    ];
}

/**
 * Age and gender of the people of a collection.
 * @param faces folder with the collections
 * @param collection which one
 * @returns facts by id
 */
export async function ReadFactsAsync(faces: string, collection: "london" | "canada"): Promise<Map<string, IPersonFacts>> {
    const rows = ParseCsv(await ReadFacesFileAsync(faces, join(collection, "people.csv")));
    return new Map(rows.map(({ id, age, gender }) => [id, { age: Number(age), gender }]));
}

async function ReadFacesFileAsync(faces: string, name: string): Promise<string> {
    try {
        return await readFile(join(faces, name), "utf8");
    } catch {
        throw new FaceCreatorError(
            "E_READ",
            "no such file of the photographs:",
            join(faces, name),
            "pass --faces <dir> with split.json, london/, canada/ and portraits/, or set FACES_DIR",
        );
    }
}

/** Rows of a table whose cells hold no commas. */
function ParseCsv(text: string): Record<string, string>[] {
    const [head, ...rows] = text
        .trim()
        .split(/\r?\n/)
        .map((line) => line.split(","));
    return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]])));
}
