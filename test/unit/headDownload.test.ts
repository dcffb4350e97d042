import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type IRigFile, type IRigPiece } from "../../src/rig/rigFile.types.js";
import { IsHeadBuilt } from "./builtHead.js";

const Folder = "dist/assets/head";
const MostOfOption = 600_000;
const MostOfHead = 8_000_000;

/** Bytes of a file as a server sends it, compressed by brotli at 9. */
function ServedBytes(file: string): number {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
    return brotliCompressSync(readFileSync(`${Folder}/${file}`), { params }).length;
}

describe.skipIf(!IsHeadBuilt())("what a player downloads of the default head", () => {
    const rig = JSON.parse(readFileSync(`${Folder}/head.rig.json`, "utf8")) as IRigFile;
    const pieces = rig.pieces ?? [];
    const byFile = new Map(pieces.map((piece) => [piece.file, piece]));

    /** A piece with all that it needs, as a head fetches them that has none yet. */
    const filesOf = ({ file, needs = [] }: IRigPiece): string[] => [
        file,
        ...needs.flatMap((needed) => filesOf(byFile.get(needed) as IRigPiece)),
    ];

    it("is 8 MB at most before an option is chosen, also by a server that does not compress", () => {
        const later = new Set(pieces.map(({ file }) => file));
        const first = [
            rig.model,
            "head.rig.json",
            "labels_head.png",
            "environment.env",
            ...(rig.optionMasks ?? []).map(({ file }) => file),
        ];
        expect(first.filter((file) => later.has(file))).toEqual([]);
        const bytes = first.reduce((sum, file) => sum + readFileSync(`${Folder}/${file}`).length, 0);
        console.log(`first: ${bytes} bytes, ${first.reduce((sum, file) => sum + ServedBytes(file), 0)} as served`);
        expect(bytes).toBeLessThanOrEqual(MostOfHead);
    }, 120_000);

    it("is 0.6 MB at most for each option, also the first that needs pictures shared by several", () => {
        const served = new Map(pieces.map(({ file }) => [file, ServedBytes(file)]));
        const options = pieces
            .filter(({ meshes }) => meshes.length > 0)
            .map((piece) => ({
                file: piece.file,
                bytes: filesOf(piece).reduce((sum, file) => sum + (served.get(file) ?? Infinity), 0),
            }));
        expect(options.length).toBeGreaterThan(60);
        const [largest] = options.sort((a, b) => b.bytes - a.bytes);
        console.log(`largest option: ${largest.file}, ${largest.bytes} bytes as served`);
        expect(largest.bytes, largest.file).toBeLessThanOrEqual(MostOfOption);
    }, 120_000);
});
