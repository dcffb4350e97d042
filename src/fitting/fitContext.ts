import { type IFaceSchema } from "../face/faceSchema.js";
import { type IVectorLayout } from "../face/faceVector.js";
import { type IFaceRecognizer, type IFaceSegmenter, type IImitator } from "../networks/networks.types.js";
import { type IFaceDetector } from "../photo/photo.types.js";
import { type AttributeProbe } from "../networks/attributeProbe.js";
import { type TranslatorNetwork } from "../networks/translatorNetwork.js";
import { type ILandmarkMap } from "./landmarkMap.js";

/** The networks and the head that a fit works with; owned by the fit service. */
export interface IFitContext {
    readonly schema: IFaceSchema;
    readonly layout: IVectorLayout;
    readonly imitator: IImitator;
    readonly recognizer: IFaceRecognizer;
    readonly segmenter: IFaceSegmenter;
    readonly detector: IFaceDetector;
    /** Undefined when the head ships none. */
    readonly landmarkMap: ILandmarkMap | undefined;
    /** Undefined where there is none, or none for the recogniser in use. */
    readonly attributeProbe: AttributeProbe | undefined;
    /** Undefined when the head ships none. `knowsRecognizer`: whether it reads the embeddings of the recogniser in use. */
    readonly translator: { readonly network: TranslatorNetwork; readonly knowsRecognizer: boolean } | undefined;
}
