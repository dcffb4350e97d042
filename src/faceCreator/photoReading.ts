export { type EyePoints, GetEyes } from "../photo/markEyes.js";
export { type Point2D } from "../photo/photo.types.js";
export { JudgePhoto, PhotoMessages, type PhotoVerdictCode } from "../photo/photoVerdicts.js";
