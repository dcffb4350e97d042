import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type IShapePrior } from "../../src/face/shapePrior.js";
import { OpenBuiltHeadAsync } from "../../test/unit/builtHead.js";
import { ProjectPeopleAsync } from "./prior/macroDirections.js";
import { FindLimits } from "./prior/shapeLimits.js";

/** Standard deviation of each parameter by itself. */
const Deviation = 0.16;
/** Standard deviation of the macro parameter that varies most: nine of ten faces lie within its range. The source's people differ more, in the same proportions. */
const LargestDeviation = 0.3;
/** Faces that the limits are fitted to. */
const FaceCount = Number(process.env["FACE_CREATOR_PRIOR_FACES"] ?? 1500);

/**
 * Finds how the parameters of plausible faces vary and writes the prior that the head ships. To be run when the head has a new hash:
 * `npx tsx assets/head/shapePrior.ts`.
 */
async function MainAsync(): Promise<void> {
    const { head, close } = await OpenBuiltHeadAsync();
    const { offsets, explained } = await ProjectPeopleAsync(head);
    console.log(
        `macro parameters explain ${explained.macro.toFixed(3)} of how the source's people differ, all parameters ${explained.all.toFixed(3)}`,
    );
    const spread = Math.max(
        ...offsets[0].map((_, i) => Math.sqrt(offsets.reduce((sum, person) => sum + person[i] ** 2 / offsets.length, 0))),
    );
    const factor = Math.sqrt((LargestDeviation ** 2 - Deviation ** 2) / offsets.length) / spread;
    const directions = offsets.map((person) => Array.from(person, (value) => Math.round(value * factor * 1000) / 1000));
    const prior: IShapePrior = { deviation: Deviation, directions, limits: [] };
    const limits = FindLimits(head, prior, FaceCount).map(({ explained: share, ...limit }) => {
        console.log(`${limit.place}: at most ${limit.most} mm, tells ${share.toFixed(3)} of the depth's variance on other faces`);
        return limit;
    });
    close();
    const folder = join(dirname(fileURLToPath(import.meta.url)), "prior");
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "prior.json"), `${JSON.stringify({ rigHash: head.schema.rig.hash, prior: { ...prior, limits } })}\n`);
}

await MainAsync();
