import "@babylonjs/core/Engines/Extensions/engine.renderTarget.js";
import "@babylonjs/core/Engines/Extensions/engine.renderTargetTexture.js";
import "@babylonjs/core/Engines/WebGPU/Extensions/engine.renderTarget.js";
import "@babylonjs/core/Engines/WebGPU/Extensions/engine.renderTargetTexture.js";
import { type FreeCamera } from "@babylonjs/core/Cameras/freeCamera.js";
import { type AbstractEngine } from "@babylonjs/core/Engines/abstractEngine.js";
import { type RenderTargetTexture } from "@babylonjs/core/Materials/Textures/renderTargetTexture.js";
import { Color4 } from "@babylonjs/core/Maths/math.color.js";
import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";
import { Scene } from "@babylonjs/core/scene.js";

import { type ICapture, type ICaptureOptions } from "../face/capture.types.js";
import { type IFace } from "../face/face.types.js";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IFaceSchema } from "../face/faceSchema.js";
import { FaceToVector } from "../face/faceVector.js";
import { type ILabelMap, type IPicture } from "../face/picture.js";
import { HeadRig } from "../rig/HeadRig.js";
import { type IRigSource } from "../rig/rigSource.js";
import { CreateBoothCamera, TurnForView } from "./boothCamera.js";
import { LoadEnvironmentAsync } from "./boothEnvironment.js";
import { BoothLights } from "./boothLights.js";
import { ApplyToneCurve, BoothLook } from "./boothLook.js";
import { BoothTargets, type IBoothTarget } from "./boothTargets.js";
import { LabelMaterials } from "./labelMaterials.js";
import { PixelReader } from "./pixelReader.js";
import { PixelsToLabels, PixelsToPicture } from "./pixels.js";
import { WhenDrawableAsync } from "./whenDrawable.js";

/**
 * The Engine: it draws a head in the photo-booth frame, apart from what the host draws. It has a scene, a head and lights of its own on
 * the host's engine, draws between the host's frames and leaves the host's canvas as it is. Captures are drawn one after another.
 */
export class PhotoBooth implements ICapture {
    private readonly _reader: PixelReader;
    private readonly _lights: BoothLights;
    private readonly _camera: FreeCamera;
    private readonly _targets: BoothTargets;
    private _queue: Promise<unknown> = Promise.resolve();
    private _disposed = false;

    /**
     * Builds a photo booth.
     * @param engine the host's engine: Engine with WebGL2, or WebGPUEngine
     * @param source URL of a rig file, or a parsed rig with the URL of its model
     * @returns the booth; the caller disposes it
     * @throws FaceCreatorError E_READ when a file does not load, E_RIG_FORMAT when rig and model do not fit together
     */
    public static async CreateAsync(engine: AbstractEngine, source: string | IRigSource): Promise<PhotoBooth> {
        const scene = new Scene(engine, { virtual: true });
        scene.useRightHandedSystem = true;
        try {
            const head = await HeadRig.CreateAsync(scene, source, { name: "photoBoothHead", compileOptions: false });
            scene.environmentTexture = await LoadEnvironmentAsync(scene, head.baseUrl + head.rig.environment);
            return new PhotoBooth(scene, head);
        } catch (error) {
            scene.dispose();
            throw error;
        }
    }

    private constructor(
        private readonly _scene: Scene,
        private readonly _head: HeadRig,
    ) {
        ApplyToneCurve(_scene.imageProcessingConfiguration);
        this._reader = new PixelReader(_scene.getEngine());
        this._lights = new BoothLights(_scene);
        this._camera = CreateBoothCamera(_scene, _head.rig.framing);
        const labels = new LabelMaterials(_scene, _head);
        this._targets = new BoothTargets(_scene, labels);
        this._prepare(_head.meshes);
        _head.onMeshesAddedObservable.add((meshes) => {
            labels.add(meshes);
            this._targets.add(meshes);
            this._prepare(meshes);
        });
    }

    /** Parameters of the head, for vectors x. */
    public get schema(): IFaceSchema {
        return this._head.schema;
    }

    /** @inheritdoc */
    public async captureAsync(x: Float32Array, options: ICaptureOptions = {}): Promise<IPicture> {
        this._checkAlive();
        const size = CheckSize(options.size);
        const target = this._targets.picture(size, options.antialias ?? true);
        const { background = BoothLook.background } = options;
        const pixels = await this._drawAsync(target, x, options, background, (texture) => this._reader.readAsync(texture));
        return PixelsToPicture(pixels, size, target.factor);
    }

    /**
     * Draws as {@link captureAsync} does and leaves the picture where it is drawn, for who goes on with it on the GPU.
     * @param x as for {@link captureAsync}
     * @param options as for {@link captureAsync}
     * @param take gets the texture (RGBA, 8 bits, bottom row first), the picture's side, and how many times larger the texture is; the next picture is drawn over it, after what
     * was submitted to the GPU until `take` returned
     * @returns what `take` returned
     */
    public async drawAsync<T>(
        x: Float32Array,
        options: ICaptureOptions,
        take: (drawn: { readonly texture: RenderTargetTexture; readonly size: number; readonly factor: number }) => T,
    ): Promise<T> {
        this._checkAlive();
        const size = CheckSize(options.size);
        const target = this._targets.picture(size, options.antialias ?? true);
        const { background = BoothLook.background } = options;
        return await this._drawAsync(target, x, options, background, async (texture) =>
            Promise.resolve(take({ texture, size, factor: target.factor })),
        );
    }

