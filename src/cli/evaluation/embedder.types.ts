import { type IPicture } from "../../face/picture.js";

/** A recognition network with its own way to find and align a face. */
export interface IEmbedder {
    /** Name to give beside every number. */
    readonly name: string;
    /**
     * Embeds the surest face of a picture.
     * @param picture photograph or render
     * @returns values of length 1; undefined where no face is found
     */
    embedAsync(picture: IPicture): Promise<Float32Array | undefined>;
}
