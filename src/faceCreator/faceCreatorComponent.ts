import { type Scene } from "@babylonjs/core/scene.js";
import { type ISceneComponent } from "@babylonjs/core/sceneComponent.js";
import { type FaceCreator } from "./faceCreator.js";
import { type IScreenPlace } from "./screenOpener.js";

/** Ties the face creators of a scene to its life: the scene's end disposes them, a lost device shows their faces again. */
export class FaceCreatorComponent implements ISceneComponent {
    /** Name of the component in its scene. */
    public static readonly Name = "FaceCreator";
    /** @inheritdoc */
    public readonly name = FaceCreatorComponent.Name;
    /** @inheritdoc */
    public scene: Scene;
    /** The place of the creation screen in the scene. */
    public readonly screenPlace: IScreenPlace = {};
    private readonly _creators = new Set<FaceCreator>();

    /**
     * The component of a scene, added when it is missing.
     * @param scene the scene
     * @returns the component
     */
    public static Get(scene: Scene): FaceCreatorComponent {
        const found = scene._getComponent(FaceCreatorComponent.Name);
        if (found instanceof FaceCreatorComponent) {
            return found;
        }
        const component = new FaceCreatorComponent(scene);
        scene._addComponent(component);
        return component;
    }

    private constructor(scene: Scene) {
        this.scene = scene;
    }

    /**
     * Adds a face creator.
     * @param creator the face creator
     */
    public add(creator: FaceCreator): void {
        this._creators.add(creator);
    }

    /**
     * Removes a face creator.
     * @param creator the face creator
     */
    public remove(creator: FaceCreator): void {
        this._creators.delete(creator);
    }

    /** @inheritdoc */
    public register(): void {
        // Takes part in no stage of the frame.
    }

    /** @inheritdoc */
    public rebuild(): void {
        for (const creator of this._creators) {
            creator._rebuild();
        }
    }

    /** @inheritdoc */
    public dispose(): void {
        for (const creator of [...this._creators]) {
            creator.dispose();
        }
    }
}
