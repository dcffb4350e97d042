import { RegisterFaceCreator } from "./faceCreatorScene.pure.js";

export * from "./faceCreatorScene.pure.js";

RegisterFaceCreator();
