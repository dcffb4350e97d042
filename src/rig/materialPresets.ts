import { Constants } from "@babylonjs/core/Engines/constants.js";
import { Material } from "@babylonjs/core/Materials/material.js";
import { type PBRMaterial } from "@babylonjs/core/Materials/PBR/pbrMaterial.js";
import { Color3 } from "@babylonjs/core/Maths/math.color.js";

import { type MaterialPreset } from "./rigFile.types.js";

/** Order in which blended meshes are drawn: the iris before the cornea in front of it, overlays on the skin, hair last. */
const AlphaIndices: Readonly<Partial<Record<MaterialPreset, number>>> = {
    eye: 5,
    lips: 10,
    scalp: 20,
    brow: 30,
    eyeShadow: 40,
    cornea: 50,
    lashes: 60,
    hair: 70,
};

/** Draws the meshes of a blended material at their turn. */
function SetDrawOrder(material: PBRMaterial, preset: MaterialPreset): void {
    const order = AlphaIndices[preset];
    if (order === undefined) {
        return;
    }
    for (const mesh of material.getBindedMeshes()) {
        mesh.alphaIndex = order;
    }
}

/** A picture with alpha that lies on another surface: blended, no depth of its own, drawn a little nearer. */
function MakeOverlay(material: PBRMaterial, zOffset: number): void {
    material.transparencyMode = Material.MATERIAL_ALPHABLEND;
    material.useAlphaFromAlbedoTexture = true;
    material.useSpecularOverAlpha = false;
    material.useRadianceOverAlpha = false;
    material.disableDepthWrite = true;
    material.zOffset = zOffset;
}

/** Strands: both sides are lit, the far side is drawn before the near one. */
function MakeStrands(material: PBRMaterial): void {
    material.backFaceCulling = false;
    material.twoSidedLighting = true;
    material.useAlphaFromAlbedoTexture = true;
    material.useSpecularOverAlpha = false;
    material.useRadianceOverAlpha = false;
}

const Presets: Readonly<Record<MaterialPreset, (material: PBRMaterial) => void>> = {
    skin: (material) => {
        material.backFaceCulling = true;
        material.metallicF0Factor = 0.75;
        material.ambientTextureImpactOnAnalyticalLights = 0.75;
        material.enableSpecularAntiAliasing = true;
    },
    eye: (material) => {
        // The cornea in front brings the highlight.
        material.metallicF0Factor = 0.25;
        material.environmentIntensity = 0.85;
        material.directIntensity = 0.75;
    },
    cornea: (material) => {
        // Only what it reflects is added to the picture.
        material.transparencyMode = Material.MATERIAL_ALPHABLEND;
        material.alphaMode = Constants.ALPHA_ONEONE;
        material.albedoColor = Color3.Black();
        material.metallic = 0;
        material.roughness = 0.1;
        material.indexOfRefraction = 1.55;
        material.environmentIntensity = 0.9;
        material.disableDepthWrite = true;
        material.backFaceCulling = true;
    },
    eyeShadow: (material) => {
        MakeOverlay(material, -0.5);
        material.metallicF0Factor = 0;
    },
    hair: (material) => {
        MakeStrands(material);
        material.transparencyMode = Material.MATERIAL_ALPHATESTANDBLEND;
        material.alphaCutOff = 0.35;
        material.forceDepthWrite = true;
        material.separateCullingPass = true;
        material.metallic = 0;
        material.roughness = 0.48;
        material.metallicF0Factor = 0.55;
        material.environmentIntensity = 0.8;
        material.anisotropy.isEnabled = true;
        material.anisotropy.intensity = 0.6;
        material.anisotropy.direction.set(0, 1);
    },
    brow: (material) => {
        MakeStrands(material);
        MakeOverlay(material, -2);
        material.metallicF0Factor = 0.3;
        material.roughness = 0.7;
    },
    lashes: (material) => {
        MakeStrands(material);
        material.transparencyMode = Material.MATERIAL_ALPHABLEND;
        material.disableDepthWrite = true;
        material.zOffset = -1;
        material.metallicF0Factor = 0.2;
        material.environmentIntensity = 0.5;
    },
    lips: (material) => {
        MakeOverlay(material, -1);
        material.metallicF0Factor = 0.9;
        material.ambientTextureImpactOnAnalyticalLights = 0.75;
    },
    scalp: (material) => {
        MakeOverlay(material, -1);
        material.metallicF0Factor = 0.3;
        material.roughness = 0.75;
    },
    teeth: (material) => {
        // Nothing casts shadows into the mouth: the cavity's darkness is set here.
        material.metallicF0Factor = 0.8;
        material.environmentIntensity = 0.35;
        material.directIntensity = 0.4;
    },
};

/**
 * Gives a material of the head the shading of its part; its textures and its albedo colour stay (but the cornea's, which is black).
 * No shadows and no render targets are needed; works in WebGL2 and WebGPU.
 * @param material the material as the glTF loader made it; meshes already use it
 * @param preset the part, from the rig file's `materials`
 */
export function ApplyMaterialPreset(material: PBRMaterial, preset: MaterialPreset): void {
    Presets[preset](material);
    SetDrawOrder(material, preset);
}
