import { DefaultRenderingPipeline } from "@babylonjs/core/PostProcesses/RenderPipeline/Pipelines/defaultRenderingPipeline.js";
import { type IGameWorld } from "./gameWorld.js";

/**
 * What a game lays over its picture: bloom about what glows, darker corners, smoothed edges. The image processing of the scene
 * becomes a post-process with it.
 * @param world the scene of the game
 */
export function AddPostProcessing(world: IGameWorld): void {
    const { scene, camera } = world;
    const pipeline = new DefaultRenderingPipeline("game", true, scene, [camera]);
    pipeline.samples = 4;
    pipeline.fxaaEnabled = true;
    pipeline.bloomEnabled = true;
    pipeline.bloomThreshold = 0.85;
    pipeline.bloomWeight = 0.4;
    pipeline.bloomKernel = 48;
    pipeline.bloomScale = 0.5;
    pipeline.imageProcessing.vignetteEnabled = true;
    pipeline.imageProcessing.vignetteWeight = 1.6;
    pipeline.imageProcessing.vignetteStretch = 0.4;
}
