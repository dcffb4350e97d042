import { existsSync, readFileSync } from "node:fs";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { FivePointDetector } from "../../src/cli/evaluation/facePoints.js";
import { type IPicture } from "../../src/face/picture.js";
import { FaceDetector } from "../../src/networks/faceDetector.js";
import { type Point2D } from "../../src/photo/photo.types.js";
import { StartWasmAsync } from "./fittingNetworks.js";

const Faces = process.env.FACES_DIR ?? new URL("../../../shared/faces", import.meta.url).pathname;
const HasFaces = existsSync(`${Faces}/split.json`) && existsSync(`${Faces}/teachers/yunet`);
const FaceApi = new URL("../../node_modules/@vladmandic/face-api/model/", import.meta.url).href;

/** Pictures of a group that are looked at; `DETECTOR_COUNT` asks for more. */
const Count = Number(process.env["DETECTOR_COUNT"] ?? 8);

/** Distance of the eyes in the pictures of small faces, in pixels. */
const SmallEyes = 16;

/** A picture and the five points that are given with it: the eyes (the subject's right one first), the nose, the corners of the mouth. */
interface IKnownFace {
    readonly path: string;
    readonly points: readonly Point2D[];
    /** Factor by which the picture is made smaller before the face is looked for. */
    readonly scale: number;
}

/** What a detector makes of a group. */
interface IFindings {
    readonly found: number;
    /** Mean distance of the five points to the given ones, in distances of the eyes, picture by picture. */
    readonly errors: readonly number[];
}

function EyeDistance([right, left]: readonly Point2D[]): number {
    return Math.hypot(left[0] - right[0], left[1] - right[1]);
}

function Spread<T>(items: readonly T[]): T[] {
    const step = Math.max(1, items.length / Count);
    return Array.from({ length: Math.min(Count, items.length) }, (_, i) => items[Math.floor(i * step)]);
}

/** The portraits of the choosing people, with what the manifest knows of them. */
function ReadPortraits(): { path: string; source: string; gray: boolean; born: number; man: boolean; points: Point2D[] }[] {
    const { report } = JSON.parse(readFileSync(`${Faces}/split.json`, "utf8")) as { report: { pairs: string[]; gallery: string[] } };
    const reported = new Set([...report.pairs, ...report.gallery]);
    const [header, ...rows] = readFileSync(`${Faces}/portraits/manifest.csv`, "utf8")
        .trim()
        .split("\n")
        .map((line) => line.trim().split(","));
    const of = (row: string[], name: string): string => row[header.indexOf(name)];
    const names = ["right_eye", "left_eye", "nose", "mouth_right", "mouth_left"];
    return rows
        .filter((row) => !reported.has(of(row, "id")))
        .map((row) => ({
            path: `${Faces}/portraits/${of(row, "file")}`,
            source: of(row, "source"),
            gray: of(row, "gray") === "1",
            born: Number(of(row, "birth_year")),
            man: of(row, "gender") === "M",
            points: names.map((name): Point2D => [Number(of(row, `${name}_x`)), Number(of(row, `${name}_y`))]),
        }));
}

/** How far the nose stands from the middle between the eyes, along their line, in distances of the eyes: 0.3 is a turn of about 30 degrees. */
function Turn(points: readonly Point2D[]): number {
    const [[rx, ry], [lx, ly], [nx, ny]] = points;
    const along = (nx - (rx + lx) / 2) * (lx - rx) + (ny - (ry + ly) / 2) * (ly - ry);
    return Math.abs(along) / EyeDistance(points) ** 2;
}

function ReadGroups(): Record<string, IKnownFace[]> {
    const portraits = ReadPortraits();
    const known = (list: typeof portraits, scaleOf: (points: readonly Point2D[]) => number = (): number => 1): IKnownFace[] =>
        Spread(list).map(({ path, points }) => ({ path, points, scale: scaleOf(points) }));
    const modern = portraits.filter(({ source, gray }) => source === "gpo" && !gray);
    const { choose } = JSON.parse(readFileSync(`${Faces}/split.json`, "utf8")) as { choose: { london: string[] } };
    const black = readFileSync(`${Faces}/london/people.csv`, "utf8")
        .split("\n")
        .filter((line) => line.trim().split(",").includes("black"))
        .map((line) => line.split(",")[0])
        .filter((id) => choose.london.includes(id));
    return {
        modern: known(modern),
        small: known(modern, (points) => SmallEyes / EyeDistance(points)),
        "dark-skinned": Spread(black.flatMap((id) => ["neutral", "smiling"].map((kind) => `${Faces}/london/${id}_${kind}`))).map(
            (stem) => ({
                path: `${stem}.jpg`,
                points: (JSON.parse(readFileSync(`${stem}.json`, "utf8")) as { landmarks5: Point2D[] }).landmarks5,
                scale: 1,
            }),
        ),
        "black and white": known(portraits.filter(({ gray, born }) => gray && born >= 1880)),
        turned: known(portraits.filter(({ points, born }) => born >= 1880 && Turn(points) > 0.25)),
        // Men of these years: three of four have a beard or a moustache, and some portraits are engravings.
        bearded: known(portraits.filter(({ born, man }) => man && born >= 1825 && born <= 1850)),
    };
}

