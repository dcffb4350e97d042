import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ReadPictureAsync } from "../../../src/cli/evaluation/pictureFiles.js";
import { StartServerAsync } from "../../../src/cli/server.js";
import { StartWasmAsync } from "../../../src/cli/startWasm.js";
import { FaceDetector } from "../../../src/networks/faceDetector.js";
import { type Point2D } from "../../../src/photo/photo.types.js";
import { ApplySimilarity, FitSimilarity } from "../../../src/photo/similarity.js";

/** Pupils of the photo-booth frame at 512, image left first. */
const Pupils: readonly Point2D[] = [
    [202, 236],
    [310, 236],
];
/** Weights of the groups of ancestry in the mean, those of `assets/head/average.py`: the average face was moved to that mean. */
const Groups: Readonly<Record<string, number>> = { white: 1, black: 1, west_asian: 0.7, east_asian: 0.5 };

/** Numbers of the brows' landmarks, first and last. */
const Brows = [17, 26] as const;
/** The brows of the average head still lie so many pixels below people's (`average.py` prints it): that is shape, not bias. */
const BrowsTooLow = 7;

/** Hand-set points of a photograph; the first two are the pupils. */
interface IHandPoints {
    readonly points: readonly Point2D[];
}

/**
 * Measures by how much the detector's landmarks on photographs of people stand off those on the picture of the average face, which has the shape of
 * these people's mean: `bias.ts --faces <dir> --average <png of the average face, 512 px> --out <json>`. Photographs are placed by their
 * hand-set pupils, so that the detector has no say in it. Looks at the choosing split only.
 */
async function MainAsync(): Promise<void> {
    const { values } = parseArgs({ options: { faces: { type: "string" }, average: { type: "string" }, out: { type: "string" } } });
    const { faces = "", average = "", out = "" } = values;
    await StartWasmAsync();
    const server = await StartServerAsync();
    const detector = await FaceDetector.LoadAsync(`${server.url}assets/networks/face-api/`);
    const landmarksOfAsync = async (path: string): Promise<readonly Point2D[]> => {
        const [face] = await detector.detectAsync(await ReadPictureAsync(path));
        return face.landmarks;
    };
    const { choose } = JSON.parse(await readFile(join(faces, "split.json"), "utf8")) as { choose: { london: string[]; canada: string[] } };
    const table = (await readFile(join(faces, "london", "people.csv"), "utf8")).trim().split("\n").slice(1);
    const ancestry = new Map(table.map((line) => [line.split(",")[0], line.split(",")[3]]));
    const people = [
        ...choose.london.map((id) => ({ stem: join(faces, "london", `${id}_neutral`), group: ancestry.get(id) ?? "" })),
        ...choose.canada.map((id) => ({ stem: join(faces, "canada", id), group: "white" })),
    ];
    const groups = new Map<string, Point2D[][]>();
    for (const { stem, group } of people) {
        const { points } = JSON.parse(await readFile(`${stem}.json`, "utf8")) as IHandPoints;
        const pupils = [points[0], points[1]].sort((a, b) => a[0] - b[0]);
        const transform = FitSimilarity(pupils, Pupils);
        const placed = (await landmarksOfAsync(`${stem}.jpg`)).map((point) => ApplySimilarity(transform, point));
        groups.set(group, [...(groups.get(group) ?? []), placed]);
    }
    const known = [...groups].filter(([group]) => Groups[group] > 0);
    const total = known.reduce((sum, [group]) => sum + Groups[group], 0);
    const seen = await landmarksOfAsync(average);
    const bias = seen.flatMap((point, i) =>
        point.map((value, axis) => {
            const mean = known.reduce((sum, [group, sets]) => {
                return sum + (Groups[group] / total) * (sets.reduce((part, set) => part + set[i][axis], 0) / sets.length);
            }, 0);
            const shape = axis === 1 && i >= Brows[0] && i <= Brows[1] ? -BrowsTooLow : 0;
            return Number((mean - value - shape).toFixed(3));
        }),
    );
    await writeFile(out, JSON.stringify({ bias, people: { london: choose.london, canada: choose.canada } }));
    console.log(`${people.length} people, mean offset ${(bias.reduce((sum, value) => sum + Math.abs(value), 0) / 136).toFixed(2)} px`);
    detector.dispose();
    await server.closeAsync();
}

await MainAsync();
