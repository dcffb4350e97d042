export { FaceCreator } from "./faceCreator/faceCreator.js";
export { RegisterFaceCreator } from "./faceCreator/faceCreatorScene.pure.js";
export { FaceCreatorDefaults, type IFaceCreatorOptions } from "./faceCreator/faceCreatorOptions.js";
export {
    type IChosenPhoto,
    type IFaceChoice,
    type IFitPhotoOptions,
    type ILongCallOptions,
    type IPhotoFaces,
    type PhotoSource,
} from "./faceCreator/photoFit.types.js";
export { type IOpenScreenOptions, type IPhotoConsent, type IScreenResult } from "./gui/screen.types.js";
export { EnglishStrings, type IScreenStrings } from "./gui/strings.js";
export { type CaptureView, type ICapture, type ICaptureOptions } from "./face/capture.types.js";
export { CreateAverageFace, EditFace, QuantiseColor, VectorToFace } from "./face/createFace.js";
export { type IFace, type IFaceOrigin } from "./face/face.types.js";
export { FaceCreatorError, type FaceCreatorErrorCode } from "./face/faceCreatorError.js";
export {
    type IColorParameter,
    type IColorSwatch,
    type IContinuousParameter,
    type IDiscreteBlock,
    type IDiscreteOption,
    type IFaceSchema,
    type ParameterGroup,
    type SrgbColor,
} from "./face/faceSchema.js";
export { AverageVector, FaceToVector, GetVectorLayout, type IVectorLayout } from "./face/faceVector.js";
export { type IHeadPose, type ILight, type INuisance } from "./face/nuisance.js";
export { CopySide, type FaceSide, GetSides, MirrorFace, MoveSide } from "./face/asymmetry.js";
export { FaceFormat, ParseFace, SerializeFace } from "./face/parseFace.js";
export { PartClassCount, PartLabelColors, type PartLabelName, PartLabels } from "./face/partLabels.js";
export { type ILabelMap, type IPicture } from "./face/picture.js";
export { Quantise } from "./face/quantise.js";
export { SeededRandom } from "./face/random.js";
export { DecodeFace, EncodeFace } from "./face/shareCode.js";
export {
    ArkitExpressions,
    ArkitNames,
    type ExpressionWeights,
    VisemeExpression,
    type VisemeName,
    VisemeNames,
} from "./face/talkingExpressions.js";
export { RandomColor, RandomColors } from "./face/plausibleColors.js";
export {
    BrokenPlaces,
    DrawShape,
    type IShapeLimit,
    type IShapePrior,
    PriorCovariance,
    PriorDistance,
    PriorGradient,
} from "./face/shapePrior.js";
export { type IRandomFaceOptions, RandomCrowd, RandomFace } from "./face/randomFace.js";
export { PhotoBooth } from "./capture/PhotoBooth.js";
export {
    type ComputeBackend,
    type FitGrade,
    type FitMethod,
    FitMethods,
    type IFitLoss,
    type IFitProgress,
    type IFitResult,
    type IFitSimilarity,
} from "./fitting/fit.types.js";
export { type RecognizerName } from "./networks/recognizerNames.js";
export { type IFitServiceInfo } from "./fitting/fitService.types.js";
export { type IDetectedFace, type Point2D } from "./photo/photo.types.js";
export { type HeadDetailLevel } from "./rig/headDetail.js";
export { HeadRig } from "./rig/HeadRig.js";
export { type IApplyResult, type IHeadRigOptions } from "./rig/headRig.types.js";
export {
    type IBoneBind,
    type IMorphBind,
    type IRigColorParameter,
    type IRigContinuousParameter,
    type IRigDiscreteBlock,
    type IRigDiscreteOption,
    type IRigExpression,
    type IRigFile,
    type IRigFraming,
    type IRigGlasses,
    type IRigGlassesStyle,
    type IRigNuisance,
    type ISides,
    type MaterialPreset,
    type RigBind,
    type RigLabel,
} from "./rig/rigFile.types.js";
export { type IRigSource } from "./rig/rigSource.js";
