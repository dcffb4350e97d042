import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { EnsureBuiltAsync } from "../src/cli/build.js";
import { GetPackageFolder, ProjectFolder } from "../src/cli/projectPaths.js";

/** Runs the checks of types, lint and format and all tests, and ends with one line that sums them up: `N passed, 0 failed`. */
interface ITally {
    readonly passed: number;
    readonly failed: number;
    readonly skipped: number;
}

const Results = join(ProjectFolder, "test-results");

async function RunAsync(script: string, args: readonly string[]): Promise<number> {
    const child = spawn(process.execPath, [script, ...args], { cwd: ProjectFolder, stdio: "inherit" });
    const [code] = (await once(child, "exit")) as [number | null];
    return code ?? 1;
}

/** Each check counts as one test. */
async function RunChecksAsync(): Promise<ITally> {
    const checks: [string, string, ...string[]][] = [
        ["types", join(GetPackageFolder("typescript"), "bin", "tsc"), "-p", "tsconfig.check.json"],
        ["lint", join(GetPackageFolder("eslint"), "bin", "eslint.js"), "."],
        ["format", join(GetPackageFolder("prettier"), "bin", "prettier.cjs"), "--check", "--log-level=warn", "."],
    ];
    let failed = 0;
    for (const [name, script, ...args] of checks) {
        const good = (await RunAsync(script, args)) === 0;
        console.log(`${good ? "passed" : "FAILED"}: ${name}`);
        failed += good ? 0 : 1;
    }
    return { passed: checks.length - failed, failed, skipped: 0 };
}

async function ReadReportAsync<T>(name: string): Promise<T | undefined> {
    return await readFile(join(Results, name), "utf8").then(
        (text) => JSON.parse(text) as T,
        () => undefined,
    );
}

/** A run that ends badly without a failed test (no report, a file that does not load) counts as one failure. */
function Tally(code: number, passed = 0, failed = 0, skipped = 0): ITally {
    return { passed, skipped, failed: code !== 0 && failed === 0 ? 1 : failed };
}

async function RunVitestAsync(): Promise<ITally> {
    const file = join(Results, "vitest.json");
    await rm(file, { force: true });
    const code = await RunAsync(join(GetPackageFolder("vitest"), "vitest.mjs"), [
        "run",
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${file}`,
    ]);
    const report = await ReadReportAsync<{ numPassedTests: number; numFailedTests: number; numPendingTests: number }>("vitest.json");
    return Tally(code, report?.numPassedTests, report?.numFailedTests, report?.numPendingTests);
}

async function RunPlaywrightAsync(): Promise<ITally> {
    await rm(join(Results, "playwright.json"), { force: true });
    const code = await RunAsync(join(GetPackageFolder("@playwright/test"), "cli.js"), ["test"]);
    const report = await ReadReportAsync<{ stats: { expected: number; unexpected: number; flaky: number; skipped: number } }>(
        "playwright.json",
    );
    return Tally(code, report?.stats.expected, report && report.stats.unexpected + report.stats.flaky, report?.stats.skipped);
}

await EnsureBuiltAsync();
const runs = [await RunChecksAsync(), await RunVitestAsync(), await RunPlaywrightAsync()];
const sum = (key: keyof ITally): number => runs.reduce((total, run) => total + run[key], 0);
if (sum("skipped") > 0) {
    console.log(`${sum("skipped")} skipped, each with its reason above`);
}
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
process.exitCode = sum("failed") > 0 || sum("passed") === 0 ? 1 : 0;
