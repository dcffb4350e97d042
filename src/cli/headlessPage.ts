import { basename, dirname, resolve } from "node:path";
import { type Page } from "playwright-core";
import { FaceCreatorError, type FaceCreatorErrorCode } from "../face/faceCreatorError.js";
import { type IFaceSchema } from "../face/faceSchema.js";
import { LaunchBrowserAsync } from "./browser.js";
import { EnsureBuiltAsync } from "./build.js";
import { type HeadlessProgress, type IHeadlessCommands, type IHeadlessError, type IHeadlessOptions } from "./headless.types.js";
import { type IServerOptions, StartServerAsync } from "./server.js";

/** What a command of the page resolves to. */
export type CommandResult<K extends keyof IHeadlessCommands> = Awaited<ReturnType<IHeadlessCommands[K]>>;

/** How to open the page; everything has a default. */
export interface IOpenHeadlessOptions extends Partial<IHeadlessOptions>, IServerOptions {
    /** Path of another head's rig file. */
    readonly rig?: string;
    /** Folder of another head's imitator; a landmark map may lie in `landmarks` in it. */
    readonly imitator?: string;
    /** See `FindBrowserAsync`. */
    readonly browser?: string;
    readonly onProgress?: (progress: HeadlessProgress) => void;
}

/** A running page that draws and fits for a command. */
export interface IHeadlessPage {
    readonly engine: "webgl2" | "webgpu";
    readonly schema: IFaceSchema;
    /** Milliseconds from the page's start until the head was there. */
    readonly loadMs: number;
    /**
     * Calls a command of the page.
     * @throws FaceCreatorError with the code of the page's error
     */
    callAsync<K extends keyof IHeadlessCommands>(name: K, ...args: Parameters<IHeadlessCommands[K]>): Promise<CommandResult<K>>;
    /** Ends the browser and the server. */
    closeAsync(): Promise<void>;
}

/**
 * Builds what is missing, starts server and browser and loads the engine and the head.
 * @param options engine, backend, browser, server
 * @returns the page; the caller closes it
 */
export async function OpenHeadlessAsync(options: IOpenHeadlessOptions = {}): Promise<IHeadlessPage> {
    await EnsureBuiltAsync();
    const server = await StartServerAsync({ ...options, folders: { ...HeadFolders(options), ...options.folders } });
    const browser = await LaunchBrowserAsync(options.browser).catch(async (error: unknown) => {
        await server.closeAsync();
        throw error;
    });
    const closeAsync = async (): Promise<void> => {
        await browser.close();
        await server.closeAsync();
    };
    try {
        const page = await browser.newPage();
        if (process.env["FACE_CREATOR_VERBOSE"]) {
            page.on("console", (message) => process.stderr.write(`page: ${message.text()}\n`));
        }
        page.on("pageerror", (error) => process.stderr.write(`page: ${error.stack ?? error.message}\n`));
        await page.exposeFunction("faceCreatorProgress", (progress: HeadlessProgress) => options.onProgress?.(progress));
        await page.goto(`${server.url}headless.html`);
        const callAsync = async <K extends keyof IHeadlessCommands>(
            name: K,
            ...args: Parameters<IHeadlessCommands[K]>
        ): Promise<CommandResult<K>> => await CallAsync(page, name, args);
        const info = await callAsync("initAsync", {
            engine: options.engine ?? "auto",
            backend: options.backend ?? "auto",
            recognizer: options.recognizer,
            rigUrl: options.rig && `rig/${encodeURIComponent(basename(options.rig))}`,
        });
        return { ...info, callAsync, closeAsync };
    } catch (error) {
        await closeAsync();
        throw error;
    }
}

/** Where the page finds the files of a head that is not the default one. */
function HeadFolders({ rig, imitator }: IOpenHeadlessOptions): Record<string, string> {
    return {
        ...(rig !== undefined && { "/rig/": dirname(resolve(rig)) }),
        ...(imitator !== undefined && {
            "/assets/networks/imitator/": resolve(imitator),
            // The default head's landmark map suits no other.
            "/assets/networks/landmarks/": resolve(imitator, "landmarks"),
        }),
    };
}

async function CallAsync<K extends keyof IHeadlessCommands>(
    page: Page,
    name: K,
    args: Parameters<IHeadlessCommands[K]>,
): Promise<CommandResult<K>> {
    const answer = await page.evaluate(
        async ([method, values]) => {
            const commands = (globalThis as unknown as Record<string, Record<string, (...input: unknown[]) => Promise<unknown>>>)[
                "faceCreatorCommands"
            ];
            try {
                return { value: await commands[method](...values) };
            } catch (error) {
                const { code, message, stack } = error as { code?: string; message?: string; stack?: string };
                return { error: { code: code ?? "E_READ", message: (code ? message : stack) ?? String(error) } };
            }
        },
        [name, args] as [string, unknown[]],
    );
    if (answer.error) {
        throw RestoreError(answer.error);
    }
    return answer.value as CommandResult<K>;
}

/** The page's error with its own text. */
function RestoreError(error: IHeadlessError): FaceCreatorError {
    const restored = new FaceCreatorError(error.code as FaceCreatorErrorCode, "", "", "");
    restored.message = error.message;
    return restored;
}
