import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IRigFile, type IRigPiece } from "./rigFile.types.js";

/**
 * Checks what the types of a rig file cannot say: ids that must be unique, indices that must exist.
 * @param rig a rig of the right shape
 * @throws FaceCreatorError E_RIG_FORMAT naming the path
 */
export function CheckRigFile(rig: IRigFile): void {
    CheckUnique("continuous", rig.continuous);
    CheckUnique("colors", rig.colors);
    CheckUnique("discrete", rig.discrete);
    CheckUnique("nuisance.expressions", rig.nuisance.expressions);
    CheckUnique("glasses.styles", rig.glasses?.styles ?? []);
    CheckPieces(rig.pieces ?? []);
    CheckPrior(rig);
    rig.discrete.forEach((block, i) => {
        CheckUnique(`discrete.${i}.options`, block.options);
        if (block.default >= block.options.length) {
            throw new FaceCreatorError(
                "E_RIG_FORMAT",
                "the rig file is wrong at",
                `discrete.${i}.default`,
                `there are ${block.options.length} options, name one of them by its index`,
            );
        }
        block.options.forEach((option, k) => {
            if ((option.color !== undefined) !== (block.tints !== undefined)) {
                throw new FaceCreatorError(
                    "E_RIG_FORMAT",
                    "the rig file is wrong at",
                    `discrete.${i}.options.${k}.color`,
                    "options have colours where their block tints materials, all of them or none",
                );
            }
        });
    });
}

/** The prior speaks of each continuous parameter. */
function CheckPrior({ prior, continuous }: IRigFile): void {
    const lists = { directions: prior?.directions ?? [], limits: (prior?.limits ?? []).map(({ weights }) => weights) };
    for (const [name, rows] of Object.entries(lists)) {
        const wrong = rows.findIndex((row) => row.length !== continuous.length);
        if (wrong >= 0) {
            throw new FaceCreatorError(
                "E_RIG_FORMAT",
                "the rig file is wrong at",
                `prior.${name}.${wrong}`,
                `give one number for each of the ${continuous.length} continuous parameters`,
            );
        }
    }
}

/** Pieces have files and meshes of their own, and need pieces before them. */
function CheckPieces(pieces: readonly IRigPiece[]): void {
    const [files, meshes] = [new Set<string>(), new Set<string>()];
    pieces.forEach((piece, i) => {
        const wrong = (key: string, advice: string): FaceCreatorError =>
            new FaceCreatorError("E_RIG_FORMAT", "the rig file is wrong at", `pieces.${i}.${key}`, advice);
        for (const need of piece.needs ?? []) {
            if (!files.has(need)) {
                throw wrong("needs", `"${need}" is no piece before it, list what is needed first`);
            }
        }
        for (const mesh of piece.meshes) {
            if (meshes.has(mesh)) {
                throw wrong("meshes", `"${mesh}" is in another piece too, keep it in one`);
            }
            meshes.add(mesh);
        }
        if (files.has(piece.file)) {
            throw wrong("file", `"${piece.file}" is there twice, give each its own file`);
        }
        files.add(piece.file);
    });
}

function CheckUnique(path: string, entries: readonly { readonly id: string }[]): void {
    const seen = new Set<string>();
    entries.forEach((entry, i) => {
        if (seen.has(entry.id)) {
            throw new FaceCreatorError(
                "E_RIG_FORMAT",
                "the rig file is wrong at",
                `${path}.${i}.id`,
                `"${entry.id}" is there twice, give each its own id`,
            );
        }
        seen.add(entry.id);
    });
}
