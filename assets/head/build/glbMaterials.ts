import { type Document, type Material, type Texture } from "@gltf-transform/core";
import { KHRTextureTransform } from "@gltf-transform/extensions";
import { type ILookMaterial, type LookTextures } from "./lookGeometry.types.js";

/** Flat colours, linear, for materials without pictures. */
const FlatColors: Readonly<Record<string, readonly [number, number, number, number]>> = {
    cornea: [1, 1, 1, 0.05],
    sclera: [0.85, 0.83, 0.8, 1],
    teeth: [0.8, 0.76, 0.68, 1],
    tongue: [0.5, 0.18, 0.17, 1],
    lashes: [0.02, 0.015, 0.012, 1],
};

/** The pictures of a material. */
export const PictureKinds = ["albedo", "normal", "metallicRoughness", "occlusion"] as const;

/**
 * Writes materials into a document, each once.
 * @param document gets them
 * @param look pictures by material
 * @param held pictures that another file holds: they are left out
 * @returns gives the material of a name
 */
export function MaterialWriter(
    document: Document,
    look: LookTextures,
    held: ReadonlyMap<Buffer, unknown> = new Map(),
): (name: string) => Material {
    const written = new Map<string, Material>();
    const textures = new Map<Buffer, Texture>();
    const texture = (name: string, picture: Buffer, mimeType: ILookMaterial["mimeType"]): Texture => {
        const known = textures.get(picture) ?? document.createTexture(name).setImage(new Uint8Array(picture)).setMimeType(mimeType);
        textures.set(picture, known);
        return known;
    };
    return (name) => {
        const known = written.get(name);
        if (known !== undefined) {
            return known;
        }
        const material = document.createMaterial(name).setMetallicFactor(0).setRoughnessFactor(0.5);
        const flat = FlatColors[name] as (typeof FlatColors)[string] | undefined;
        const pictures = look[name] as ILookMaterial | undefined;
        if (pictures === undefined) {
            material.setBaseColorFactor([...(flat ?? [0.6, 0.45, 0.38, 1])]);
            material.setAlphaMode(flat !== undefined && flat[3] < 1 ? "BLEND" : "OPAQUE");
        } else {
            material.setAlphaMode(pictures.alphaMode ?? "OPAQUE").setDoubleSided(pictures.doubleSided ?? false);
            material.setRoughnessFactor(pictures.roughness ?? (pictures.metallicRoughness === undefined ? 0.5 : 1));
            if (pictures.alphaCutoff !== undefined && pictures.alphaMode === "MASK") {
                material.setAlphaCutoff(pictures.alphaCutoff);
            }
            material.setMetallicFactor(pictures.metallic ?? 0);
            const color = pictures.color ?? flat;
            if (pictures.albedo === undefined && color !== undefined) {
                material.setBaseColorFactor([...color]);
            }
            const set = (kind: (typeof PictureKinds)[number]): Texture | null => {
                const picture = pictures[kind];
                return picture === undefined || held.has(picture) ? null : texture(`${name}_${kind}`, picture, pictures.mimeType);
            };
            material.setBaseColorTexture(set("albedo")).setNormalTexture(set("normal"));
            if (pictures.albedoBox !== undefined) {
                const [left, top, width, height] = pictures.albedoBox;
                const transform = document.createExtension(KHRTextureTransform).setRequired(true).createTransform();
                transform.setScale([1 / width, 1 / height]).setOffset([-left / width, -top / height]);
                material.getBaseColorTextureInfo()?.setExtension(KHRTextureTransform.EXTENSION_NAME, transform);
            }
            material.setMetallicRoughnessTexture(set("metallicRoughness")).setOcclusionTexture(set("occlusion"));
        }
        written.set(name, material);
        return material;
    };
}
