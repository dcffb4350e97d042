import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as WaitAsync } from "node:timers/promises";
import { CacheFolder } from "./projectPaths.js";

const LockFile = join(CacheFolder, "build.lock");
const PollMs = 300;

/**
 * Runs work that only one process of the project may do at a time; others wait. The lock of a process that has died is taken over.
 * @param workAsync the work
 */
export async function WithBuildLockAsync(workAsync: () => Promise<void>): Promise<void> {
    await mkdir(CacheFolder, { recursive: true });
    while (!(await TryLockAsync())) {
        await WaitAsync(PollMs);
    }
    try {
        await workAsync();
    } finally {
        await rm(LockFile, { force: true });
    }
}

async function TryLockAsync(): Promise<boolean> {
    try {
        await writeFile(LockFile, String(process.pid), { flag: "wx" });
        return true;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
            throw error;
        }
    }
    const owner = Number(await readFile(LockFile, "utf8").catch(() => ""));
    if (owner > 0 && !IsAlive(owner)) {
        await rm(LockFile, { force: true });
    }
    return false;
}

function IsAlive(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === "EPERM";
    }
}
