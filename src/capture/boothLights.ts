import { DirectionalLight } from "@babylonjs/core/Lights/directionalLight.js";
import { Color3 } from "@babylonjs/core/Maths/math.color.js";
import { Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { type Scene } from "@babylonjs/core/scene.js";

import { type ILight } from "../face/nuisance.js";
import { BoothLook } from "./boothLook.js";

/**
 * Direction in which light travels that comes from a given side.
 * @param azimuth degrees, 0 = from the camera, > 0 = from the subject's left
 * @param elevation degrees above the horizon
 * @returns a new unit vector in rig space
 */
export function LightDirection(azimuth: number, elevation: number): Vector3 {
    const a = (azimuth * Math.PI) / 180;
    const e = (elevation * Math.PI) / 180;
    return new Vector3(-Math.sin(a) * Math.cos(e), -Math.sin(e), -Math.cos(a) * Math.cos(e));
}

/** The lights of the photo booth: key, rim and the scene's image-based light. */
export class BoothLights {
    private readonly _key: DirectionalLight;
    private readonly _scene: Scene;

    /** @param scene the booth's scene, whose environment texture is set */
    public constructor(scene: Scene) {
        this._scene = scene;
        this._key = new DirectionalLight("key", Vector3.Down(), scene);
        const { azimuth, elevation, intensity, color } = BoothLook.rim;
        const rim = new DirectionalLight("rim", LightDirection(azimuth, elevation), scene);
        rim.intensity = intensity;
        rim.diffuse = Color3.FromArray(color);
        this.set({});
    }

    /**
     * Sets the light.
     * @param light what is left out is the booth's own
     */
    public set(light: Partial<ILight>): void {
        const { azimuth, elevation, key, ambient, color } = { ...BoothLook.light, ...light };
        this._key.direction = LightDirection(azimuth, elevation);
        this._key.intensity = BoothLook.keyIntensity * key;
        this._key.diffuse.set(color[0] * BoothLook.keyColor[0], color[1] * BoothLook.keyColor[1], color[2] * BoothLook.keyColor[2]);
        this._scene.environmentIntensity = BoothLook.ambientIntensity * ambient;
    }
}
