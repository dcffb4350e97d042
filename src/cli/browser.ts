import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium, type Browser } from "playwright-core";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { ExtractNpmBrowserAsync } from "./npmBrowser.js";

/** A browser to start for the commands and the browser tests. */
export interface IFoundBrowser {
    readonly executablePath: string;
    /** Arguments that give WebGL2 and WebGPU. */
    readonly args: readonly string[];
    /** Variables that it needs besides the process's own. */
    readonly env: Readonly<Record<string, string>>;
    /** `explicit` = named by the caller or FACE_CREATOR_BROWSER, `npm` = @sparticuz/chromium. */
    readonly source: "explicit" | "installed" | "npm";
    /** True where graphics run on the processor (SwiftShader). */
    readonly software: boolean;
}

/** Programs that are looked for on the PATH, in this order. */
const ProgramNames = [
    "google-chrome-stable",
    "google-chrome",
    "chromium",
    "chromium-browser",
    "chromium-headless-shell",
    "microsoft-edge-stable",
    "microsoft-edge",
    "chrome.exe",
    "msedge.exe",
];

/** Places outside the PATH, relative to nothing (macOS) or to the program folders (Windows). */
const MacPrograms = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];
const WindowsPrograms = ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"];

const CommonArguments = [
    "--no-sandbox",
    "--enable-unsafe-webgpu",
    "--ignore-gpu-blocklist",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
];
const SoftwareArguments = ["--enable-features=Vulkan", "--use-vulkan=swiftshader", "--use-angle=swiftshader"];
const LinuxGpuArguments = ["--enable-features=Vulkan", "--use-angle=vulkan"];

/**
 * Finds a browser: the one named, else an installed Chrome, Chromium or Edge, else on x64 Linux the one of `@sparticuz/chromium`.
 * @param explicitPath path of an executable, or `npm` for the one of `@sparticuz/chromium`; default: the variable FACE_CREATOR_BROWSER
 * @returns the executable with its arguments
 * @throws E_BROWSER where there is none
 */
export async function FindBrowserAsync(explicitPath = process.env["FACE_CREATOR_BROWSER"]): Promise<IFoundBrowser> {
    const fromNpm = explicitPath === "npm";
    if (explicitPath && !fromNpm && !existsSync(explicitPath)) {
        throw new FaceCreatorError("E_BROWSER", "no browser at", explicitPath, "name an existing Chrome, Chromium or Edge, or `npm`");
    }
    const installed = fromNpm ? undefined : explicitPath || FindInstalled();
    if (installed) {
        const software = !HasGpu();
        const args = [...CommonArguments, ...(software ? SoftwareArguments : process.platform === "linux" ? LinuxGpuArguments : [])];
        return { executablePath: installed, args, env: {}, source: explicitPath ? "explicit" : "installed", software };
    }
    if (process.platform !== "linux" || process.arch !== "x64") {
        const advice = "install Google Chrome, Chromium or Microsoft Edge, or set FACE_CREATOR_BROWSER to the path of one";
        throw new FaceCreatorError("E_BROWSER", "no browser found on", `${process.platform} ${process.arch}`, advice);
    }
    const { executablePath, env } = await ExtractNpmBrowserAsync();
    return { executablePath, env, args: [...CommonArguments, ...SoftwareArguments], source: "npm", software: true };
}

/**
 * Starts a headless browser with WebGL2 and WebGPU. The caller closes it.
 * @param explicitPath see {@link FindBrowserAsync}
 * @returns the running browser
 * @throws E_BROWSER where there is none, or it does not start
 */
export async function LaunchBrowserAsync(explicitPath?: string): Promise<Browser> {
    const found = await FindBrowserAsync(explicitPath);
    try {
        return await chromium.launch({
            executablePath: found.executablePath,
            args: [...found.args],
            env: { ...process.env, ...found.env } as Record<string, string>,
        });
    } catch (error) {
        const advice = `set FACE_CREATOR_BROWSER to another browser (${String(error).split("\n", 1)[0]})`;
        throw new FaceCreatorError("E_BROWSER", "the browser does not start:", found.executablePath, advice);
    }
}

function FindInstalled(): string | undefined {
    const folders = (process.env["PATH"] ?? "").split(delimiter).filter(Boolean);
    const roots = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((name) => process.env[name] ?? []);
    const candidates = [
        ...ProgramNames.flatMap((name) => folders.map((folder) => join(folder, name))),
        ...(process.platform === "darwin" ? MacPrograms : []),
        ...(process.platform === "win32" ? roots.flatMap((root) => WindowsPrograms.map((program) => join(root, program))) : []),
    ];
    return candidates.find((candidate) => existsSync(candidate));
}

/** Desktops have one; on Linux the kernel shows a render node. FACE_CREATOR_GPU=0 or 1 decides otherwise. */
function HasGpu(): boolean {
    const wanted = process.env["FACE_CREATOR_GPU"];
    if (wanted === "0" || wanted === "1") {
        return wanted === "1";
    }
    if (process.platform !== "linux") {
        return true;
    }
    const nodes = existsSync("/dev/dri") ? readdirSync("/dev/dri") : [];
    return nodes.some((name) => name.startsWith("renderD")) || existsSync("/dev/nvidiactl");
}
