import { Color3 } from "@babylonjs/core/Maths/math.color.js";
import { Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { MeshBuilder } from "@babylonjs/core/Meshes/meshBuilder.js";
import { TransformNode } from "@babylonjs/core/Meshes/transformNode.js";
import { Scene } from "@babylonjs/core/scene.js";
import { KeyboardEventTypes } from "@babylonjs/core/Events/keyboardEvents.js";
import "@babylonjs/core/Culling/ray.js";
import "../src/index.js";
import { type FaceCreator, FitMethods, type IScreenResult, SerializeFace } from "../src/index.js";
import { CreateEngineAsync } from "./createEngine.js";
import { AddHud } from "./gameHud.js";
import { AddToShadows, CreateGameWorld, CreateMaterial, type IGameWorld } from "./gameWorld.js";
import { AddPostProcessing } from "./postProcessing.js";

/** What the tests of this page reach. */
interface IGamePage {
    scene: Scene;
    creator: FaceCreator;
    lastResult: IScreenResult | null;
}

/** Height of the head's lower end above the ground, in metres. */
const BaseHeight = 1.28;

/** The cloth of the bust from the collar down: height over the head's lower end, half width, half depth, middle of the depth, in metres. */
const BustRings = [
    [0.092, 0.066, 0.06, 0.028],
    [0.106, 0.074, 0.068, 0.028],
    [0.094, 0.102, 0.078, 0.022],
    [0.082, 0.15, 0.088, 0.014],
    [0.064, 0.18, 0.1, 0.014],
    [0.02, 0.196, 0.115, 0.016],
    [-0.08, 0.186, 0.124, 0.018],
    [-0.19, 0.15, 0.112, 0.018],
    [-0.26, 0.11, 0.1, 0.018],
];

/** A bust under the head, so that it does not float. */
function AddBust(world: IGameWorld): void {
    const { scene, shadows } = world;
    const pathArray = BustRings.map(([y, width, depth, middle]) =>
        Array.from({ length: 65 }, (_, i) => {
            const angle = (2 * Math.PI * i) / 64;
            return new Vector3(width * Math.cos(angle), BaseHeight + y, middle + depth * Math.sin(angle));
        }),
    );
    const bust = MeshBuilder.CreateRibbon("bust", { pathArray, sideOrientation: 2 }, scene);
    bust.material = CreateMaterial(scene, "cloth", new Color3(0.16, 0.22, 0.3));
    const marble = CreateMaterial(scene, "marble", new Color3(0.5, 0.48, 0.45));
    const top = BaseHeight + BustRings[BustRings.length - 1][0];
    const parts = [
        [0.06, 0.26, 0.3, top - 0.02],
        [top - 0.25, 0.34, 0.36, (top - 0.05 + 0.2) / 2],
        [0.16, 0.46, 0.5, 0.2],
    ].map(([height, diameterTop, diameterBottom, y], i) => {
        const part = MeshBuilder.CreateCylinder(`column${i}`, { height, diameterTop, diameterBottom, tessellation: 48 }, scene);
        part.position.set(0, y, 0.018);
        part.material = marble;
        return part;
    });
    AddToShadows(shadows, [bust, ...parts]);
}

async function StartAsync(): Promise<void> {
    const query = new URLSearchParams(location.search);
    const canvas = document.getElementById("canvas") as HTMLCanvasElement;
    const engine = await CreateEngineAsync(canvas, query.get("engine"));
    const scene = new Scene(engine);
    const isLow = query.get("quality") === "low";
    if (isLow) {
        // For machines that draw without a GPU.
        scene.shadowsEnabled = false;
        engine.maxFPS = 8;
    }
    const scale = Number(query.get("scale"));
    if (scale > 0) {
        engine.setHardwareScalingLevel(scale);
    }
    const world = CreateGameWorld(scene);
    if (query.get("post") === "on" || (!isLow && query.get("post") !== "off")) {
        AddPostProcessing(world);
    }
    AddBust(world);
    const neck = new TransformNode("neck", scene);
    const backend = query.get("backend");
    const creator = scene.addFaceCreator({
        parent: neck,
        backend: backend === "webgpu" || backend === "wasm" ? backend : "auto",
        method: FitMethods.find((method) => method === query.get("method")) ?? "default",
    });
    await creator.whenReadyAsync();
    // Where the head stands is the game's to say: its lowest point goes into the bust.
    neck.position.y = BaseHeight - creator.rig.boundingBox.minimum.y;
    AddToShadows(world.shadows, creator.rig.meshes);
    const seed = query.get("seed");
    if (seed !== null) {
        creator.setFace(creator.randomFace(Number(seed)));
    }
    const page: IGamePage = { scene, creator, lastResult: null };
    Object.assign(window, { game: page });
    const createAsync = async (): Promise<void> => {
        page.lastResult = null;
        page.lastResult = await creator.openAsync({ seed: Number(seed ?? 0) + 1 });
        const { status, face } = page.lastResult;
        const kept = `Kept: a face of ${SerializeFace(face).length} characters of JSON.`;
        hud.say(status === "committed" ? kept : "Cancelled: the face is the one before.");
    };
    const hud = AddHud(scene, () => void createAsync());
    scene.onKeyboardObservable.add((info) => {
        if (info.type === KeyboardEventTypes.KEYDOWN && info.event.key.toLowerCase() === "f") {
            void createAsync();
        }
    });
    engine.runRenderLoop(() => scene.render());
    window.addEventListener("resize", () => engine.resize());
    await scene.whenReadyAsync();
    document.documentElement.dataset.ready = "true";
}

void StartAsync();
