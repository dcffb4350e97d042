import { ESLint } from "eslint";
import { beforeAll, describe, expect, it } from "vitest";

/** Import directions, checked with the project's own configuration on text that is never written to disk. */
describe("lint", () => {
    let eslint: ESLint;
    beforeAll(() => {
        // Types are not needed for imports, and the files do not exist for the type checker.
        const untyped = { languageOptions: { parserOptions: { project: null } }, rules: TypedRulesOff };
        eslint = new ESLint({ overrideConfig: untyped });
    });

    const lintAsync = async (filePath: string, text: string): Promise<string[]> => {
        const [{ messages }] = await eslint.lintText(text, { filePath });
        return messages.map(({ ruleId, message }) => `${ruleId}: ${message}`);
    };
    const restricted = expect.stringMatching(/^no-restricted-imports: /) as string;

    it.each([
        ["src/face/probe.ts", "../rig/rigFile.js"],
        ["src/face/probe.ts", "@babylonjs/core/scene.js"],
        ["src/face/probe.ts", "@tensorflow/tfjs-core"],
        ["src/rig/probe.ts", "@tensorflow/tfjs-core"],
        ["src/rig/probe.ts", "../capture/PhotoBooth.js"],
        ["src/rig/probe.ts", "@babylonjs/core"],
        ["src/rig/probe.ts", "@babylonjs/core/scene"],
        ["src/capture/probe.ts", "../photo/alignPhoto.js"],
        ["src/compute/probe.ts", "@babylonjs/core/scene.js"],
        ["src/networks/probe.ts", "../photo/alignPhoto.js"],
        ["src/networks/probe.ts", "../fitting/losses.js"],
        ["src/fitting/probe.ts", "../capture/PhotoBooth.js"],
        ["src/fitting/probe.ts", "../rig/HeadRig.js"],
        ["src/training/probe.ts", "../fitting/losses.js"],
        ["src/gui/probe.ts", "../rig/HeadRig.js"],
        ["src/gui/deep/probe.ts", "../../networks/imitator.js"],
        ["src/faceCreator/probe.ts", "../cli/browser.js"],
        ["src/faceCreator/probe.ts", "node:fs"],
        ["src/cli/probe.ts", "@babylonjs/core/scene.js"],
    ])("%s may not import %s", async (file, module) => {
        expect(await lintAsync(file, `import { X } from "${module}";\nX;\n`)).toContainEqual(restricted);
    });

    it.each([
        ["src/rig/probe.ts", "../face/face.types.js"],
        ["src/rig/probe.ts", "@babylonjs/core/scene.js"],
        ["src/compute/deviceBridge.ts", "@babylonjs/core/Engines/webgpuEngine.js"],
        ["src/networks/probe.ts", "../photo/photo.types.js"],
        ["src/networks/probe.ts", "@tensorflow/tfjs-core"],
        ["src/gui/probe.ts", "../faceCreator/faceCreator.js"],
        ["src/cli/probe.ts", "node:fs"],
    ])("%s may import %s", async (file, module) => {
        expect(await lintAsync(file, `import { X } from "${module}";\nX;\n`)).not.toContainEqual(restricted);
    });

    it("asks for a doc comment on every export", async () => {
        const missing = expect.stringMatching(/^jsdoc\/require-jsdoc: /) as string;
        expect(await lintAsync("src/face/probe.ts", "export function Probe(): void {}\n")).toContainEqual(missing);
        expect(await lintAsync("src/face/probe.ts", "/** Does nothing. */\nexport function Probe(): void {}\n")).not.toContainEqual(
            missing,
        );
    });

    it("asks for the project's names", async () => {
        const named = expect.stringMatching(/^@typescript-eslint\/naming-convention: /) as string;
        for (const text of [
            "interface Probe {}",
            "export async function Probe(): Promise<void> {}",
            "export const probe = 1;",
            "class A { private b = 1; }",
        ]) {
            expect(await lintAsync("src/face/probe.ts", text), text).toContainEqual(named);
        }
        for (const text of [
            "interface IProbe {}",
            "export async function ProbeAsync(): Promise<void> {}",
            "export const Probe = 1;",
            "class A { private _b = 1; }",
        ]) {
            expect(await lintAsync("src/face/probe.ts", text), text).not.toContainEqual(named);
        }
    });
});

const TypedRulesOff = {
    "@typescript-eslint/no-floating-promises": "off",
    "@typescript-eslint/no-misused-promises": "off",
    "@typescript-eslint/await-thenable": "off",
} as const;
