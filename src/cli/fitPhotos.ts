import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IDefaultFitOptions } from "../fitting/defaultFitOptions.js";
import { type FitMethod, type IFitResult } from "../fitting/fit.types.js";
import { type IEncodedPicture, type IFitCommandResult } from "./headless.types.js";
import { type IHeadlessPage } from "./headlessPage.js";
import { ReadInputAsync } from "./options.js";

/** How photos are fitted by the commands. */
export interface IFitPhotoOptions {
    readonly method: FitMethod;
    readonly seed: number;
    /** Side of the picture in pixels. */
    readonly size: number;
    /** Changes to the constants of the method `default`. */
    readonly constants?: Partial<IDefaultFitOptions>;
    /** Paths of more photos of the same person. */
    readonly others?: readonly string[];
}

/** What a fit is reported as, in `<stem>.report.json`. Where `ok` is false only `photo`, `ok` and `error` are there. */
export type FitReport = IFitFailure | IFitSuccess;

/** A photo that could not be fitted. */
export interface IFitFailure {
    readonly photo: string;
    readonly ok: false;
    readonly error: { readonly code: string; readonly message: string };
}

/** A fitted photo, in numbers. */
export interface IFitSuccess extends Pick<
    IFitResult,
    "method" | "backend" | "device" | "steps" | "loss" | "similarity" | "grade" | "uncertain" | "warnings"
> {
    readonly photo: string;
    readonly ok: true;
    /** Milliseconds; `load` is the engine's and the head's, once for all photos of the command. */
    readonly timingsMs: IFitResult["timingsMs"] & { readonly load: number };
}

/** A fitted photo: the report, and where it went well the result with the engine's picture of it. */
export interface IFittedPhoto {
    readonly report: FitReport;
    readonly result?: IFitCommandResult;
    readonly picture?: IEncodedPicture;
}

/**
 * Fits one photo and draws the face in the photo-booth frame, neutral. What goes wrong with the photo is in the report, not thrown.
 * @param page the page that fits
 * @param photo path of the photo
 * @param options method, seed, size
 * @returns report, result, picture
 */
export async function FitPhotoAsync(page: IHeadlessPage, photo: string, options: IFitPhotoOptions): Promise<IFittedPhoto> {
    try {
        const [base64, ...others] = await Promise.all(
            [photo, ...(options.others ?? [])].map(async (path) => (await ReadInputAsync(path)).toString("base64")),
        );
        const result = await page.callAsync("fitAsync", {
            base64,
            others,
            method: options.method,
            seed: options.seed,
            constants: options.constants,
        });
        const picture = await page.callAsync("renderAsync", { face: result.face, size: options.size, view: "front" });
        const { method, backend, device, steps, loss, similarity, grade, uncertain, warnings } = result;
        const timingsMs = { load: page.loadMs, ...result.timingsMs };
        return {
            result,
            picture,
            report: { photo, ok: true, method, backend, device, steps, timingsMs, loss, similarity, grade, uncertain, warnings },
        };
    } catch (error) {
        const code = error instanceof FaceCreatorError ? error.code : "E_READ";
        return { report: { photo, ok: false, error: { code, message: (error as Error).message } } };
    }
}

/**
 * One line of a report for a terminal.
 * @param report the report
 * @returns the line
 */
export function DescribeReport(report: FitReport): string {
    if (!report.ok) {
        return `${report.photo}: ${report.error.code} ${report.error.message}`;
    }
    const { similarity, loss, timingsMs, steps } = report;
    const numbers = [
        `similarity ${similarity.result.toFixed(3)} (${similarity.network}; average face ${similarity.average.toFixed(3)})`,
        `loss ${loss.start.total.toFixed(4)} -> ${loss.end.total.toFixed(4)} in ${steps} steps`,
        `${(timingsMs.total / 1000).toFixed(1)} s on ${report.backend}`,
    ];
    return `${report.photo}: ${numbers.join(", ")}`;
}