    /** @inheritdoc */
    public async captureLabelsAsync(x: Float32Array, options: ICaptureOptions = {}): Promise<ILabelMap> {
        this._checkAlive();
        const size = CheckSize(options.size);
        const readAsync = (texture: RenderTargetTexture): Promise<Uint8Array> => this._reader.readAsync(texture);
        const pixels = await this._drawAsync(this._targets.labels(size), x, options, [0, 0, 0], readAsync);
        return PixelsToLabels(pixels, size);
    }

    /**
     * Draws a Face; the same as {@link captureAsync} with its vector and its asymmetry.
     * @param face a face of this head
     * @param options options
     * @returns the picture
     */
    public async captureFaceAsync(face: IFace, options: ICaptureOptions = {}): Promise<IPicture> {
        return await this.captureAsync(FaceToVector(this.schema, face), { ...options, asymmetry: face.asymmetry });
    }

    /** Frees the booth's scene with everything in it. Captures under way end with E_DISPOSED or with their picture. */
    public dispose(): void {
        if (!this._disposed) {
            this._disposed = true;
            this._targets.dispose();
            this._reader.dispose();
            this._head.dispose();
            this._scene.dispose();
        }
    }

    private async _drawAsync<T>(
        target: IBoothTarget,
        x: Float32Array,
        options: ICaptureOptions,
        background: readonly [number, number, number],
        takeAsync: (texture: RenderTargetTexture) => Promise<T>,
    ): Promise<T> {
        const drawn = this._afterOthersAsync(async () => {
            const { pose = {}, expression = {}, glasses = null } = options.nuisance ?? {};
            await Promise.all([this._head.loadVectorAsync(x), glasses === null ? undefined : this._head.loadGlassesAsync(glasses)]);
            this._checkAlive();
            this._head.applyVector(x, { pose, expression, glasses }, options.asymmetry);
            TurnForView(this._head.root, this._head.rig.framing, options.view ?? "front");
            this._lights.set(options.nuisance?.light ?? {});
            await WhenDrawableAsync(this._head.meshes, target);
            this._checkAlive();
            target.texture.clearColor = new Color4(background[0], background[1], background[2], 1);
            this._render(target);
            if (this._scene.getEngine().isWebGPU && this._drewNewMesh(target)) {
                // There the first drawing of a mesh may lack a part of it, such as the near side of two-sided hair.
                this._render(target);
            }
            return { taking: takeAsync(target.texture) };
        });
        return await (
            await drawn
        ).taking;
    }

    /** Draws after the captures that were asked for earlier, and never inside the host's frame. */
    private async _afterOthersAsync<T>(draw: () => Promise<T>): Promise<T> {
        const earlier = this._queue;
        const turn = (async (): Promise<T> => {
            await earlier;
            this._checkAlive();
            return await draw();
        })();
        this._queue = SettleAsync(turn);
        return await turn;
    }

    private _prepare(meshes: readonly Mesh[]): void {
        for (const mesh of meshes) {
            mesh.alwaysSelectAsActiveMesh = true;
        }
        for (const texture of this._scene.textures) {
            // Pictures are drawn larger and averaged, which does the same for slanted surfaces at less cost.
            texture.anisotropicFilteringLevel = 1;
        }
    }

    private _render(target: IBoothTarget): void {
        const engine = this._scene.getEngine();
        this._camera.outputRenderTarget = target.texture;
        this._camera.layerMask = target.layer;
        if (engine.isWebGPU) {
            engine.beginFrame();
        }
        this._scene.render();
        if (engine.isWebGPU) {
            engine.endFrame();
        }
    }

    private _drewNewMesh(target: IBoothTarget): boolean {
        const before = target.drawn.size;
        for (const mesh of this._head.meshes) {
            if (mesh.isEnabled()) {
                target.drawn.add(mesh);
            }
        }
        return target.drawn.size > before;
    }

    private _checkAlive(): void {
        if (this._disposed) {
            throw new FaceCreatorError("E_DISPOSED", "the photo booth is disposed:", this._head.rig.id, "create a new PhotoBooth");
        }
    }
}

async function SettleAsync(work: Promise<unknown>): Promise<void> {
    try {
        await work;
    } catch {
        // The caller of the capture gets the error; the next capture must not.
    }
}

function CheckSize(size = 256): number {
    if (!Number.isInteger(size) || size < 32 || size > 1024) {
        throw new FaceCreatorError("E_ARGUMENT", "a picture of the size", String(size), "ask for a whole number of pixels from 32 to 1024");
    }
    return size;
}
