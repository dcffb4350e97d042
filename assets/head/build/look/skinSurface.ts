import { type ILookGeometry, type Vector3Tuple } from "../lookGeometry.types.js";
import { Clamp01, Smooth } from "./lookMath.js";
import { CellNoise, ValueNoise } from "./noise.js";
import { AtTexel, type ITexelMap } from "./texelMap.js";

/** What the skin's pictures are painted from, one value a texel. */
export interface ISkinSurface {
    readonly map: ITexelMap;
    /** Three values a texel, metres. */
    readonly position: Float32Array;
    /** Height of the skin's relief, about -1..1. */
    readonly height: Float32Array;
    /** Uneven colour, about -0.5..0.5. */
    readonly mottle: Float32Array;
    /** Depth of a pore, 0..1. */
    readonly pore: Float32Array;
}

/** A soft spot about a point, 1 in its middle; `mirrored` puts one on each side of the face. */
export function Spot(x: number, y: number, z: number, center: Vector3Tuple, radius: number, mirrored: boolean): number {
    const dx = mirrored ? Math.abs(x) - Math.abs(center[0]) : x - center[0];
    const spread = (dx * dx + (y - center[1]) ** 2 + (z - center[2]) ** 2) / (2 * radius * radius);
    return spread > 8 ? 0 : Math.exp(-spread);
}

/** A texel's value of a region. */
export function RegionAt(geometry: ILookGeometry, map: ITexelMap, region: Float32Array, texel: number): number {
    return AtTexel(map, geometry.head, region, 1, 0, texel);
}

/** Height, colour noise and pores of each texel. */
export function BuildSkinSurface(geometry: ILookGeometry, map: ITexelMap): ISkinSurface {
    const count = map.size * map.size;
    const position = new Float32Array(count * 3);
    const height = new Float32Array(count);
    const mottle = new Float32Array(count);
    const pore = new Float32Array(count);
    const { head, landmarks } = geometry;
    for (let texel = 0; texel < count; texel++) {
        if (map.triangle[texel] < 0) {
            continue;
        }
        const x = AtTexel(map, head, head.positions, 3, 0, texel);
        const y = AtTexel(map, head, head.positions, 3, 1, texel);
        const z = AtTexel(map, head, head.positions, 3, 2, texel);
        position[texel * 3] = x;
        position[texel * 3 + 1] = y;
        position[texel * 3 + 2] = z;
        mottle[texel] =
            (ValueNoise(x * 60, y * 60, z * 60) - 0.5) * 0.5 +
            (ValueNoise(x * 170 + 9, y * 170, z * 170) - 0.5) * 0.4 +
            (ValueNoise(x * 450, y * 450 + 5, z * 450) - 0.5) * 0.3;
        const front = Smooth(landmarks.earL[2], landmarks.eyeL[2], z);
        const grain = ValueNoise(x * 1100, y * 1100, z * 1100) - 0.5;
        height[texel] = grain * 0.4 + (ValueNoise(x * 380, y * 380, z * 380) - 0.5) * 0.7;
        if (front <= 0.02) {
            continue;
        }
        // Pores are widest on the nose and the cheeks beside it.
        const wide = Math.max(
            Spot(x, y, z, landmarks.noseTip, 0.02, false),
            Spot(x, y, z, [landmarks.eyeL[0] * 0.75, landmarks.noseTip[1] + 0.004, landmarks.noseTip[2] - 0.03], 0.02, true),
        );
        pore[texel] = front * Clamp01(1 - CellNoise(x * 1150, y * 1150, z * 1150) * 2.2) * (0.45 + 0.75 * wide);
        const lips = Smooth(0.3, 0.6, RegionAt(geometry, map, head.regions.lips, texel));
        const furrows = ValueNoise(x * 1500 + (y - landmarks.mouthCenter[1]) * x * 9000, y * 120, z * 120) - 0.5;
        const lids = Smooth(0.2, 0.8, RegionAt(geometry, map, head.regions.eyelids, texel));
        const creases = ValueNoise(x * 120, y * 1300, z * 120) - 0.5;
        height[texel] = (height[texel] - pore[texel] * 0.9) * (1 - lips) + lips * furrows * 1.3 + lids * creases * 0.8;
    }
    return { map, position, height, mottle, pore };
}
