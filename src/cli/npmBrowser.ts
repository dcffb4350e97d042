import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { CacheFolder, GetPackageFolder } from "./projectPaths.js";

const ExecFileAsync = promisify(execFile);

/** A browser extracted from the npm package, ready to start. */
export interface INpmBrowser {
    readonly executablePath: string;
    /** Variables that it needs besides the process's own. */
    readonly env: Readonly<Record<string, string>>;
}

/**
 * Extracts the browser of `@sparticuz/chromium` (x64 Linux) once into the cache folder, about 200 MB and 5 s.
 *
 * The package ships SwiftShader's Vulkan driver; releases without a Vulkan loader get a link from the loader's name to the driver,
 * without which the browser has neither WebGL2 nor WebGPU. Its copies of NSS, NSPR and expat stand in for a desktop's.
 * @returns the executable and the variables it needs
 */
export async function ExtractNpmBrowserAsync(): Promise<INpmBrowser> {
    const packageFolder = GetPackageFolder("@sparticuz/chromium");
    const { version } = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8")) as { version: string };
    const folder = join(CacheFolder, `chromium-${version}`);
    if (!existsSync(folder)) {
        await ExtractAsync(folder);
    }
    const libraries = [join(folder, "al2023", "lib"), folder, process.env["LD_LIBRARY_PATH"]].filter(Boolean).join(":");
    return {
        executablePath: join(folder, "chromium"),
        env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: await WriteFontListAsync(folder) },
    };
}

/**
 * Names the package's own font and those of the machine. The list that it ships names folders of the machines that it is made for: elsewhere it
 * finds no font, and the browser ends with the first text on a canvas.
 */
async function WriteFontListAsync(folder: string): Promise<string> {
    const path = join(folder, "fontList.conf");
    const folders = [join(folder, "fonts"), "/usr/share/fonts", "/usr/local/share/fonts", join(homedir(), ".local", "share", "fonts")];
    const lines = [
        '<?xml version="1.0"?>',
        '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
        "<fontconfig>",
        ...folders.map((name) => `<dir>${name}</dir>`),
        `<cachedir>${join(folder, "fontCache")}</cachedir>`,
        "</fontconfig>",
    ];
    // Renamed, so that a browser that starts at the same time reads all of it.
    await writeFile(`${path}.${process.pid}`, `${lines.join("\n")}\n`);
    await rename(`${path}.${process.pid}`, path);
    return path;
}

/** Extracts beside `folder` and renames, so that processes that start at the same time never see half a browser. */
async function ExtractAsync(folder: string): Promise<void> {
    const staging = `${folder}.${process.pid}`;
    await rm(staging, { recursive: true, force: true });
    await mkdir(staging, { recursive: true });
    // In a process of its own: the package extracts to the temporary folder and changes its process's environment.
    const program = "import('@sparticuz/chromium').then((m) => m.default.executablePath())";
    await ExecFileAsync(process.execPath, ["-e", program], {
        cwd: dirname(GetPackageFolder("@sparticuz/chromium")),
        env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" },
    });
    const loader = join(staging, "libvulkan.so.1");
    if (!existsSync(loader)) {
        await symlink("libvk_swiftshader.so", loader);
    }
    try {
        await rename(staging, folder);
    } catch (error) {
        if (!existsSync(folder)) {
            throw error;
        }
        await rm(staging, { recursive: true, force: true });
    }
}
