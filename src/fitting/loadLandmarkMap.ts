import { FaceCreatorError } from "../face/faceCreatorError.js";
import { LoadNetworkFileAsync } from "../networks/loadNetworkFile.js";
import { NetworkExistsAsync } from "../networks/networkExists.js";
import { type ILandmarkMap } from "./landmarkMap.js";

/**
 * Loads the landmark map of a head.
 * @param url absolute URL of its folder, ends with a slash
 * @param rig the head in use; a map of another is refused
 * @param continuousCount continuous parameters of the head
 * @returns the map; undefined where the folder has none
 * @throws FaceCreatorError E_NETWORK_FILE, E_VERSION_NEWER, E_RIG_MISMATCH
 */
export async function LoadLandmarkMapAsync(
    url: string,
    rig: { readonly id: string; readonly hash: string },
    continuousCount: number,
): Promise<ILandmarkMap | undefined> {
    if (!(await NetworkExistsAsync(url))) {
        return undefined;
    }
    const { manifest, weights } = await LoadNetworkFileAsync(url, { type: "landmarks", rig });
    try {
        const { jacobian, mean, residual, bias } = weights;
        const fits =
            jacobian?.shape[1] === 136 &&
            jacobian.shape[0] >= continuousCount &&
            mean?.size === 136 &&
            residual?.size === 136 &&
            (bias?.size ?? 136) === 136;
        if (!fits) {
            throw new FaceCreatorError(
                "E_NETWORK_FILE",
                "not a landmark map of this head",
                manifest.name,
                "train it anew for the head in use",
            );
        }
        const [j, m, r] = (await Promise.all([jacobian.data(), mean.data(), residual.data()])) as Float32Array[];
        return { jacobian: j, mean: m, residual: r, bias: (await bias?.data()) as Float32Array | undefined };
    } finally {
        Object.values(weights).forEach((weight) => weight.dispose());
    }
}
