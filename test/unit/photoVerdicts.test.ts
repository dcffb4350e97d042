import { existsSync, readFileSync } from "node:fs";
import sharp, { type Sharp } from "sharp";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { DegradeAsync } from "../../src/cli/evaluation/degrade.js";
import { type IPicture } from "../../src/face/picture.js";
import { FaceDetector } from "../../src/networks/faceDetector.js";
import { AlignPicture } from "../../src/photo/alignPicture.js";
import { MeasureFace } from "../../src/photo/faceMeasures.js";
import { type IPhotoPose } from "../../src/photo/headPose.js";
import { type IDetectedFace, type Point2D, type SimilarityTransform } from "../../src/photo/photo.types.js";
import { JudgeMeasures, JudgePhoto, type PhotoVerdictCode } from "../../src/photo/photoVerdicts.js";
import { ApplySimilarity } from "../../src/photo/similarity.js";
import { StartWasmAsync } from "./fittingNetworks.js";

const Faces = process.env.FACES_DIR ?? new URL("../../../shared/faces", import.meta.url).pathname;
const HasFaces = existsSync(`${Faces}/split.json`);
const FaceApi = new URL("../../node_modules/@vladmandic/face-api/model/", import.meta.url).href;

interface IPhoto {
    readonly name: string;
    readonly picture: IPicture;
    readonly face: IDetectedFace;
}

let detector: FaceDetector;

async function DetectAsync(name: string, image: Sharp): Promise<IPhoto> {
    const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const picture = { width: info.width, height: info.height, data: new Uint8ClampedArray(data) };
    const [face] = await detector.detectAsync(picture);
    return { name, picture, face };
}

function Codes({ picture, face }: Pick<IPhoto, "picture" | "face">): PhotoVerdictCode[] {
    return JudgePhoto(picture, face).map(({ code }) => code);
}

/** A photo through a transform, its landmarks with it. */
function Transform(
    { picture, face }: IPhoto,
    transform: SimilarityTransform,
    width: number,
    height: number,
): Pick<IPhoto, "picture" | "face"> {
    const landmarks = face.landmarks.map((point) => ApplySimilarity(transform, point));
    return { picture: AlignPicture(picture, transform, width, height), face: { ...face, landmarks } };
}

/** A photo whose right half, from the nose on, gets a part of the light, with a soft edge. */
function Shade({ picture, face }: IPhoto, factor: number): IPicture {
    const { eyeDistance } = MeasureFace(picture, face);
    const data = picture.data.slice();
    for (let i = 0; i < data.length; i++) {
        const x = (i >> 2) % picture.width;
        const part = Math.min(1, Math.max(0, (x - face.landmarks[30][0]) / (0.3 * eyeDistance) + 0.5));
        data[i] = i % 4 === 3 ? 255 : data[i] * (1 - part * (1 - factor));
    }
    return { ...picture, data };
}

