import { type CaptureView } from "../face/capture.types.js";
import { CreateAverageFace, EditFace } from "../face/createFace.js";
import { type IFace } from "../face/face.types.js";
import { type IFaceSchema } from "../face/faceSchema.js";
import { RandomFace } from "../face/randomFace.js";
import { type IRenderRequest } from "./headless.types.js";

/** What can be drawn alone. */
export const GalleryParts = ["faces", "options", "expressions", "tones", "glasses"] as const;

/** A square of the photo-booth frame, in pixels of a picture of 512. */
export interface IGalleryZone {
    readonly left: number;
    readonly top: number;
    readonly side: number;
}

/** A sheet of the gallery: its tiles in rows. */
export interface IGallerySheet {
    /** Name of the file, without its end. */
    readonly name: string;
    readonly columns: number;
    /** What of each picture is shown; default: all of it. */
    readonly zone?: IGalleryZone;
    readonly tiles: readonly { readonly label: string; readonly request: Omit<IRenderRequest, "size"> }[];
}

/** Plausible faces in it; their seed says which. */
const FaceCount = 24;
const Seed = 2026;
/** Plausible faces that wear glasses. */
const WearerCount = 5;
const Views: readonly CaptureView[] = ["front", "threequarter", "profile"];
const Columns = 8;

const Eyes: IGalleryZone = { left: 160, top: 130, side: 192 };
const Mouth: IGalleryZone = { left: 186, top: 270, side: 140 };
const Face: IGalleryZone = { left: 76, top: 86, side: 360 };
const Cheeks: IGalleryZone = { left: 146, top: 190, side: 220 };
/** Where options of these blocks are seen; those of others are seen on the whole picture. */
const Zones: Readonly<Record<string, IGalleryZone>> = {
    brow: Eyes,
    eyeShadow: Eyes,
    lipstick: Mouth,
    lipstickColor: Mouth,
    blush: Cheeks,
    freckles: Cheeks,
};

/**
 * What the gallery shows, the same each time: plausible faces from three sides, every option, every expression, every skin tone, every pair
 * of glasses.
 * @param schema parameters of the head
 * @param parts what of it
 * @returns the sheets
 */
export function PlanGallery(schema: IFaceSchema, parts: readonly (typeof GalleryParts)[number][]): IGallerySheet[] {
    const sheets = {
        faces: () => Views.map((view) => PlanFaces(schema, view)),
        options: () => schema.discrete.map((_, block) => PlanOptions(schema, block)),
        expressions: () => PlanExpressions(schema),
        tones: () => [PlanTones(schema)],
        glasses: () => ((schema.glasses ?? []).length > 0 ? [PlanGlasses(schema)] : []),
    };
    return parts.flatMap((part) => sheets[part]());
}

function PlanFaces(schema: IFaceSchema, view: CaptureView): IGallerySheet {
    const tiles = Array.from({ length: FaceCount }, (_, i) => ({
        label: `seed ${Seed}, face ${i}`,
        request: { face: RandomFace(schema, Seed, i), view },
    }));
    return { name: `faces_${view}`, columns: Columns, tiles };
}

/** The options of a block on the average face. A block of colours is shown on the block that it colours. */
function PlanOptions(schema: IFaceSchema, index: number): IGallerySheet {
    const block = schema.discrete[index];
    const carrier = schema.discrete.find(({ id }) => block.id === `${id}Color`);
    const carried = carrier?.options.find(({ id }) => id === "matte") ?? carrier?.options.at(-1);
    const tiles = block.options.map(({ id }) => {
        const style = { ...(carrier && carried && { [carrier.id]: carried.id }), [block.id]: id };
        return { label: id, request: { face: EditFace(schema, CreateAverageFace(schema), { style }), view: "front" as const } };
    });
    return { name: `options_${block.id}`, columns: Columns, zone: Zones[block.id], tiles };
}

/** The expressions on the average face, and on a plausible one. */
function PlanExpressions(schema: IFaceSchema): IGallerySheet[] {
    const faces: readonly (readonly [string, IFace])[] = [
        ["average", CreateAverageFace(schema)],
        ["face1", RandomFace(schema, Seed, 1)],
    ];
    return faces.map(([name, face]) => {
        const tiles = ["neutral", ...schema.expressions].map((id) => ({
            label: id,
            request: { face, view: "front" as const, nuisance: id === "neutral" ? {} : { expression: { [id]: 1 } } },
        }));
        return { name: `expressions_${name}`, columns: Columns, zone: Face, tiles };
    });
}

/** The palette of the skin on the average face and on a plausible one; other colours stay. */
function PlanTones(schema: IFaceSchema): IGallerySheet {
    const palette = schema.colors.find(({ id }) => id === "skin")?.palette ?? [];
    const tiles = [CreateAverageFace(schema), RandomFace(schema, Seed, 2)].flatMap((face, row) =>
        palette.map((skin, i) => ({
            label: `${row === 0 ? "average" : "face 2"}, tone ${i + 1}`,
            request: { face: EditFace(schema, face, { color: { skin } }), view: "front" as const },
        })),
    );
    return { name: "tones", columns: Math.max(1, palette.length), tiles };
}

/** Each pair of glasses from three sides on the average face and on plausible ones. */
function PlanGlasses(schema: IFaceSchema): IGallerySheet {
    const faces = [
        CreateAverageFace(schema),
        ...Array.from({ length: WearerCount }, (_, i) => RandomFace(schema, Seed, i, { prior: true })),
    ];
    const tiles = faces.flatMap((face, row) =>
        (schema.glasses ?? []).flatMap((glasses) =>
            Views.map((view) => ({
                label: `${glasses}, ${row === 0 ? "average" : `face ${row - 1}`}`,
                request: { face, view, nuisance: { glasses } },
            })),
        ),
    );
    return { name: "glasses", columns: Views.length * Math.max(1, schema.glasses?.length ?? 0), tiles };
}
