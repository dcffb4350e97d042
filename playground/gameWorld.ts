import { type AbstractMesh } from "@babylonjs/core/Meshes/abstractMesh.js";
import { ArcRotateCamera } from "@babylonjs/core/Cameras/arcRotateCamera.js";
import { DirectionalLight } from "@babylonjs/core/Lights/directionalLight.js";
import { PointLight } from "@babylonjs/core/Lights/pointLight.js";
import { ShadowGenerator } from "@babylonjs/core/Lights/Shadows/shadowGenerator.js";
import "@babylonjs/core/Lights/Shadows/shadowGeneratorSceneComponent.js";
import { PBRMaterial } from "@babylonjs/core/Materials/PBR/pbrMaterial.js";
import { ImageProcessingConfiguration } from "@babylonjs/core/Materials/imageProcessingConfiguration.js";
import { CubeTexture } from "@babylonjs/core/Materials/Textures/cubeTexture.js";
import "@babylonjs/core/Materials/Textures/Loaders/envTextureLoader.js";
import { Color3, Color4 } from "@babylonjs/core/Maths/math.color.js";
import { Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { MeshBuilder } from "@babylonjs/core/Meshes/meshBuilder.js";
import { Scene } from "@babylonjs/core/scene.js";

/** The scene of the small game. */
export interface IGameWorld {
    readonly scene: Scene;
    readonly camera: ArcRotateCamera;
    readonly shadows: ShadowGenerator;
}

/**
 * A yard at dusk: ground, a low sun with shadows, turning crates, a lantern that floats.
 * @param scene an empty scene
 * @returns what the rest of the game needs
 */
export function CreateGameWorld(scene: Scene): IGameWorld {
    scene.clearColor = new Color4(0.115, 0.14, 0.19, 1);
    scene.ambientColor = Color3.Black();
    scene.environmentTexture = CubeTexture.CreateFromPrefilteredData("assets/head/environment.env", scene);
    scene.environmentIntensity = 0.5;
    scene.imageProcessingConfiguration.toneMappingEnabled = true;
    scene.imageProcessingConfiguration.toneMappingType = ImageProcessingConfiguration.TONEMAPPING_KHR_PBR_NEUTRAL;
    scene.fogMode = Scene.FOGMODE_EXP2;
    scene.fogColor = new Color3(0.115, 0.14, 0.19);
    scene.fogDensity = 0.045;

    const camera = new ArcRotateCamera("camera", Math.PI / 2 - 0.35, 1.35, 3.4, new Vector3(0, 1.35, 0), scene);
    camera.minZ = 0.05;
    camera.lowerRadiusLimit = 1.2;
    camera.upperRadiusLimit = 9;
    camera.upperBetaLimit = 1.55;
    camera.wheelDeltaPercentage = 0.01;
    camera.attachControl(true);

    const sun = new DirectionalLight("sun", new Vector3(-0.62, -0.72, -0.75), scene);
    sun.position = new Vector3(5, 7, 6);
    sun.diffuse = new Color3(1, 0.88, 0.74);
    sun.intensity = 2.2;
    const shadows = new ShadowGenerator(2048, sun);
    shadows.usePercentageCloserFiltering = true;
    shadows.bias = 0.002;
    shadows.normalBias = 0.004;

    AddGround(scene);
    AddCrates(scene, shadows);
    AddLantern(scene, shadows);
    return { scene, camera, shadows };
}

function AddGround(scene: Scene): void {
    const ground = MeshBuilder.CreateGround("ground", { width: 60, height: 60 }, scene);
    ground.material = CreateMaterial(scene, "stone", new Color3(0.2, 0.205, 0.21), 0.95);
    ground.receiveShadows = true;
    const plinth = MeshBuilder.CreateCylinder("plinth", { height: 0.12, diameter: 2.6, tessellation: 48 }, scene);
    plinth.position.y = 0.06;
    plinth.material = CreateMaterial(scene, "plinth", new Color3(0.3, 0.29, 0.28), 0.85);
    plinth.receiveShadows = true;
}

function AddCrates(scene: Scene, shadows: ShadowGenerator): void {
    const wood = CreateMaterial(scene, "wood", new Color3(0.36, 0.22, 0.12), 0.8);
    const crates = [
        [-2.3, 0.45, -2.2, 0.9],
        [2.6, 0.6, -2.6, 1.2],
        [2.2, 1.75, -2.7, 0.8],
        [-3.4, 0.55, -0.6, 1.1],
    ].map(([x, y, z, size], i) => {
        const crate = MeshBuilder.CreateBox(`crate${i}`, { size }, scene);
        crate.position.set(x, y, z);
        crate.rotation.y = 0.7 * i;
        crate.material = wood;
        crate.receiveShadows = true;
        shadows.addShadowCaster(crate);
        return crate;
    });
    scene.onBeforeRenderObservable.add(() => {
        crates[2].rotation.y += 0.0006 * scene.getEngine().getDeltaTime();
    });
}

function AddLantern(scene: Scene, shadows: ShadowGenerator): void {
    const lantern = MeshBuilder.CreatePolyhedron("lantern", { type: 1, size: 0.12 }, scene);
    const glow = CreateMaterial(scene, "glow", new Color3(1, 0.7, 0.3), 0.5);
    glow.emissiveColor = new Color3(1, 0.62, 0.25);
    glow.emissiveIntensity = 1.6;
    lantern.material = glow;
    shadows.addShadowCaster(lantern);
    const light = new PointLight("lanternLight", Vector3.Zero(), scene);
    light.parent = lantern;
    light.diffuse = new Color3(1, 0.6, 0.28);
    light.intensity = 1.2;
    light.range = 6;
    let time = 0;
    scene.onBeforeRenderObservable.add(() => {
        time += scene.getEngine().getDeltaTime() / 1000;
        lantern.position.set(1.5 * Math.cos(0.35 * time), 1.7 + 0.12 * Math.sin(1.4 * time), -0.9 + 0.5 * Math.sin(0.35 * time));
        lantern.rotation.y = 0.6 * time;
    });
}

/**
 * A plain material.
 * @param scene the scene
 * @param name material name
 * @param color linear albedo
 * @param roughness 0..1
 * @returns the material
 */
export function CreateMaterial(scene: Scene, name: string, color: Color3, roughness: number): PBRMaterial {
    const material = new PBRMaterial(name, scene);
    material.albedoColor = color;
    material.metallic = 0;
    material.roughness = roughness;
    return material;
}

/**
 * Lets meshes throw and take shadows.
 * @param shadows the generator
 * @param meshes the meshes
 */
export function AddToShadows(shadows: ShadowGenerator, meshes: readonly AbstractMesh[]): void {
    for (const mesh of meshes) {
        shadows.addShadowCaster(mesh, false);
        mesh.receiveShadows = true;
    }
}
