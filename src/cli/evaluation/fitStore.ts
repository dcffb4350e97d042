import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type IFace } from "../../face/face.types.js";
import { ParseFace, SerializeFace } from "../../face/parseFace.js";
import { RecognizerNames, type RecognizerName } from "../../networks/recognizerNames.js";
import { FitPhotoAsync, type FitReport, type IFitSuccess } from "../fitPhotos.js";
import { type IHeadlessPage } from "../headlessPage.js";
import { EncodePngAsync, EncodeSheetAsync, WriteFileAsync } from "../pictureFiles.js";
import { ProjectFolder } from "../projectPaths.js";
import { type IFitVariant } from "./fitVariant.js";
import { type PhotoNetworks } from "./photoNetworks.js";
import { EncodePictureAsync, ReadPictureAsync } from "./pictureFiles.js";
import { FitSources, SourceStampAsync } from "./sourceStamp.js";

/** Side of the engine's pictures that are judged. */
const PictureSize = 512;
/** Side of each picture of a contact sheet. */
const SheetSize = 256;

/** A fit that went well, from this run or an earlier one of the same state of the project. */
export interface IStoredFit {
    readonly report: IFitSuccess;
    readonly face: IFace;
    /** PNG of the face as the engine draws it, neutral, 512 x 512. */
    readonly picture: string;
    /** Whether it was fitted in this run. */
    readonly fresh: boolean;
}

/** A fit that failed. */
export interface IFailedFit {
    readonly code: string;
}

/** What is kept beside the files of a fit. */
interface IStoredReport {
    readonly stamp: string;
    readonly report: FitReport;
}

/**
 * Fits photos and keeps the results in a git-ignored folder, so that a stopped run goes on where it was. A result counts only for the very code,
 * networks, head, method and photo that it was made with: everything else is fitted again.
 */
export class FitStore {
    private constructor(
        private readonly _page: IHeadlessPage,
        private readonly _networks: PhotoNetworks,
        private readonly _folder: string,
        private readonly _state: string,
    ) {}

    /**
     * Opens a store.
     * @param page the page that fits
     * @param networks bring photos into the photo-booth frame, for the sheets
     * @param folder where results are kept
     * @param recognizer the page's recognition network; part of the state where it is not the default one
     * @returns the store
     */
    public static async OpenAsync(
        page: IHeadlessPage,
        networks: PhotoNetworks,
        folder: string,
        recognizer: RecognizerName = RecognizerNames[0],
    ): Promise<FitStore> {
        // With FACE_CREATOR_BUILD=0 the page may be older than its sources: then the build itself is part of the state.
        const built =
            process.env["FACE_CREATOR_BUILD"] === "0" ? await readFile(join(ProjectFolder, "dist", "playground", ".built"), "utf8") : null;
        const more = recognizer === RecognizerNames[0] ? built : { built, recognizer };
        return new FitStore(page, networks, folder, await SourceStampAsync(FitSources, more));
    }

    /** Fingerprint of code, networks and head. */
    public get state(): string {
        return this._state;
    }

    /**
     * Fits a photo, or takes what was fitted. A new result gets a contact sheet: photo (in the photo-booth frame), start, result, imitator.
     * @param photo the photo
     * @param name name of the result, unique in the store
     * @param variant how
     * @returns the fit
     */
    public async fitAsync(photo: string, name: string, variant: IFitVariant): Promise<IStoredFit | IFailedFit> {
        const { method, constants } = variant;
        const stem = join(this._folder, variant.name.replace(/[^\w.]+/g, "-"), name);
        const bytes = await readFile(photo);
        const stamp = createHash("sha256").update(this._state).update(variant.name).update(bytes).digest("hex");
        const files = { report: `${stem}.report.json`, face: `${stem}.face.json`, picture: `${stem}.png`, sheet: `${stem}.sheet.png` };
        if (Object.values(files).every((file) => existsSync(file))) {
            const stored = JSON.parse(await readFile(files.report, "utf8")) as Partial<IStoredReport>;
            if (stored.stamp === stamp && stored.report?.ok) {
                const face = ParseFace(await readFile(files.face, "utf8"));
                return { report: stored.report, face, picture: files.picture, fresh: false };
            }
        }
        const { report, result, picture } = await FitPhotoAsync(this._page, photo, { method, constants, seed: 0, size: PictureSize });
        if (!report.ok || !result || !picture) {
            return { code: report.ok ? "E_READ" : report.error.code };
        }
        const drawn = await EncodePngAsync(picture);
        const start = await EncodePngAsync(
            await this._page.callAsync("renderAsync", { face: result.start, size: PictureSize, view: "front" }),
        );
        const imitated = await EncodePngAsync(await this._page.callAsync("imitateAsync", result.face));
        const framed = await this._networks.alignAsync(await ReadPictureAsync(photo), SheetSize);
        await WriteFileAsync(files.picture, drawn);
        await WriteFileAsync(
            files.sheet,
            await EncodeSheetAsync([framed ? await EncodePictureAsync(framed.photo) : bytes, start, drawn, imitated], SheetSize),
        );
        await WriteFileAsync(files.face, SerializeFace(result.face));
        await WriteFileAsync(files.report, { stamp, report } satisfies IStoredReport);
        return { report, face: result.face, picture: files.picture, fresh: true };
    }
}

/**
 * Whether a fit went well.
 * @param fit the fit
 * @returns true where there is a face
 */
export function IsFitted(fit: IStoredFit | IFailedFit): fit is IStoredFit {
    return "face" in fit;
}
