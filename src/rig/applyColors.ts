import { type PBRMaterial } from "@babylonjs/core/Materials/PBR/pbrMaterial.js";
import { SrgbToLinear } from "../face/srgb.js";
import { type IRigColorParameter } from "./rigFile.types.js";

/**
 * Tints materials with the colours of a vector. Allocates nothing that lasts.
 * @param colors the rig's
 * @param x vector in the schema's layout
 * @param offset of the first colour in it
 * @param materials by name; those that are not loaded yet are left out
 */
export function ApplyColors(
    colors: readonly IRigColorParameter[],
    x: Float32Array,
    offset: number,
    materials: ReadonlyMap<string, PBRMaterial>,
): void {
    colors.forEach((color, i) => {
        const o = offset + 3 * i;
        for (const { material, scale = 1 } of color.binds) {
            const albedo = materials.get(material)?.albedoColor;
            albedo?.set(scale * SrgbToLinear(x[o]), scale * SrgbToLinear(x[o + 1]), scale * SrgbToLinear(x[o + 2]));
        }
    });
}
