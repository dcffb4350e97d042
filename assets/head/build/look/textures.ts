import { type ILookGeometry, type ILookMaterial, type ILookPart, type LookTextures } from "../lookGeometry.types.js";
import { BuildIrisPictureAsync, BuildScleraPictureAsync } from "./eyes.js";
import { BeardStyles } from "../hair/beards.js";
import { BrowStyles } from "../hair/brows.js";
import { HairStyles } from "../hair/styles.js";
import { BuildBeardPictureAsync, BuildBrowStrokesAsync } from "./authoredStrands.js";
import { BuildHairAtlasAsync, type HairAtlas } from "./hairAtlas.js";
import { BuildMakeupPicturesAsync } from "../makeup/pictures.js";
import { BuildMouthPictureAsync } from "./mouth.js";
import { BakeOcclusion } from "./occlusion.js";
import { BuildLipsPictureAsync, BuildScalpPictureAsync } from "./overlays.js";
import { RayCaster } from "./rayCaster.js";
import { BuildSkinPicturesAsync } from "./skin.js";
import { BuildBrowPictureAsync, BuildLashPictureAsync } from "./strands.js";

/** A material with one picture. */
function Picture(albedo: Buffer, rest: Partial<ILookMaterial> = {}): ILookMaterial {
    return { albedo, mimeType: "image/webp", roughness: 0.5, ...rest };
}

/** The part of a name; parts are optional so that heads without tongue or lashes can be built. */
function PartOf(geometry: ILookGeometry, material: string): ILookPart | undefined {
    return Object.values(geometry.parts).find((part) => part.material === material);
}

/** Pictures of every hair and brow style, and of the lashes. */
export async function BuildStrandsAsync(geometry: ILookGeometry, materials: Record<string, ILookMaterial>): Promise<void> {
    const atlases: Partial<Record<HairAtlas, Buffer>> = {};
    for (const part of Object.values(geometry.parts)) {
        const style = HairStyles.find(({ id }) => part.material === `hair_${id}`);
        if (style) {
            atlases[style.atlas] ??= await BuildHairAtlasAsync(style.atlas);
            materials[part.material] = Picture(atlases[style.atlas] ?? Buffer.alloc(0), {
                alphaMode: "BLEND",
                alphaCutoff: 0.35,
                doubleSided: true,
            });
            continue;
        }
        const brow = BrowStyles.findIndex(({ id }) => part.material === `brow_${id}`);
        const beard = BeardStyles.find(({ id }) => part.material === `beard_${id}`);
        if (brow >= 0) {
            const albedo = await BuildBrowStrokesAsync(BrowStyles[brow], brow);
            materials[part.material] = Picture(albedo, { alphaMode: "BLEND", doubleSided: true, roughness: 0.7 });
        } else if (beard) {
            materials[part.material] = Picture(await BuildBeardPictureAsync(part, beard), { alphaMode: "BLEND", roughness: 0.75 });
        } else if (part.material.startsWith("brow_")) {
            materials[part.material] = Picture(await BuildBrowPictureAsync(part), {
                alphaMode: "BLEND",
                doubleSided: true,
                roughness: 0.7,
            });
        } else if (part.material === "lashes") {
            materials[part.material] = Picture(await BuildLashPictureAsync(part), {
                alphaMode: "BLEND",
                doubleSided: true,
                roughness: 0.8,
            });
        }
    }
}

/**
 * Paints the pictures of the default head's materials from its geometry and from CC0 pictures.
 * @param geometry the average head in rest pose
 * @returns encoded pictures by glTF material name; `skin` and `lips` share the buffers of normals and surface
 */
export async function BuildLookTexturesAsync(geometry: ILookGeometry): Promise<LookTextures> {
    const materials: Record<string, ILookMaterial> = {};
    const { head } = geometry;
    const part = (material: string) => PartOf(geometry, material);
    const [sclera, iris, lips, scalp, teeth, tongue] = ["sclera", "iris", "lips", "scalp", "teeth", "tongue"].map(part);
    const caster = new RayCaster(sclera ? [head, sclera] : [head]);
    const open = BakeOcclusion(head, caster, { reach: 0.11, lift: 0.0008, rays: 48 });
    const skin = await BuildSkinPicturesAsync(geometry, open);
    const shared = { normal: skin.normal, metallicRoughness: skin.surface, occlusion: skin.surface, roughness: 1 };
    materials["skin"] = Picture(skin.albedo, shared);
    if (sclera) {
        const lidded = BakeOcclusion(sclera, new RayCaster([head]), { reach: 0.03, lift: 0.0005, rays: 64 });
        materials["sclera"] = Picture(await BuildScleraPictureAsync(sclera, lidded, iris, geometry), { roughness: 0.35 });
    }
    if (iris) {
        materials["iris"] = Picture(await BuildIrisPictureAsync(iris, geometry), { alphaMode: "BLEND", roughness: 0.5 });
    }
    if (lips) {
        materials["lips"] = Picture(await BuildLipsPictureAsync(lips, geometry), { ...shared, alphaMode: "BLEND" });
    }
    if (scalp) {
        materials["scalp"] = Picture(await BuildScalpPictureAsync(scalp), { alphaMode: "BLEND", roughness: 0.75 });
    }
    if (teeth) {
        materials["teeth"] = Picture(await BuildMouthPictureAsync(teeth, 0.75, 0.95), { roughness: 0.3 });
    }
    if (tongue) {
        materials["tongue"] = Picture(await BuildMouthPictureAsync(tongue, 0.8, 0.8), { roughness: 0.4 });
    }
    Object.assign(materials, await BuildMakeupPicturesAsync(geometry, { normal: skin.normal, occlusion: skin.surface }));
    await BuildStrandsAsync(geometry, materials);
    return materials;
}
