import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { OpenHeadlessAsync } from "../../src/cli/headlessPage.js";
import { ReadHeadSchemaAsync } from "../../src/cli/headSchema.js";
import { CreateAverageFace, EditFace } from "../../src/face/createFace.js";
import { PackOptionMasks } from "../../src/face/optionMasks.js";
import { PartLabels } from "../../src/face/partLabels.js";
import { type ILabelMap } from "../../src/face/picture.js";

/** Side of the masks: that of the label maps that fits rank hair by. */
const Size = 128;
const Block = "hair";

/**
 * Draws the hair of every style on the average face and writes the masks that the head ships. To be run when the head has a new hash:
 * `npx tsx assets/head/optionMasks.ts`.
 */
async function MainAsync(): Promise<void> {
    const schema = await ReadHeadSchemaAsync();
    const options = schema.discrete.find(({ id }) => id === Block)?.options ?? [];
    const page = await OpenHeadlessAsync({});
    const maps: ILabelMap[] = [];
    try {
        for (const { id } of options) {
            const face = EditFace(schema, CreateAverageFace(schema), { style: { [Block]: id } });
            const { width, height, base64 } = await page.callAsync("renderAsync", { face, size: Size, view: "front", labels: true });
            maps.push({ width, height, data: new Uint8Array(Buffer.from(base64, "base64")) });
        }
    } finally {
        await page.closeAsync();
    }
    const { bits, block, label, size } = PackOptionMasks(Block, PartLabels.hair, maps);
    const folder = join(dirname(fileURLToPath(import.meta.url)), "masks");
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${block}.bin`), bits);
    const manifest = { rigHash: schema.rig.hash, masks: [{ file: `${block}.bin`, block, label, size }] };
    await writeFile(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 4)}\n`);
    console.log(`${options.length} masks of ${size} x ${size}, ${bits.length} bytes`);
}

await MainAsync();
