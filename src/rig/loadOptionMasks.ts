import { type IOptionMasks } from "../face/optionMasks.js";
import { FetchAsync } from "./fetchPiece.js";
import { type IRigFile } from "./rigFile.types.js";

/**
 * Loads the masks of a head's options.
 * @param rig the rig
 * @param baseUrl URL of the folder of its files, ending in `/`
 * @returns new masks, none where the rig has none
 * @throws FaceCreatorError E_READ when a file does not load
 */
export async function LoadOptionMasksAsync(rig: IRigFile, baseUrl: string): Promise<IOptionMasks[]> {
    const masks = rig.optionMasks ?? [];
    return await Promise.all(masks.map(async ({ file, ...rest }) => ({ ...rest, bits: await FetchAsync(baseUrl + file) })));
}
