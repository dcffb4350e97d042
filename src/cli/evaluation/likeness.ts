import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CreateAverageFace } from "../../face/createFace.js";
import { FaceCreatorError } from "../../face/faceCreatorError.js";
import { ParseFace, SerializeFace } from "../../face/parseFace.js";
import { type FitMethod } from "../../fitting/fit.types.js";
import { FitPhotoAsync, type FitReport, type IFitSuccess } from "../fitPhotos.js";
import { type IHeadlessPage } from "../headlessPage.js";
import { EncodePngAsync, EncodeSheetAsync, WriteFileAsync } from "../pictureFiles.js";
import { type Judge } from "./judge.js";
import { ReadPictureAsync } from "./pictureFiles.js";
import { type IPersonPhotos as IReportPerson } from "./split.js";
import { Cosine, MeanImpostorCosine, Median, RankOf } from "./scores.js";

const PictureSize = 512;

/** One fitted person in the eyes of the judge. */
export interface IPersonLikeness {
    readonly id: string;
    /** Similarity of F1 (in the loss), photo against the engine's picture of the result and of the average face. */
    readonly recognizer: { readonly result: number; readonly average: number };
    /** Similarity of the judge (not in the loss). */
    readonly judge: { readonly result: number; readonly average: number };
    /** Rank of the person's own photo, and of the second photo, among the photos of all people by the judge's cosine to the result. */
    readonly rank: number;
    readonly rankSecond: number;
    readonly seconds: number;
    readonly lossDrop: number;
}

/** The figures of one method. */
export interface ILikeness {
    readonly method: FitMethod;
    readonly people: number;
    readonly failed: readonly string[];
    readonly aboveAverage: { readonly recognizer: number; readonly judge: number };
    readonly rankFirst: number;
    readonly rankFirstSecondPhoto: number;
    readonly median: {
        readonly recognizer: number;
        readonly recognizerAverage: number;
        readonly judge: number;
        readonly judgeAverage: number;
    };
    readonly medianSeconds: number;
    readonly medianLossDrop: number;
    readonly each: readonly IPersonLikeness[];
}

/** Fits a person, or takes what an earlier run wrote. */
async function FitPersonAsync(page: IHeadlessPage, person: IReportPerson, method: FitMethod, out: string): Promise<FitReport> {
    const stem = join(out, method, person.id);
    if (existsSync(`${stem}.report.json`) && existsSync(`${stem}.face.json`)) {
        return JSON.parse(await readFile(`${stem}.report.json`, "utf8")) as FitReport;
    }
    const { report, result, picture } = await FitPhotoAsync(page, person.photo, { method, seed: 0, size: PictureSize });
    if (result && picture) {
        const imitated = await EncodePngAsync(await page.callAsync("imitateAsync", result.face));
        const drawn = await EncodePngAsync(picture);
        await WriteFileAsync(`${stem}.png`, drawn);
        await WriteFileAsync(`${stem}.sheet.png`, await EncodeSheetAsync([await readFile(person.photo), drawn, imitated], PictureSize / 2));
        await WriteFileAsync(`${stem}.report.json`, report);
        await WriteFileAsync(`${stem}.face.json`, SerializeFace(result.face));
    }
    return report;
}

/** Draws the average face once, for the judge. */
async function DrawAverageAsync(page: IHeadlessPage, out: string): Promise<string> {
    const path = join(out, "average.png");
    const picture = await page.callAsync("renderAsync", { face: CreateAverageFace(page.schema), size: PictureSize, view: "front" });
    await WriteFileAsync(path, await EncodePngAsync(picture));
    return path;
}

async function EmbedFileAsync(judge: Judge, path: string): Promise<Float32Array> {
    const embedding = await judge.embedAsync(await ReadPictureAsync(path));
    if (!embedding) {
        throw new FaceCreatorError("E_NO_FACE", "the judge sees no face in", path, "look at the picture");
    }
    return embedding;
}

/**
 * Fits people's photos and has the judge compare the engine's pictures with the photos. A stopped run goes on where it was; results that
 * belong to another head are fitted again.
 * @param page the page that fits
 * @param judge a recogniser that is in no loss
 * @param people whom to fit
 * @param method how
 * @param out folder for results and sheets
 * @param onPerson called after each fit
 * @returns the figures
 */
export async function MeasureLikenessAsync(
    page: IHeadlessPage,
    judge: Judge,
    people: readonly IReportPerson[],
    method: FitMethod,
    out: string,
    onPerson: (report: FitReport) => void,
): Promise<ILikeness> {
    const fitted: { person: IReportPerson; report: IFitSuccess }[] = [];
    const failed: string[] = [];
    for (const person of people) {
        const report = await FitPersonAsync(page, person, method, out);
        onPerson(report);
        if (report.ok) {
            fitted.push({ person, report });
        } else {
            failed.push(`${person.id}: ${report.error.code}`);
        }
    }
    const embedAll = (paths: readonly string[]): Promise<Float32Array[]> => Promise.all(paths.map((path) => EmbedFileAsync(judge, path)));
    const photos = await embedAll(people.map((person) => person.photo));
    const seconds = await embedAll(people.map((person) => person.second));
    const average = await EmbedFileAsync(judge, await DrawAverageAsync(page, out));
    const m = MeanImpostorCosine(photos);
    const similarity = (cosine: number): number => (cosine - m) / (1 - m);
    const each: IPersonLikeness[] = [];
    for (const { person, report } of fitted) {
        const stem = join(out, method, person.id);
        if (ParseFace(await readFile(`${stem}.face.json`, "utf8")).rig.hash !== page.schema.rig.hash) {
            throw new FaceCreatorError("E_RIG_MISMATCH", "results of another head in", out, "delete the folder or pass another --out");
        }
        const result = await EmbedFileAsync(judge, `${stem}.png`);
        const index = people.indexOf(person);
        each.push({
            id: person.id,
            recognizer: { result: report.similarity.result, average: report.similarity.average },
            judge: { result: similarity(Cosine(result, photos[index])), average: similarity(Cosine(average, photos[index])) },
            rank: RankOf(result, photos, index),
            rankSecond: RankOf(result, seconds, index),
            seconds: report.timingsMs.total / 1000,
            lossDrop: 1 - report.loss.end.total / report.loss.start.total,
        });
    }
    const count = (holds: (one: IPersonLikeness) => boolean): number => each.filter(holds).length;
    const median = (value: (one: IPersonLikeness) => number): number => (each.length > 0 ? Median(each.map(value)) : NaN);
    return {
        method,
        people: people.length,
        failed,
        aboveAverage: {
            recognizer: count((one) => one.recognizer.result > one.recognizer.average),
            judge: count((one) => one.judge.result > one.judge.average),
        },
        rankFirst: count((one) => one.rank === 1),
        rankFirstSecondPhoto: count((one) => one.rankSecond === 1),
        median: {
            recognizer: median((one) => one.recognizer.result),
            recognizerAverage: median((one) => one.recognizer.average),
            judge: median((one) => one.judge.result),
            judgeAverage: median((one) => one.judge.average),
        },
        medianSeconds: median((one) => one.seconds),
        medianLossDrop: median((one) => one.lossDrop),
        each,
    };
}
