import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { FaceCreatorError } from "../../face/faceCreatorError.js";

/** One person to fit and to judge. */
export interface IReportPerson {
    readonly id: string;
    /** The photo that is fitted. */
    readonly photo: string;
    /** Another photo of the same person, never fitted. */
    readonly second: string;
}

/** A part of the split: `choose` for training and choosing, `report` for figures alone. */
export type SplitPart = "choose" | "report";

/**
 * The people of the London set in one part of the split, in the order of the split file.
 * @param faces folder with `split.json` and `london/`
 * @param part which part
 * @returns the people
 * @throws E_READ if the folder has no split
 */
export async function ReadLondonPeopleAsync(faces: string, part: SplitPart): Promise<IReportPerson[]> {
    const path = join(faces, "split.json");
    let split: Record<SplitPart, { london: readonly string[] }>;
    try {
        split = JSON.parse(await readFile(path, "utf8")) as typeof split;
    } catch {
        throw new FaceCreatorError(
            "E_READ",
            "no split of people at",
            path,
            "pass --faces <dir> with split.json and london/, or set FACES_DIR",
        );
    }
    return split[part].london.map((id) => ({
        id,
        photo: join(faces, "london", `${id}_neutral.jpg`),
        second: join(faces, "london", `${id}_smiling.jpg`),
    }));
}
