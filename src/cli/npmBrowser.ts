import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, symlink } from "node:fs/promises";
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
    return { executablePath: join(folder, "chromium"), env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(folder, "fonts") } };
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
