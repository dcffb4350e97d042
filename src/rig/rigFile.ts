import * as v from "valibot";

import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IFaceSchema } from "../face/faceSchema.js";
import { CanDiffer } from "./boneSides.js";
import { MaterialLooks } from "./materialLook.js";
import { type IRigFile, type MaterialPreset } from "./rigFile.types.js";
import { CheckRigFile } from "./rigFileChecks.js";

const Id = v.pipe(v.string(), v.minLength(1, "must not be empty"));
const Finite = v.pipe(v.number(), v.finite());
const Unit = v.pipe(v.number(), v.minValue(0, "must be 0 or more"), v.maxValue(1, "must be 1 or less"));
const Angle = v.pipe(v.number(), v.minValue(0, "must be 0 degrees or more"), v.maxValue(180, "must be 180 degrees or less"));
const Color = v.tuple([Unit, Unit, Unit]);
const Point = v.tuple([Finite, Finite, Finite]);
const Label = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(11, "must be a part label, 0 to 11"));

const Vertices = v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0))), v.minLength(1, "must name a vertex"));
const Pair = v.object({ left: Vertices, right: Vertices });

const Bind = v.variant("type", [
    v.object({ type: v.literal("morph"), target: Id, low: Finite, high: Finite }),
    v.object({
        type: v.literal("bone"),
        bone: Id,
        property: v.picklist(["translation", "rotation", "scale"]),
        axis: v.picklist(["x", "y", "z"]),
        low: Finite,
        high: Finite,
    }),
]);

const RigSchema = v.object({
    format: v.literal("babylon-face-creator/rig"),
    version: v.literal(1),
    id: Id,
    hash: Id,
    model: Id,
    pieces: v.optional(
        v.array(
            v.object({
                file: Id,
                bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
                sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits")),
                meshes: v.array(Id),
                materials: v.array(Id),
                needs: v.optional(v.array(Id)),
                pictures: v.optional(
                    v.record(v.string(), v.record(v.picklist(["albedo", "normal", "metallicRoughness", "occlusion"]), Id)),
                ),
            }),
        ),
    ),
    optionMasks: v.optional(
        v.array(v.object({ file: Id, block: Id, label: Label, size: v.pipe(v.number(), v.integer(), v.minValue(32)) })),
    ),
    prior: v.optional(
        v.object({
            deviation: v.pipe(Finite, v.gtValue(0, "must be above 0")),
            directions: v.array(v.array(Finite)),
            limits: v.array(v.object({ place: Id, weights: v.array(Finite), most: v.pipe(Finite, v.gtValue(0, "must be above 0")) })),
        }),
    ),
    glasses: v.optional(
        v.object({
            skin: Id,
            front: v.array(v.object({ clearance: Finite, vertices: Vertices })),
            eyes: Pair,
            widths: Pair,
            temples: Pair,
            ears: Pair,
            styles: v.array(v.object({ id: Id, label: Id, frame: Id, lenses: Id })),
        }),
    ),
    environment: Id,
    framing: v.object({
        fov: v.pipe(v.number(), v.minValue(1, "must be 1 degree or more"), v.maxValue(120, "must be 120 degrees or less")),
        camera: Point,
        pivot: Point,
    }),
    continuous: v.array(
        v.object({
            id: Id,
            group: v.picklist(["brow", "eye", "nose", "mouth", "face", "macro"]),
            label: Id,
            binds: v.array(Bind),
        }),
    ),
    colors: v.array(
        v.object({
            id: Id,
            label: Id,
            default: Color,
            palette: v.pipe(v.array(Color), v.minLength(2, "must hold two colours or more")),
            swatches: v.optional(v.array(v.object({ label: Id, color: Color, shown: Color }))),
            binds: v.array(v.object({ material: Id, scale: v.optional(v.pipe(v.number(), v.minValue(0))) })),
        }),
    ),
    discrete: v.array(
        v.object({
            id: Id,
            label: Id,
            default: v.pipe(v.number(), v.integer(), v.minValue(0)),
            defaultShare: v.optional(Unit),
            makeup: v.optional(v.boolean()),
            tints: v.optional(v.array(Id)),
            options: v.pipe(
                v.array(v.object({ id: Id, label: Id, tags: v.optional(v.array(Id)), color: v.optional(Color), show: v.array(Id) })),
                v.minLength(1, "must hold an option"),
            ),
        }),
    ),
    nuisance: v.object({
        pose: v.object({ bone: Id, yaw: Angle, pitch: Angle, roll: Angle }),
        expressions: v.array(v.object({ id: Id, label: Id, binds: v.array(Bind) })),
    }),
    follow: v.optional(v.record(v.string(), Id)),
    labels: v.record(
        v.string(),
        v.variant("kind", [
            v.object({ kind: v.literal("constant"), label: Label }),
            v.object({ kind: v.literal("sides"), left: Label, right: Label }),
            v.object({ kind: v.literal("texture"), file: Id }),
            v.object({ kind: v.literal("hidden") }),
        ]),
    ),
    materials: v.record(v.string(), v.picklist(Object.keys(MaterialLooks) as MaterialPreset[])),
    alphaCutoff: v.record(v.string(), Unit),
});

/**
 * Checks the contents of a rig file.
 * @param json what `JSON.parse` gave
 * @returns the rig
 * @throws FaceCreatorError E_VERSION_NEWER when a newer version of this library wrote it; E_RIG_FORMAT with the path of the first wrong entry
 */
export function ParseRigFile(json: unknown): IRigFile {
    const version = (json as { version?: unknown } | null)?.version;
    if (typeof version === "number" && version > 1) {
        throw new FaceCreatorError(
            "E_VERSION_NEWER",
            "this rig file is of a newer version",
            String(version),
            "update babylon-face-creator",
        );
    }
    const result = v.safeParse(RigSchema, json, { abortEarly: true });
    if (!result.success) {
        const issue = result.issues[0];
        const path = v.getDotPath(issue) ?? "the file";
        throw new FaceCreatorError("E_RIG_FORMAT", "the rig file is wrong at", path, issue.message);
    }
    CheckRigFile(result.output);
    return result.output;
}

/**
 * The parameters of a head without what they drive.
 * @param rig the rig
 * @returns a new schema, in the order of the vector x
 */
export function RigToSchema(rig: IRigFile): IFaceSchema {
    return {
        rig: { id: rig.id, hash: rig.hash },
        continuous: rig.continuous.map(({ id, group, label, binds }) => ({
            id,
            group,
            label,
            ...(CanDiffer(group, binds) && { sided: true }),
        })),
        colors: rig.colors.map(({ id, label, default: initial, palette, swatches }) => ({
            id,
            label,
            default: initial,
            palette,
            ...(swatches && { swatches }),
        })),
        discrete: rig.discrete.map((block) => ({
            id: block.id,
            label: block.label,
            default: block.default,
            ...(block.defaultShare === undefined ? {} : { defaultShare: block.defaultShare }),
            ...(block.makeup === undefined ? {} : { makeup: block.makeup }),
            options: block.options.map(({ id, label, tags, color }) => ({ id, label, ...(tags && { tags }), ...(color && { color }) })),
        })),
        expressions: rig.nuisance.expressions.map(({ id }) => id),
        ...(rig.glasses && { glasses: rig.glasses.styles.map(({ id }) => id) }),
        ...(rig.prior && { prior: rig.prior }),
    };
}
