import { Constants } from "@babylonjs/core/Engines/constants.js";
import { Material } from "@babylonjs/core/Materials/material.js";
import { type PBRMaterial } from "@babylonjs/core/Materials/PBR/pbrMaterial.js";
import { Color3 } from "@babylonjs/core/Maths/math.color.js";

import { type IMaterialLook, MaterialLooks } from "./materialLook.js";
import { type MaterialPreset } from "./rigFile.types.js";

/** Strands: both sides are lit, the far side is drawn before the near one. */
function MakeStrands(material: PBRMaterial): void {
    material.backFaceCulling = false;
    material.twoSidedLighting = true;
    material.useAlphaFromAlbedoTexture = true;
    material.useSpecularOverAlpha = false;
    material.useRadianceOverAlpha = false;
}

/** A picture with alpha that lies on another surface: blended, no depth of its own. */
function MakeOverlay(material: PBRMaterial): void {
    material.transparencyMode = Material.MATERIAL_ALPHABLEND;
    material.useAlphaFromAlbedoTexture = true;
    material.useSpecularOverAlpha = false;
    material.useRadianceOverAlpha = false;
    material.disableDepthWrite = true;
}

function SetBlending(material: PBRMaterial, look: IMaterialLook): void {
    if (look.blending === "testAndBlend") {
        material.transparencyMode = Material.MATERIAL_ALPHATESTANDBLEND;
        material.forceDepthWrite = true;
        material.separateCullingPass = true;
    } else if (look.blending !== undefined) {
        material.transparencyMode = Material.MATERIAL_ALPHABLEND;
    }
    if (look.blending === "add") {
        material.alphaMode = Constants.ALPHA_ONEONE;
    }
    material.alphaCutOff = look.alphaCutOff ?? material.alphaCutOff;
    material.backFaceCulling = look.backFaceCulling ?? material.backFaceCulling;
    material.disableDepthWrite = look.writesDepth === undefined ? material.disableDepthWrite : !look.writesDepth;
    material.zOffset = look.zOffset ?? material.zOffset;
}

function SetShading(material: PBRMaterial, look: IMaterialLook): void {
    if (look.albedo) {
        material.albedoColor = Color3.FromArray(look.albedo);
    }
    material.metallic = look.metallic ?? material.metallic;
    material.roughness = look.roughness ?? material.roughness;
    material.metallicF0Factor = look.metallicF0Factor ?? material.metallicF0Factor;
    material.indexOfRefraction = look.indexOfRefraction ?? material.indexOfRefraction;
    material.environmentIntensity = look.environmentIntensity ?? material.environmentIntensity;
    material.directIntensity = look.directIntensity ?? material.directIntensity;
    material.ambientTextureImpactOnAnalyticalLights = look.occlusionOfLamps ?? material.ambientTextureImpactOnAnalyticalLights;
    if (look.anisotropy !== undefined) {
        material.anisotropy.isEnabled = true;
        material.anisotropy.intensity = look.anisotropy;
        material.anisotropy.direction.set(0, 1);
    }
}

/**
 * Gives a material of the head the shading of its part; its textures and its albedo colour stay (but the cornea's, which is black).
 * No shadows and no render targets are needed; works in WebGL2 and WebGPU.
 * @param material the material as the glTF loader made it; meshes already use it
 * @param preset the part, from the rig file's `materials`
 */
export function ApplyMaterialPreset(material: PBRMaterial, preset: MaterialPreset): void {
    const look = MaterialLooks[preset];
    if (look.kinds?.includes("strands")) {
        MakeStrands(material);
    }
    if (look.kinds?.includes("overlay")) {
        MakeOverlay(material);
    }
    SetBlending(material, look);
    SetShading(material, look);
    // Pores glitter at a distance without it.
    material.enableSpecularAntiAliasing ||= preset === "skin";
    for (const mesh of look.order === undefined ? [] : material.getBindedMeshes()) {
        mesh.alphaIndex = look.order ?? mesh.alphaIndex;
    }
}
