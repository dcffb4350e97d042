export * from "./pure.js";
export * from "./faceCreator/faceCreatorScene.js";
