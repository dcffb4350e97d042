import { type MaterialPreset } from "./rigFile.types.js";

/** How the material of a part is shaded. What is left out stays as the glTF says. */
export interface IMaterialLook {
    /** Order in which blended meshes are drawn. */
    readonly order?: number;
    /** Strands are lit on both sides; overlays lie on another surface: blended, no depth of their own. */
    readonly kinds?: readonly ("strands" | "overlay")[];
    /** `add`: only what it reflects is added to the picture; `testAndBlend`: depth where alpha is above the cut-off. */
    readonly blending?: "blend" | "add" | "testAndBlend";
    readonly alphaCutOff?: number;
    readonly backFaceCulling?: boolean;
    readonly writesDepth?: boolean;
    /** Offset towards the camera, in units of the depth buffer's slope factor. */
    readonly zOffset?: number;
    /** Linear; replaces the albedo colour. */
    readonly albedo?: readonly [number, number, number];
    readonly metallic?: number;
    readonly roughness?: number;
    readonly metallicF0Factor?: number;
    readonly indexOfRefraction?: number;
    readonly environmentIntensity?: number;
    readonly directIntensity?: number;
    /** Share of the occlusion picture that darkens lamps too. */
    readonly occlusionOfLamps?: number;
    /** Strength of stretched highlights across the strands. */
    readonly anisotropy?: number;
}

/**
 * The look of every part: the iris is drawn before the cornea in front of it, overlays on the skin (makeup below brows and hair), hair last. The head's build hashes it: a
 * change here is a change of the rendered look.
 */
export const MaterialLooks: Readonly<Record<MaterialPreset, IMaterialLook>> = {
    skin: { backFaceCulling: true, metallicF0Factor: 0.75, occlusionOfLamps: 0.75 },
    // The cornea in front brings the highlight.
    eye: { order: 5, metallicF0Factor: 0.25, environmentIntensity: 0.85, directIntensity: 0.75 },
    cornea: {
        order: 50,
        blending: "add",
        backFaceCulling: true,
        writesDepth: false,
        albedo: [0, 0, 0],
        metallic: 0,
        roughness: 0.1,
        indexOfRefraction: 1.55,
        environmentIntensity: 0.14,
    },
    lidShadow: { order: 40, kinds: ["overlay"], zOffset: -0.5, metallicF0Factor: 0 },
    hair: {
        order: 70,
        kinds: ["strands"],
        blending: "testAndBlend",
        alphaCutOff: 0.35,
        metallic: 0,
        roughness: 0.48,
        metallicF0Factor: 0.55,
        environmentIntensity: 0.8,
        anisotropy: 0.6,
    },
    brow: { order: 30, kinds: ["strands", "overlay"], zOffset: -2, metallicF0Factor: 0.3, roughness: 0.7 },
    lashes: {
        order: 60,
        kinds: ["strands"],
        blending: "blend",
        writesDepth: false,
        zOffset: -1,
        metallicF0Factor: 0.2,
        environmentIntensity: 0.5,
    },
    lips: { order: 10, kinds: ["overlay"], zOffset: -1, metallicF0Factor: 0.9, occlusionOfLamps: 0.75 },
    freckles: { order: 6, kinds: ["overlay"], zOffset: -1, metallicF0Factor: 0.5, occlusionOfLamps: 0.75 },
    makeup: { order: 7, kinds: ["overlay"], zOffset: -1, metallicF0Factor: 0.6, occlusionOfLamps: 0.75 },
    lipstick: { order: 12, kinds: ["overlay"], zOffset: -1, metallicF0Factor: 0.9, occlusionOfLamps: 0.75 },
    scalp: { order: 20, kinds: ["overlay"], zOffset: -1, metallicF0Factor: 0.3, roughness: 0.75 },
    // Nothing casts shadows into the mouth: the cavity's darkness is set here.
    teeth: { metallicF0Factor: 0.8, environmentIntensity: 0.35, directIntensity: 0.4 },
};
