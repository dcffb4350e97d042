import { FaceCreatorError } from "./faceCreatorError.js";
import { type ILabelMap } from "./picture.js";

/** Which pixels the options of a block cover on the average face, so that options are told apart without drawing them. */
export interface IOptionMasks {
    /** Id of the discrete block. */
    readonly block: string;
    /** Part label of the pixels. */
    readonly label: number;
    /** Side of the masks, pixels of the photo-booth frame. */
    readonly size: number;
    /** A bit a pixel, row 0 on top, the highest bit first; one mask after the other, in the order of the options. */
    readonly bits: Uint8Array;
}

/** Bytes of one mask. */
function MaskLength(size: number): number {
    return Math.ceil((size * size) / 8);
}

/**
 * Packs the pixels of a part in label maps.
 * @param block id of the discrete block
 * @param label the part
 * @param maps a label map for each option of the block, square and of one size
 * @returns the masks
 */
export function PackOptionMasks(block: string, label: number, maps: readonly ILabelMap[]): IOptionMasks {
    const size = maps[0].width;
    const length = MaskLength(size);
    const bits = new Uint8Array(length * maps.length);
    maps.forEach(({ data }, option) => {
        data.forEach((value, i) => {
            bits[option * length + (i >> 3)] |= value === label ? 0x80 >> (i & 7) : 0;
        });
    });
    return { block, label, size, bits };
}

/**
 * The masks of a block's options.
 * @param masks its masks
 * @param count number of its options
 * @returns a new label map for each option: the part's label or 0
 * @throws FaceCreatorError E_RIG_FORMAT when there are fewer
 */
export function UnpackOptionMasks({ block, label, size, bits }: IOptionMasks, count: number): ILabelMap[] {
    const length = MaskLength(size);
    if (bits.length < count * length) {
        throw new FaceCreatorError("E_RIG_FORMAT", "the head's masks are too few for its options of", block, "make them anew");
    }
    return Array.from({ length: count }, (_, option) => {
        const mask = bits.subarray(option * length, (option + 1) * length);
        const data = Uint8Array.from({ length: size * size }, (_, i) => ((mask[i >> 3] >> (7 - (i & 7))) & 1) * label);
        return { width: size, height: size, data };
    });
}
