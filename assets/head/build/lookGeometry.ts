import { MeanOf, EyeHelpers } from "./average.js";
import { EyeRadii } from "./eyes.js";
import { Scale } from "./glb.js";
import { type IHeadSurface } from "./headMesh.js";
import { type IJoint } from "./joints.js";
import { type ILookGeometry, type ILookMesh, type ILookPart, type ILookRegions, type Vector3Tuple } from "./lookGeometry.types.js";
import { type IBuiltMesh } from "./mesh.types.js";
import { type ISource } from "./source.types.js";

/**
 * What the look is baked from, in metres.
 * @param source verified source
 * @param base base vertices of the average face, decimetres
 * @param surface the skin's surface
 * @param regions region weights of its vertices
 * @param meshes all meshes
 * @param joints joints
 * @returns the geometry
 */
export function BuildLookGeometry(
    source: ISource,
    base: Float32Array,
    surface: IHeadSurface,
    regions: ILookRegions,
    meshes: readonly IBuiltMesh[],
    joints: readonly IJoint[],
): ILookGeometry {
    const metres = (p: readonly number[]): Vector3Tuple => [p[0] * Scale, p[1] * Scale, p[2] * Scale];
    const joint = (name: string): Vector3Tuple => metres(joints.find((j) => j.name === name)?.position ?? []);
    const plain = ({ positions, normals, uv, indices }: IBuiltMesh): ILookMesh => ({
        positions: positions.map((x) => x * Scale),
        normals,
        uv,
        indices,
    });
    const [head, ...others] = meshes;
    const parts = others.map((mesh): [string, ILookPart] => {
        const { name, material, sourceTexture, alpha } = mesh;
        return [name, { name, material, ...(sourceTexture && { sourceTexture }), ...(alpha && { alpha }), ...plain(mesh) }];
    });
    const [lowerLip, upperLip] = [joint("lowerLip"), joint("upperLip")];
    const ear = EarCenter(surface, regions);
    return {
        head: { ...plain(head), makeHumanUv: surface.sourceUv, island: surface.islands, regions },
        parts: Object.fromEntries(parts),
        landmarks: {
            eyeL: metres(MeanOf(base, EyeHelpers.left)),
            eyeR: metres(MeanOf(base, EyeHelpers.right)),
            eyeRadius: EyeRadii[2] * Scale,
            noseTip: joint("noseTip"),
            noseRoot: joint("noseRoot"),
            chin: joint("chin"),
            mouthCenter: [0, (lowerLip[1] + upperLip[1]) / 2, (lowerLip[2] + upperLip[2]) / 2],
            mouthCornerL: joint("mouthCornerL"),
            mouthCornerR: joint("mouthCornerR"),
            earL: metres(ear),
            earR: metres([-ear[0], ear[1], ear[2]]),
            browL: joint("browMiddleL"),
            browR: joint("browMiddleR"),
            forehead: [0, joint("foreheadSideL")[1], joint("noseRoot")[2]],
        },
        skinPicture: (path) => source.texture(`public/data/skins/${path}`),
    };
}

function EarCenter(surface: IHeadSurface, regions: ILookRegions): [number, number, number] {
    const sum: [number, number, number] = [0, 0, 0];
    let total = 0;
    regions.ears.forEach((w, i) => {
        if (w > 0.7 && surface.positions[i * 3] > 0) {
            total++;
            sum.forEach((_, c) => (sum[c] += surface.positions[i * 3 + c]));
        }
    });
    return [sum[0] / total, sum[1] / total, sum[2] / total];
}
