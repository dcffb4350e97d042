import { Color3 } from "@babylonjs/core/Maths/math.color.js";
import { Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { MeshBuilder } from "@babylonjs/core/Meshes/meshBuilder.js";
import { TransformNode } from "@babylonjs/core/Meshes/transformNode.js";
import { Scene } from "@babylonjs/core/scene.js";
import { KeyboardEventTypes } from "@babylonjs/core/Events/keyboardEvents.js";
import "@babylonjs/core/Culling/ray.js";
import { AdvancedDynamicTexture } from "@babylonjs/gui/2D/advancedDynamicTexture.js";
import { Button } from "@babylonjs/gui/2D/controls/button.js";
import { Control } from "@babylonjs/gui/2D/controls/control.js";
import { type FaceCreator, type IScreenResult } from "../src/index.js";
import { CreateEngineAsync } from "./createEngine.js";
import { AddToShadows, CreateGameWorld, CreateMaterial, type IGameWorld } from "./gameWorld.js";

/** What the tests of this page reach. */
interface IGamePage {
    scene: Scene;
    creator: FaceCreator;
    lastResult: IScreenResult | null;
}

/** Height of the neck's lower end above the ground, in metres. */
const NeckHeight = 1.32;

/** A bust under the head, so that it does not float. */
function AddBust(world: IGameWorld): void {
    const { scene, shadows } = world;
    const cloth = CreateMaterial(scene, "cloth", new Color3(0.06, 0.1, 0.16), 0.9);
    const profile = [
        [0, 0.34],
        [0.1, 0.33],
        [0.112, 0.29],
        [0.15, 0.245],
        [0.245, 0.19],
        [0.275, 0.11],
        [0.25, -0.1],
        [0.2, -0.3],
        [0, -0.3],
    ].map(([radius, y]) => new Vector3(radius, y, 0));
    const torso = MeshBuilder.CreateLathe("torso", { shape: profile, tessellation: 64, sideOrientation: 2 }, scene);
    torso.scaling.set(1, 1, 0.62);
    torso.position.set(0, NeckHeight - 0.3, -0.015);
    torso.material = cloth;
    const column = MeshBuilder.CreateCylinder("column", { height: NeckHeight - 0.55, diameterTop: 0.3, diameterBottom: 0.42, tessellation: 48 }, scene);
    column.position.y = (NeckHeight - 0.55) / 2 + 0.05;
    column.material = CreateMaterial(scene, "marble", new Color3(0.42, 0.4, 0.37), 0.6);
    AddToShadows(shadows, [torso, column]);
}

/** The game's own button, in the game's own texture. */
function AddHud(scene: Scene, onCreate: () => void): void {
    const hud = AdvancedDynamicTexture.CreateFullscreenUI("hud", true, scene);
    const button = Button.CreateSimpleButton("createFace", "Create your face  (F)");
    button.widthInPixels = 260;
    button.heightInPixels = 56;
    button.cornerRadius = 12;
    button.thickness = 0;
    button.background = "#F2B45C";
    button.color = "#1D1406";
    button.fontSizeInPixels = 20;
    button.fontFamily = "Inter, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";
    button.verticalAlignment = Control.VERTICAL_ALIGNMENT_BOTTOM;
    button.topInPixels = -40;
    button.onPointerClickObservable.add(onCreate);
    hud.addControl(button);
}

async function StartAsync(): Promise<void> {
    const query = new URLSearchParams(location.search);
    const canvas = document.getElementById("canvas") as HTMLCanvasElement;
    const engine = await CreateEngineAsync(canvas, query.get("engine"));
    const scene = new Scene(engine);
    const world = CreateGameWorld(scene);
    AddBust(world);
    const neck = new TransformNode("neck", scene);
    const backend = query.get("backend");
    const creator = scene.addFaceCreator({
        parent: neck,
        backend: backend === "webgpu" || backend === "wasm" ? backend : "auto",
        method: query.get("method") === "published" ? "published" : "default",
    });
    await creator.whenReadyAsync();
    // The head's own origin is the game's to place: its lowest point stands in the collar.
    neck.position.y = NeckHeight - creator.rig.boundingBox.minimum.y - 0.04;
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
    };
    AddHud(scene, () => void createAsync());
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
