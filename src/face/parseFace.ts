import * as v from "valibot";
import { type IFace } from "./face.types.js";
import { KeepAsymmetry } from "./asymmetry.js";
import { FaceCreatorError } from "./faceCreatorError.js";
import { type SrgbColor } from "./faceSchema.js";
import { Quantise, QuantiseAsymmetry } from "./quantise.js";
import { QuantiseColor } from "./createFace.js";

/** The `format` of a Face. */
export const FaceFormat = "babylon-face-creator/face";

const Value = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1));

const FaceJson = v.object({
    format: v.literal(FaceFormat),
    version: v.literal(1),
    rig: v.object({ id: v.string(), hash: v.string() }),
    shape: v.record(v.string(), v.pipe(Value, v.transform(Quantise))),
    asymmetry: v.optional(
        v.record(v.string(), v.pipe(v.number(), v.finite(), v.minValue(-1), v.maxValue(1), v.transform(QuantiseAsymmetry))),
    ),
    color: v.record(
        v.string(),
        v.pipe(
            v.tuple([Value, Value, Value]),
            v.transform((color): SrgbColor => QuantiseColor(color)),
        ),
    ),
    style: v.record(v.string(), v.string()),
    origin: v.optional(v.looseObject({ kind: v.picklist(["photo", "random", "preset", "player"]) })),
    ext: v.optional(v.record(v.string(), v.unknown())),
});

/**
 * Reads a Face from JSON text. Ids that the head does not know are kept, so that a face survives a head that lacks them.
 * @param text JSON text as `SerializeFace` writes it
 * @returns the face, values on the grid of 1/250
 * @throws E_FACE_FORMAT if the text is not a Face, E_VERSION_NEWER if a later version wrote it
 */
export function ParseFace(text: string): IFace {
    let json: unknown;
    try {
        json = JSON.parse(text);
    } catch {
        throw new FaceCreatorError("E_FACE_FORMAT", "not a face: no JSON", Shorten(text), "choose a .face.json file that was saved here");
    }
    const version = (json as { version?: unknown } | null)?.version;
    if (typeof version === "number" && version > 1) {
        throw new FaceCreatorError(
            "E_VERSION_NEWER",
            "a face of a later version",
            String(version),
            "update babylon-face-creator, then load it again",
        );
    }
    const result = v.safeParse(FaceJson, json);
    if (!result.success) {
        const issue = result.issues[0];
        throw new FaceCreatorError(
            "E_FACE_FORMAT",
            `not a face: ${issue.message} at`,
            v.getDotPath(issue) ?? "the top",
            "choose a .face.json file that was saved here",
        );
    }
    const { asymmetry, ...face } = result.output;
    return { ...face, ...KeepAsymmetry(asymmetry) };
}

/**
 * Writes a Face as JSON text, ids sorted, so that equal faces give equal bytes.
 * @param face the face
 * @returns JSON text that ends with a line feed
 */
export function SerializeFace(face: IFace): string {
    const { format, version, rig, asymmetry, origin, ext } = face;
    const ordered = {
        format,
        version,
        rig: { id: rig.id, hash: rig.hash },
        shape: SortKeys(face.shape),
        ...KeepAsymmetry(asymmetry && SortKeys(asymmetry)),
        color: SortKeys(face.color),
        style: SortKeys(face.style),
        ...(origin ? { origin } : {}),
        ...(ext ? { ext } : {}),
    };
    return `${JSON.stringify(ordered, null, 2)}\n`;
}

function SortKeys<T>(record: Readonly<Record<string, T>>): Record<string, T> {
    return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function Shorten(text: string): string {
    return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
