import { type IFace } from "./face.types.js";
import { type INuisance } from "./nuisance.js";
import { type ILabelMap, type IPicture } from "./picture.js";

/** A view of the photo booth. Imitator, alignment and similarity use `front`. */
export type CaptureView = "front" | "threequarter" | "profile";

/** How to take a picture. */
export interface ICaptureOptions {
    /** Side of the square picture in pixels, 32 to 1024. Default 256. */
    readonly size?: number;
    /** Default `front`. */
    readonly view?: CaptureView;
    /** Pose, expression, light and glasses; default: the neutral frontal face in the booth's own light, without glasses. */
    readonly nuisance?: INuisance;
    /** How left and right differ, as in a Face; default: not at all. */
    readonly asymmetry?: IFace["asymmetry"];
    /** sRGB background 0..1; default #808080 as in the photo-booth frame. */
    readonly background?: readonly [number, number, number];
    /** Default true. False draws one sample a pixel, in about half the time: for training pictures that are averaged down afterwards. */
    readonly antialias?: boolean;
}

/** The Engine as fitting and training see it: it draws the face of a vector x in the photo-booth frame. */
export interface ICapture {
    /** Draws the face of `x` (vector layout of the schema; a one-hot block shows its largest entry). */
    captureAsync(x: Float32Array, options?: ICaptureOptions): Promise<IPicture>;
    /** Draws the part labels of the face of `x`. */
    captureLabelsAsync(x: Float32Array, options?: ICaptureOptions): Promise<ILabelMap>;
}
