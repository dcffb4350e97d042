import { DirectionalLight } from "@babylonjs/core/Lights/directionalLight.js";
import { HemisphericLight } from "@babylonjs/core/Lights/hemisphericLight.js";
import { type Light } from "@babylonjs/core/Lights/light.js";
import { type Material } from "@babylonjs/core/Materials/material.js";
import { PBRMaterial } from "@babylonjs/core/Materials/PBR/pbrMaterial.js";
import { Color3 } from "@babylonjs/core/Maths/math.color.js";
import { Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";
import { type Scene } from "@babylonjs/core/scene.js";
import { type FaceCreator } from "../faceCreator/faceCreator.js";

/** The light that the head is seen in; `game` is the host scene's own. */
export type LightPreset = "game" | "studio" | "day" | "night";

/** What the face does while it is edited; never part of the face. */
export type HeadExpression = "neutral" | "smile" | "talk";

interface ILightSetup {
    readonly environment: number;
    readonly sky: readonly [number, Color3, Color3];
    /** Direction as seen from the front of the head (x to the viewer's right, z away), strength, colour. */
    readonly lamps: readonly (readonly [Vector3, number, Color3])[];
}

const White = new Color3(1, 1, 1);
/** Every setup has as many lamps, if need be dark ones: another number of lights would compile the shaders of the whole scene anew. */
const LampCount = 3;
const Setups: Readonly<Record<Exclude<LightPreset, "game">, ILightSetup>> = {
    studio: {
        environment: 0.55,
        sky: [0.25, White, new Color3(0.35, 0.35, 0.36)],
        lamps: [
            [new Vector3(0.6, -0.55, 0.8), 1.7, new Color3(1, 0.98, 0.95)],
            [new Vector3(-0.9, -0.1, 0.45), 0.55, new Color3(0.93, 0.96, 1)],
            [new Vector3(-0.3, -0.5, -1), 0.9, White],
        ],
    },
    day: {
        environment: 0.5,
        sky: [0.9, new Color3(0.7, 0.83, 1), new Color3(0.42, 0.4, 0.34)],
        lamps: [[new Vector3(-0.5, -0.9, 0.45), 2.4, new Color3(1, 0.95, 0.84)]],
    },
    night: {
        environment: 0.06,
        sky: [0.16, new Color3(0.35, 0.48, 0.9), new Color3(0.06, 0.07, 0.12)],
        lamps: [
            [new Vector3(0.7, -0.6, 0.5), 1.3, new Color3(0.5, 0.64, 1)],
            [new Vector3(-0.9, 0.1, 0.35), 0.5, new Color3(1, 0.56, 0.24)],
        ],
    },
};

/** Expression weights of a smile, and of the widest moment of talking. */
const Smile = { mouthSmile: 0.75, eyeSquintLeft: 0.25, eyeSquintRight: 0.25 };
const Talk = { jawOpen: 0.32, mouthPucker: 0.25 };

/** How the head is seen while the screen is open: light, expression, hair, clay. All of it is given back by `dispose`. */
export class ScreenLook {
    /** The chosen light. */
    public light: LightPreset = "game";
    /** The chosen expression. */
    public expression: HeadExpression = "neutral";
    /** Whether nothing moves by itself. */
    public frozen = false;
    private readonly _creator: FaceCreator;
    private readonly _scene: Scene;
    private readonly _front: Vector3;
    private _own: readonly [HemisphericLight, ...DirectionalLight[]] | undefined;
    private readonly _hostLights: Light[] = [];
    private readonly _materials = new Map<Mesh, Material | null>();
    private readonly _hidden = new Map<Mesh, boolean>();
    private readonly _environment: number;
    private readonly _observer;
    private _clay: PBRMaterial | undefined;
    private _bald = false;
    private _posed = false;
    private _talkedMs = 0;

    /**
     * @param creator the face creator
     * @param front direction from the head to its viewer, world space
     */
    public constructor(creator: FaceCreator, front: Vector3) {
        this._creator = creator;
        this._scene = creator.scene;
        this._front = front.normalizeToNew();
        this._environment = this._scene.environmentIntensity;
        this._observer = this._scene.onBeforeRenderObservable.add(() => this._talk());
    }

    /** Whether the hair is hidden. */
    public get bald(): boolean {
        return this._bald;
    }

    /** Whether the head is shown as clay. */
    public get isClay(): boolean {
        return this._clay !== undefined;
    }

    /**
     * Lights the scene.
     * @param preset which light
     */
    public setLight(preset: LightPreset): void {
        this._restoreLight();
        this.light = preset;
        if (preset === "game") {
            return;
        }
        const { environment, sky, lamps } = Setups[preset];
        const [dome, ...own] = (this._own ??= this._createLights());
        for (const light of this._scene.lights) {
            const isOwn = light === dome || own.some((lamp) => lamp === light);
            if (!isOwn && light.isEnabled(false)) {
                light.setEnabled(false);
                this._hostLights.push(light);
            }
        }
        this._scene.environmentIntensity = environment;
        [dome.intensity, dome.diffuse, dome.groundColor] = sky;
        dome.setEnabled(true);
        const right = Vector3.Cross(Vector3.Up(), this._front)
            .normalize()
            .scale(this._scene.useRightHandedSystem ? 1 : -1);
        for (const [i, lamp] of own.entries()) {
            const [{ x, y, z }, intensity, color] = lamps[i] ?? [Vector3.Down(), 0, White];
            lamp.direction = right.scale(-x).addInPlace(this._front.scale(-z)).addInPlaceFromFloats(0, y, 0).normalize();
            lamp.intensity = intensity;
            lamp.diffuse = lamp.specular = color;
            lamp.setEnabled(true);
        }
    }

    /**
     * Shows an expression.
     * @param expression which one
     */
    public setExpression(expression: HeadExpression): void {
        this.expression = expression;
        this._talkedMs = performance.now();
        this._pose(expression === "smile" ? Smile : expression === "talk" ? Talk : {});
    }

    /**
     * Hides or shows the hair.
     * @param bald whether it is hidden
     */
    public setBald(bald: boolean): void {
        this._bald = bald;
        this._hide(bald || this.isClay ? this._meshesOf("hair", ["scalp"]) : []);
    }

    /**
     * Shows the head as clay, so that colour does not mislead about shape.
     * @param clay whether it is clay
     */
    public setClay(clay: boolean): void {
        this._restoreMaterials();
        if (clay) {
            const material = new PBRMaterial("faceCreator.clay", this._scene);
            material.albedoColor = new Color3(0.42, 0.36, 0.32);
            material.metallic = 0;
            material.roughness = 0.72;
            this._clay = material;
            for (const mesh of this._creator.rig.meshes) {
                this._materials.set(mesh, mesh.material);
                mesh.material = material;
            }
        }
        const glasses = this._creator.rig.rig.glasses?.styles.flatMap(({ frame, lenses }) => [frame, lenses]) ?? [];
        this._hide(clay ? [...this._meshesOf("hair", ["scalp"]), ...this._meshesOf("brow", ["lashes", "cornea", ...glasses])] : []);
        if (!clay && this._bald) {
            this.setBald(true);
        }
    }

    /** Gives light, materials, hair and expression back. */
    public dispose(): void {
        this._observer.remove();
        this._restoreLight();
        this._own?.forEach((light) => light.dispose());
        this._restoreMaterials();
        this._hide([]);
        if (this._posed && this._creator.isReady) {
            this._creator.rig.applyNuisance({});
        }
    }

    /** A syllable is a smooth rise and fall; at most eight changes a second, since each one bakes the head anew. */
    private _talk(): void {
        const now = performance.now();
        if (this.expression === "talk" && !this.frozen && !this._creator.isFitting && now - this._talkedMs > 125) {
            this._talkedMs = now;
            const open = 0.5 - 0.5 * Math.cos(now / 130) * Math.cos(now / 410);
            this._pose({ jawOpen: Talk.jawOpen * open, mouthPucker: Talk.mouthPucker * (1 - open) });
        }
    }

    private _pose(expression: Readonly<Record<string, number>>): void {
        this._posed = true;
        this._creator.rig.applyNuisance({ expression });
    }

    private _meshesOf(block: string, more: readonly string[]): Mesh[] {
        const { rig } = this._creator;
        const names = rig.rig.discrete.find(({ id }) => id === block)?.options.flatMap(({ show }) => show) ?? [];
        return [...names, ...more].flatMap((name) => rig.meshesOf(name));
    }

    private _hide(meshes: readonly Mesh[]): void {
        for (const [mesh, visible] of this._hidden) {
            mesh.isVisible = visible;
        }
        this._hidden.clear();
        // Once each: several styles show the same scalp.
        for (const mesh of new Set(meshes)) {
            this._hidden.set(mesh, mesh.isVisible);
            mesh.isVisible = false;
        }
    }

    private _createLights(): readonly [HemisphericLight, ...DirectionalLight[]] {
        const dome = new HemisphericLight("faceCreator.sky", Vector3.Up(), this._scene);
        const lamps = Array.from({ length: LampCount }, () => new DirectionalLight("faceCreator.lamp", Vector3.Down(), this._scene));
        return [dome, ...lamps];
    }

    private _restoreLight(): void {
        this._own?.forEach((light) => light.setEnabled(false));
        for (const light of this._hostLights.splice(0)) {
            light.setEnabled(true);
        }
        this._scene.environmentIntensity = this._environment;
    }

    private _restoreMaterials(): void {
        for (const [mesh, material] of this._materials) {
            mesh.material = material;
        }
        this._materials.clear();
        this._clay?.dispose();
        this._clay = undefined;
    }
}
