import { type IDiscreteBlock } from "../face/faceSchema.js";

/** What is shown of a picture of the photo booth: left, top, width and height in parts of it. */
export type PictureView = readonly [number, number, number, number];

/** The head with its hair, and little around it. */
export const HeadView: PictureView = [0.13, 0.08, 0.74, 0.74];

/** The eyes with what glasses have around them. */
export const GlassesView: PictureView = [0.2, 0.21, 0.6, 0.6];

const Makeup: PictureView = [0.26, 0.34, 0.48, 0.48];
const Views: Readonly<Record<string, PictureView>> = {
    hair: [0.08, 0.05, 0.84, 0.84],
    brow: [0.25, 0.2, 0.5, 0.5],
    beard: [0.23, 0.33, 0.54, 0.54],
};

/**
 * What is shown of the pictures of a block's options.
 * @param block the block
 * @returns the part of the head where they differ
 */
export function ViewOfBlock({ id, makeup }: Pick<IDiscreteBlock, "id" | "makeup">): PictureView {
    return makeup ? Makeup : (Views[id] ?? HeadView);
}
