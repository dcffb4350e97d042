import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { PackOptionMasks, UnpackOptionMasks } from "../../src/face/optionMasks.js";
import { type ILabelMap } from "../../src/face/picture.js";
import { ParseRigFile } from "../../src/rig/rigFile.js";

const Hair = 10;

/** A map with hair where asked for, and skin elsewhere. */
function Map(size: number, isHair: (x: number, y: number) => boolean): ILabelMap {
    const data = Uint8Array.from({ length: size * size }, (_, i) => (isHair(i % size, Math.floor(i / size)) ? Hair : 1));
    return { width: size, height: size, data };
}

describe("masks of options", () => {
    it("come back as the pixels of the part", () => {
        const maps = [Map(9, () => false), Map(9, (x, y) => x === 0 || y === 8), Map(9, (x, y) => (x + 2 * y) % 5 === 0)];
        const masks = PackOptionMasks("hair", Hair, maps);
        const wanted = maps.map(({ data }) => [...data.map((label) => (label === Hair ? Hair : 0))]);
        expect(UnpackOptionMasks(masks, 3).map(({ data }) => [...data])).toEqual(wanted);
        expect(() => UnpackOptionMasks(masks, 4)).toThrow(/too few/);
    });

    it.skipIf(!existsSync("dist/assets/head/head.rig.json"))(
        "of the default head are of the head that is built, one an option (skipped when dist/assets/head is not built)",
        () => {
            const rig = ParseRigFile(JSON.parse(readFileSync("dist/assets/head/head.rig.json", "utf8")));
            const [{ file, ...masks }] = rig.optionMasks ?? [];
            const bits = new Uint8Array(readFileSync(`dist/assets/head/${file}`));
            const hair = rig.discrete.find(({ id }) => id === "hair");
            const maps = UnpackOptionMasks({ ...masks, bits }, hair?.options.length ?? 0);
            const areas = maps.map(({ data }) => data.filter((v) => v > 0).length);
            const of = (id: string): number => areas[hair?.options.findIndex((option) => option.id === id) ?? -1];
            expect(areas).toHaveLength(22);
            expect(of("none")).toBe(0);
            expect(of("buzz")).toBeGreaterThan(500);
            expect(of("longWavy")).toBeGreaterThan(2 * of("buzz"));
        },
    );
});
