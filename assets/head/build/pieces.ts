import { createHash } from "node:crypto";
import { type IRigFile, type IRigPiece } from "../../../src/rig/rigFile.types.js";
import { type IGlbContent } from "./glb.js";
import { PictureKinds } from "./glbMaterials.js";
import { type ILookMaterial, type LookTextures } from "./lookGeometry.types.js";
import { type IBuiltMesh } from "./mesh.types.js";

/** What a file of the head holds that is loaded when an option needs it. */
export interface IPieceContent extends IGlbContent {
    /** File name. */
    readonly file: string;
    /** Pieces that are loaded before it, by file. */
    readonly needs: readonly string[];
}

/** The head, split into files. */
export interface IHeadFiles {
    /** What every head needs and what the average face shows. */
    readonly model: IGlbContent;
    /** The other options: a mesh each, meshes that share their geometry together; pictures that several of them share are a piece of their own. */
    readonly pieces: readonly IPieceContent[];
    /** Pictures by material, with the materials that hold shared pictures. */
    readonly look: LookTextures;
}

/**
 * Splits the head into what is loaded first and the pieces that are loaded when a face needs them.
 * @param meshes all meshes
 * @param rig its options
 * @param look pictures by material
 * @returns what each file holds
 */
export function SplitPieces(meshes: readonly IBuiltMesh[], { discrete }: Pick<IRigFile, "discrete">, look: LookTextures): IHeadFiles {
    const shown = new Set(discrete.flatMap(({ options }) => options.flatMap(({ show }) => show)));
    const first = new Set(discrete.flatMap((block) => block.options[block.default].show));
    const isFirst = ({ name }: IBuiltMesh): boolean => first.has(name) || !shown.has(name);
    const groups = new Map<string, IBuiltMesh[]>();
    for (const mesh of meshes.filter((one) => !isFirst(one))) {
        const root = mesh.geometryOf ?? mesh.name;
        groups.set(root, [...(groups.get(root) ?? []), mesh]);
    }
    const model = { meshes: meshes.filter(isFirst), hasJoints: true };
    const held = new Map<Buffer, string>();
    for (const { material } of model.meshes) {
        PicturesOf(look, material).forEach((picture) => held.set(picture, held.get(picture) ?? material));
    }
    const allLook: Record<string, ILookMaterial> = { ...look };
    const holders = new Map<Buffer, IPieceContent>();
    for (const [picture, material] of FindShared([...groups.values()], look, held)) {
        const { mimeType, alphaMode } = look[material];
        const name = `${material}_pictures`;
        allLook[name] = { albedo: picture, mimeType, alphaMode };
        holders.set(picture, { file: `${name}.glb`, meshes: [], materials: [name], hasJoints: false, needs: [] });
        held.set(picture, name);
    }
    const pieces = [...groups.values()].map((group): IPieceContent => {
        const pictures = new Set(group.flatMap(({ material }) => PicturesOf(look, material)));
        const needs = [...holders].filter(([picture]) => pictures.has(picture)).map(([, { file }]) => file);
        return { file: `${GroupName(group)}.glb`, meshes: group, hasJoints: false, held, needs };
    });
    return { model, pieces: [...holders.values(), ...pieces], look: allLook };
}

/**
 * How the rig file names a piece.
 * @param content what it holds
 * @param look pictures by material
 * @param glb its bytes
 * @returns the entry
 */
export function DescribePiece(content: IPieceContent, look: LookTextures, glb: Uint8Array): IRigPiece {
    const materials = [...new Set([...content.meshes.map(({ material }) => material), ...(content.materials ?? [])])];
    const pictures = materials.map((material): [string, Record<string, string>] => {
        const lent = PictureKinds.flatMap((kind): [string, string][] => {
            const picture = (look[material] as ILookMaterial | undefined)?.[kind];
            const holder = picture && content.held?.get(picture);
            return holder === undefined ? [] : [[kind, holder]];
        });
        return [material, Object.fromEntries(lent)];
    });
    const lent = pictures.filter(([, kinds]) => Object.keys(kinds).length > 0);
    return {
        file: content.file,
        bytes: glb.length,
        sha256: createHash("sha256").update(glb).digest("hex"),
        meshes: content.meshes.map(({ name }) => name),
        materials,
        ...(content.needs.length > 0 && { needs: content.needs }),
        ...(lent.length > 0 && { pictures: Object.fromEntries(lent) }),
    };
}

/** Albedo pictures that materials of several groups have and the model does not, with the first of those materials. */
function FindShared(
    groups: readonly (readonly IBuiltMesh[])[],
    look: LookTextures,
    held: ReadonlyMap<Buffer, string>,
): Map<Buffer, string> {
    const first = new Map<Buffer, { readonly group: number; readonly material: string }>();
    const shared = new Map<Buffer, string>();
    groups.forEach((group, i) => {
        for (const { material } of group) {
            for (const picture of PicturesOf(look, material).filter((one) => !held.has(one))) {
                const before = first.get(picture);
                if (before && before.group !== i) {
                    shared.set(picture, before.material);
                }
                first.set(picture, before ?? { group: i, material });
            }
        }
    });
    return shared;
}

function PicturesOf(look: LookTextures, material: string): Buffer[] {
    const pictures = look[material] as ILookMaterial | undefined;
    return PictureKinds.flatMap((kind) => pictures?.[kind] ?? []);
}

/** The mesh's name, or of several the parts of the face that they are. */
function GroupName(group: readonly IBuiltMesh[]): string {
    return group.length === 1 ? group[0].name : [...new Set(group.map(({ name }) => name.split("_")[0]))].join("_");
}