async function ReadAsync({ path, scale }: IKnownFace): Promise<IPicture> {
    const source = sharp(path).toColourspace("srgb");
    const { width = 0 } = await source.metadata();
    const { data, info } = await source
        .resize(Math.round(width * scale))
        .ensureAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data: new Uint8ClampedArray(data) };
}

async function MeasureAsync(
    faces: readonly IKnownFace[],
    detectAsync: (picture: IPicture) => Promise<readonly Point2D[] | undefined>,
): Promise<IFindings> {
    const errors: number[] = [];
    for (const face of faces) {
        const points = await detectAsync(await ReadAsync(face));
        if (points) {
            const distance = face.scale * EyeDistance(face.points);
            const off = points.map(([x, y], i) => Math.hypot(x - face.scale * face.points[i][0], y - face.scale * face.points[i][1]));
            errors.push(off.reduce((sum, value) => sum + value, 0) / off.length / distance);
        }
    }
    return { found: errors.length, errors: errors.sort((a, b) => a - b) };
}

if (!HasFaces) {
    console.warn(`skip: ${Faces} is not here, so no detector is compared on photographs`);
}

describe.skipIf(!HasFaces)("detector and landmarks on faces that are hard to find", () => {
    let detector: FaceDetector;
    let other: FivePointDetector;

    beforeAll(async () => {
        await StartWasmAsync();
        vi.stubGlobal("fetch", async (url: string) => await Promise.resolve(new Response(readFileSync(new URL(url)))));
        detector = await FaceDetector.LoadAsync(FaceApi);
        vi.unstubAllGlobals();
        other = await FivePointDetector.CreateAsync(Faces);
    }, 120_000);
    afterAll(async () => {
        detector.dispose();
        await other.disposeAsync();
    });

    const fiveAsync = async (picture: IPicture): Promise<Point2D[] | undefined> => {
        const [face] = await detector.detectAsync(picture);
        const eye = (start: number): Point2D =>
            [0, 1].map((axis) =>
                face.landmarks.slice(start, start + 6).reduce((sum, point) => sum + point[axis] / 6, 0),
            ) as unknown as Point2D;
        return face && [eye(36), eye(42), face.landmarks[30], face.landmarks[48], face.landmarks[54]];
    };

    it.each([
        // Least share that is found; largest median of the points' errors, in distances of the eyes.
        ["modern", 1, 0.1],
        ["small", 0.8, 0.12],
        ["dark-skinned", 1, 0.1],
        ["black and white", 0.8, 0.12],
        ["turned", 0.5, 0.16],
        ["bearded", 0.6, 0.16],
    ] as const)(
        "%s",
        async (name, share, median) => {
            const faces = ReadGroups()[name];
            const [ours, theirs] = [
                await MeasureAsync(faces, fiveAsync),
                await MeasureAsync(faces, async (one) => await other.detectAsync(one)),
            ];
            const at = ({ errors }: IFindings, part: number): string => errors[Math.floor(part * (errors.length - 1))].toFixed(3);
            const line = (found: IFindings): string =>
                `${found.found} of ${faces.length}, points ${at(found, 0.5)} (worst ${at(found, 1)})`;
            console.info(`${name}: face-api ${line(ours)}; YuNet ${line(theirs)}`);
            expect(faces.length).toBeGreaterThan(3);
            expect(ours.found / faces.length).toBeGreaterThanOrEqual(share);
            expect(Number(at(ours, 0.5))).toBeLessThan(median);
            // No face is taken for one elsewhere in the picture.
            expect(Number(at(ours, 1))).toBeLessThan(0.4);
        },
        600_000,
    );
});
