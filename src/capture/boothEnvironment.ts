import "@babylonjs/core/Engines/Extensions/engine.cubeTexture.js";
import "@babylonjs/core/Engines/Extensions/engine.rawTexture.js";
import "@babylonjs/core/Engines/Extensions/engine.renderTargetCube.js";
import "@babylonjs/core/Engines/WebGPU/Extensions/engine.cubeTexture.js";
import "@babylonjs/core/Engines/WebGPU/Extensions/engine.rawTexture.js";
import "@babylonjs/core/Engines/WebGPU/Extensions/engine.renderTargetCube.js";
import "@babylonjs/core/Materials/Textures/Loaders/envTextureLoader.js";
import { CubeTexture } from "@babylonjs/core/Materials/Textures/cubeTexture.js";
import { Texture } from "@babylonjs/core/Materials/Textures/texture.js";
import { type Scene } from "@babylonjs/core/scene.js";

import { FaceCreatorError } from "../face/faceCreatorError.js";

/**
 * Loads the image-based light of the photo booth.
 * @param scene the booth's scene
 * @param url a prefiltered Babylon `.env` file
 * @returns the texture, ready; the scene disposes it
 * @throws FaceCreatorError E_READ when it does not load
 */
export async function LoadEnvironmentAsync(scene: Scene, url: string): Promise<CubeTexture> {
    const { scenes } = scene.getEngine();
    // Babylon decodes the file with the first scene of the engine, and waits for ever when there is none.
    const isAlone = scenes.length === 0;
    if (isAlone) {
        scenes.push(scene);
    }
    try {
        const cube = await LoadCubeAsync(scene, url);
        // One level of the blurred copies instead of two: invisible on skin, and a quarter less work where a CPU draws.
        cube.updateSamplingMode(Texture.LINEAR_LINEAR_MIPNEAREST);
        return cube;
    } finally {
        if (isAlone) {
            scenes.splice(scenes.indexOf(scene), 1);
        }
    }
}

async function LoadCubeAsync(scene: Scene, url: string): Promise<CubeTexture> {
    return await new Promise((resolve, reject) => {
        const fail = (message?: string): void => {
            reject(
                new FaceCreatorError(
                    "E_READ",
                    "the photo booth's light did not load",
                    url,
                    `check the address and the file (${message ?? "unknown reason"})`,
                ),
            );
        };
        const texture: CubeTexture = new CubeTexture(url, scene, { prefiltered: true, onLoad: () => resolve(texture), onError: fail });
    });
}
