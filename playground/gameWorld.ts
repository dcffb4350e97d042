import { type AbstractMesh } from "@babylonjs/core/Meshes/abstractMesh.js";
import { ArcRotateCamera } from "@babylonjs/core/Cameras/arcRotateCamera.js";
import { DirectionalLight } from "@babylonjs/core/Lights/directionalLight.js";
import { HemisphericLight } from "@babylonjs/core/Lights/hemisphericLight.js";
import { PointLight } from "@babylonjs/core/Lights/pointLight.js";
import { ShadowGenerator } from "@babylonjs/core/Lights/Shadows/shadowGenerator.js";
import "@babylonjs/core/Lights/Shadows/shadowGeneratorSceneComponent.js";
import { StandardMaterial } from "@babylonjs/core/Materials/standardMaterial.js";
import { ImageProcessingConfiguration } from "@babylonjs/core/Materials/imageProcessingConfiguration.js";
import { CubeTexture } from "@babylonjs/core/Materials/Textures/cubeTexture.js";
import "@babylonjs/core/Materials/Textures/Loaders/envTextureLoader.js";
import { Color3 } from "@babylonjs/core/Maths/math.color.js";
import { Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { MeshBuilder } from "@babylonjs/core/Meshes/meshBuilder.js";
import { Scene } from "@babylonjs/core/scene.js";

const Horizon = new Color3(0.36, 0.31, 0.32);
const Zenith = new Color3(0.09, 0.13, 0.22);

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
    scene.environmentTexture = CubeTexture.CreateFromPrefilteredData("assets/head/environment.env", scene);
    scene.environmentIntensity = 0.5;
    scene.imageProcessingConfiguration.toneMappingEnabled = true;
    scene.imageProcessingConfiguration.toneMappingType = ImageProcessingConfiguration.TONEMAPPING_KHR_PBR_NEUTRAL;
    scene.fogMode = Scene.FOGMODE_EXP2;
    scene.fogColor = Horizon;
    scene.fogDensity = 0.05;

    const camera = new ArcRotateCamera("camera", Math.PI / 2 - 0.3, 1.48, 1.75, new Vector3(0, 1.36, 0), scene);
    camera.minZ = 0.05;
    camera.lowerRadiusLimit = 1.2;
    camera.upperRadiusLimit = 9;
    camera.upperBetaLimit = 1.55;
    camera.wheelDeltaPercentage = 0.01;
    camera.attachControl(true);

    const sun = new DirectionalLight("sun", new Vector3(-0.62, -0.72, -0.75), scene);
    sun.position = new Vector3(5, 7, 6);
    sun.diffuse = new Color3(1, 0.92, 0.82);
    sun.intensity = 1.7;
    const shadows = new ShadowGenerator(1024, sun);
    shadows.usePercentageCloserFiltering = true;
    shadows.bias = 0.002;
    shadows.normalBias = 0.004;

    const sky = new HemisphericLight("sky", Vector3.Up(), scene);
    sky.diffuse = new Color3(0.5, 0.6, 0.8);
    sky.groundColor = new Color3(0.24, 0.2, 0.17);
    sky.intensity = 0.35;

    AddSky(scene);
    AddGround(scene);
    AddCrates(scene, shadows);
    AddLantern(scene, shadows);
    return { scene, camera, shadows };
}

/** A large sphere, lit by nothing, that goes from the colour of the fog to that of the night. */
function AddSky(scene: Scene): void {
    const sky = MeshBuilder.CreateSphere("sky", { diameter: 300, segments: 12, sideOrientation: 1 }, scene);
    const positions = sky.getVerticesData("position") ?? [];
    const colors: number[] = [];
    for (let i = 1; i < positions.length; i += 3) {
        const color = Color3.Lerp(Horizon, Zenith, Math.sqrt(Math.min(1, Math.max(0, positions[i] / 120))));
        colors.push(color.r, color.g, color.b, 1);
    }
    sky.setVerticesData("color", colors);
    const material = CreateMaterial(scene, "sky", Color3.Black());
    material.emissiveColor = Color3.White();
    material.disableLighting = true;
    material.fogEnabled = false;
    sky.material = material;
    sky.isPickable = false;
    sky.applyFog = false;
}

function AddGround(scene: Scene): void {
    const ground = MeshBuilder.CreateGround("ground", { width: 60, height: 60 }, scene);
    ground.material = CreateMaterial(scene, "stone", new Color3(0.24, 0.23, 0.22));
    ground.receiveShadows = true;
    const plinth = MeshBuilder.CreateCylinder("plinth", { height: 0.12, diameter: 2.6, tessellation: 48 }, scene);
    plinth.position.y = 0.06;
    plinth.material = CreateMaterial(scene, "plinth", new Color3(0.34, 0.32, 0.3));
    plinth.receiveShadows = true;
}

function AddCrates(scene: Scene, shadows: ShadowGenerator): void {
    const wood = CreateMaterial(scene, "wood", new Color3(0.46, 0.4, 0.34));
    const crates = [
        [-1.9, 0.35, -2.6, 0.7],
        [2.1, 0.5, -3.4, 1],
        [1.95, 1.35, -3.4, 0.7],
        [-3.3, 0.45, -1.9, 0.9],
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
    const lantern = MeshBuilder.CreatePolyhedron("lantern", { type: 1, size: 0.07 }, scene);
    const glow = CreateMaterial(scene, "glow", new Color3(1, 0.7, 0.3));
    glow.emissiveColor = new Color3(0.95, 0.6, 0.24);
    glow.disableLighting = true;
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
        // Always to one side: behind the head of whoever stands here it would shine through the hair.
        lantern.position.set(-0.85 + 0.25 * Math.cos(0.35 * time), 1.62 + 0.08 * Math.sin(1.4 * time), -1.1 + 0.4 * Math.sin(0.35 * time));
        lantern.rotation.y = 0.6 * time;
    });
}

/**
 * A plain matt material.
 * @param scene the scene
 * @param name material name
 * @param color its colour
 * @returns the material
 */
export function CreateMaterial(scene: Scene, name: string, color: Color3): StandardMaterial {
    const material = new StandardMaterial(name, scene);
    material.diffuseColor = color;
    material.specularColor = Color3.Black();
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
