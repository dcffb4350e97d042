import { type ISquareCrop } from "../compute/cropResize.js";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type INetworkFile } from "./loadNetworkFile.js";

/** Side of the photo-booth frame in which manifests give the crop. */
const FrameSize = 512;

/**
 * The part of the photo-booth frame that a network looks at, by its manifest (`input.crop`: left, top and side in pixels of the frame at 512).
 * @param file a loaded network
 * @returns the square in fractions of the frame; undefined where the manifest names none: the network looks at all of it
 * @throws FaceCreatorError E_NETWORK_FILE where the crop is no square; the weights are disposed then
 */
export function ReadCrop(file: INetworkFile): ISquareCrop | undefined {
    const crop = file.manifest.input["crop"];
    if (crop === undefined) {
        return undefined;
    }
    if (!Array.isArray(crop) || crop.length !== 3 || !crop.every((value) => typeof value === "number") || !(crop[2] > 0)) {
        Object.values(file.weights).forEach((weight) => weight.dispose());
        throw new FaceCreatorError(
            "E_NETWORK_FILE",
            `the network ${file.manifest.name} names no square as its crop`,
            JSON.stringify(crop),
            "export it anew",
        );
    }
    const [left, top, side] = crop as number[];
    return { left: left / FrameSize, top: top / FrameSize, side: side / FrameSize };
}