/** A photo with glasses drawn on: rims around the eyes, a bridge, and arms to the ears. */
async function WearGlassesAsync({ picture, face }: IPhoto): Promise<IPicture> {
    const { width, height, data } = picture;
    const eye = (start: number): [number, number] =>
        [0, 1].map((axis) => face.landmarks.slice(start, start + 6).reduce((sum, point) => sum + point[axis] / 6, 0)) as [number, number];
    const [right, left] = [eye(36), eye(42)];
    const [dx, dy] = [left[0] - right[0], left[1] - right[1]];
    // In distances of the eyes, from the right eye's centre; the other half mirrored.
    const half = `<ellipse rx="0.34" ry="0.26"/><path d="M0.31 -0.1 Q0.5 -0.2 0.69 -0.1 M-0.34 -0.05 L-0.75 -0.1"/>`;
    const frame = `<g transform="matrix(${dx} ${dy} ${-dy} ${dx} ${right[0]} ${right[1]})" fill="none" stroke="#302820" stroke-width="0.05">`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${frame}${half}<g transform="matrix(-1 0 0 1 1 0)">${half}</g></g></svg>`;
    const drawn = await sharp(Buffer.from(data), { raw: { width, height, channels: 4 } })
        .composite([{ input: Buffer.from(svg) }])
        .raw()
        .toBuffer();
    return { width, height, data: new Uint8ClampedArray(drawn) };
}

/** Each fault, made on a photo that has none, and its code. */
const Faults: [PhotoVerdictCode, (photo: IPhoto) => Promise<Pick<IPhoto, "picture" | "face">>][] = [
    [
        "W_SMALL",
        async (photo) => {
            const scale = 40 / MeasureFace(photo.picture, photo.face).eyeDistance;
            const [width, height] = [photo.picture.width, photo.picture.height].map((side) => Math.round(side * scale));
            return await Promise.resolve(Transform(photo, [scale, 0, 0, 0], width, height));
        },
    ],
    [
        "W_CUT",
        async (photo) => {
            // The lower edge goes through the lower lip.
            const edge = Math.round(photo.face.landmarks[57][1]);
            return await Promise.resolve(Transform(photo, [1, 0, 0, 0], photo.picture.width, edge));
        },
    ],
    ["W_DARK", async ({ picture, face }) => ({ face, picture: await DegradeAsync(picture, { brightness: 0.3 }) })],
    [
        "W_GLARE",
        async ({ picture, face }) => {
            const brightness = 1.3 / MeasureFace(picture, face).highlight;
            return { face, picture: await DegradeAsync(picture, { brightness }) };
        },
    ],
    ["W_SIDE", async (photo) => await Promise.resolve({ face: photo.face, picture: Shade(photo, 0.4) })],
    [
        "W_BLUR",
        async ({ picture, face }) => {
            const blur = 0.12 * MeasureFace(picture, face).eyeDistance;
            return { face, picture: await DegradeAsync(picture, { blur }) };
        },
    ],
    ["W_OCCL", async (photo) => ({ face: photo.face, picture: await WearGlassesAsync(photo) })],
];

beforeAll(async () => {
    await StartWasmAsync();
    vi.stubGlobal("fetch", async (url: string) => await Promise.resolve(new Response(readFileSync(new URL(url)))));
    detector = await FaceDetector.LoadAsync(FaceApi);
    vi.unstubAllGlobals();
    return () => detector.dispose();
}, 120_000);

describe("verdicts on the engine's own portrait", () => {
    let portrait: IPhoto;
    beforeAll(async () => {
        portrait = await DetectAsync("portrait", sharp(new URL("../../assets/demo/portrait.png", import.meta.url).pathname));
    }, 120_000);

    it.each(Faults)(
        "%s is told where it is, and not where it is not",
        async (code, makeAsync) => {
            expect(Codes(portrait)).not.toContain(code);
            expect(Codes(await makeAsync(portrait))).toContain(code);
        },
        60_000,
    );

    it("W_YAW follows the known pose of renders", () => {
        const renders = readFileSync(new URL("fixtures/headPoses.jsonl", import.meta.url), "utf8")
            .trim()
            .split("\n");
        let turned = 0;
        for (const { pose, landmarks } of renders.map((line) => JSON.parse(line) as { pose: IPhotoPose; landmarks: Point2D[] | null })) {
            // Between 15 and 25 degrees either answer is right.
            if (landmarks && Math.abs(Math.abs(pose.yaw) - 20) > 5) {
                const told = Codes({ picture: portrait.picture, face: { box: [0, 0, 320, 320], score: 1, landmarks } }).includes("W_YAW");
                expect(told, `yaw ${pose.yaw.toFixed(1)}`).toBe(Math.abs(pose.yaw) > 20);
                turned += Number(told);
            }
        }
        expect(turned).toBeGreaterThan(3);
    });

    it("a strong turn asks to be confirmed, a nod is told", () => {
        const measures = MeasureFace(portrait.picture, portrait.face);
        const judge = (pose: Partial<IPhotoPose>): (string | boolean)[] =>
            JudgeMeasures({ ...measures, pose: { yaw: 0, pitch: 0, roll: 0, ...pose } })
                .filter(({ code }) => code === "W_YAW" || code === "W_PITCH")
                .flatMap(({ code, confirm }) => [code, confirm]);
        expect(judge({ yaw: -19, pitch: 19 })).toEqual([]);
        expect(judge({ yaw: -25 })).toEqual(["W_YAW", false]);
        expect(judge({ yaw: 41, pitch: -21 })).toEqual(["W_YAW", true, "W_PITCH", false]);
    });
});

if (!HasFaces) {
    console.warn(`skip: ${Faces} is not here, so no photograph of a person is judged`);
}

describe.skipIf(!HasFaces)("verdicts on photographs of people that constants may be chosen on", () => {
    const neutral: IPhoto[] = [];
    const smiling: IPhoto[] = [];
    beforeAll(async () => {
        const { choose } = JSON.parse(readFileSync(`${Faces}/split.json`, "utf8")) as { choose: { london: string[] } };
        const table = readFileSync(`${Faces}/london/people.csv`, "utf8")
            .trim()
            .split("\n")
            .map((line) => line.split(","));
        const black = choose.london.filter((id) => table.some((row) => row[0] === id && row.includes("black")));
        // Dark skin is no dark photo: two people of each.
        for (const id of [...black.slice(0, 2), ...choose.london.filter((one) => !black.includes(one)).slice(0, 2)]) {
            neutral.push(await DetectAsync(id, sharp(`${Faces}/london/${id}_neutral.jpg`)));
            smiling.push(await DetectAsync(id, sharp(`${Faces}/london/${id}_smiling.jpg`)));
        }
        expect(black.length).toBeGreaterThan(1);
    }, 300_000);

    it("a neutral studio photograph is good", () => {
        neutral.forEach((photo) => expect(Codes(photo), photo.name).toEqual([]));
    });

    it("a smile is told", () => {
        const told = smiling.filter((photo) => Codes(photo).includes("W_SMILE"));
        expect(told.length).toBeGreaterThanOrEqual(3);
    });

    it.each(Faults)(
        "%s is told",
        async (code, makeAsync) => {
            for (const photo of neutral) {
                expect(Codes(await makeAsync(photo)), photo.name).toContain(code);
            }
        },
        120_000,
    );
});
