import { type BoundingBox } from "@babylonjs/core/Culling/boundingBox.js";
import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";
import { TransformNode } from "@babylonjs/core/Meshes/transformNode.js";
import { type Observable } from "@babylonjs/core/Misc/observable.js";
import { type Scene } from "@babylonjs/core/scene.js";

import { type IFace } from "../face/face.types.js";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IFaceSchema } from "../face/faceSchema.js";
import { AverageVector, FaceToVector } from "../face/faceVector.js";
import { type INuisance } from "../face/nuisance.js";
import { type IOptionMasks } from "../face/optionMasks.js";
import { ApplyColors } from "./applyColors.js";
import { BoneRig } from "./boneRig.js";
import { HeadGlasses } from "./headGlasses.js";
import { type HeadDetailLevel } from "./headDetail.js";
import { type IApplyResult, type IHeadRigOptions } from "./headRig.types.js";
import { HeadParts } from "./headParts.js";
import { LoadOptionMasksAsync } from "./loadOptionMasks.js";
import { BoundsOfEnabled } from "./meshBounds.js";
import { type MorphedMesh } from "./morphedMesh.js";
import { ChosenOptions, RigEvaluator } from "./rigEvaluator.js";
import { RigToSchema } from "./rigFile.js";
import { type IRigFile } from "./rigFile.types.js";
import { type IRigModel, LoadRigModelAsync } from "./rigModel.js";
import { type IRigSource, ResolveRigSourceAsync } from "./rigSource.js";
import { ShownFace } from "./shownFace.js";

/**
 * A head in a Babylon scene that shows a Face: morph targets, bones, colours and options. Options that the rig keeps in pieces are loaded when
 * a face first has them: until then, or if that fails, the option before is shown.
 * The host may place, scale and parent `root`, in a left- or right-handed scene.
 */
export class HeadRig {
    /** Parameters of the head. */
    public readonly schema: IFaceSchema;
    /** The node above everything of the head. */
    public readonly root: TransformNode;

    private readonly _evaluator: RigEvaluator;
    private readonly _bones: BoneRig;
    private readonly _parts: HeadParts;
    private readonly _glasses: HeadGlasses;
    private readonly _shown: ShownFace;
    private _expression: Readonly<Record<string, number>> = {};
    private _disposed = false;

    /**
     * Loads a head into a scene and shows the average face.
     * @param scene the scene
     * @param source URL of a rig file, or a parsed rig with the URL of its model
     * @param options options
     * @returns the head; the caller disposes it
     * @throws FaceCreatorError E_READ when a file does not load, E_RIG_FORMAT when rig and model do not fit together
     */
    public static async CreateAsync(scene: Scene, source: string | IRigSource, options: IHeadRigOptions = {}): Promise<HeadRig> {
        const { rig, modelUrl, baseUrl } = await ResolveRigSourceAsync(source);
        const model = await LoadRigModelAsync(scene, modelUrl, rig);
        const head = new HeadRig(scene, rig, modelUrl, baseUrl, model, options);
        try {
            await head.loadVectorAsync(AverageVector(head.schema));
        } catch (error) {
            head.dispose();
            throw error;
        }
        return head;
    }

    private constructor(
        scene: Scene,
        /** The rig. */
        public readonly rig: IRigFile,
        /** URL of its model. */
        public readonly modelUrl: string,
        /** URL of the folder that the rig's files are relative to, ending in `/`. */
        public readonly baseUrl: string,
        model: IRigModel,
        { name = "faceCreatorHead", compileOptions = true }: IHeadRigOptions,
    ) {
        this.schema = RigToSchema(rig);
        this._evaluator = new RigEvaluator(rig);
        this._bones = new BoneRig(model.joints, this._evaluator.bones, rig.nuisance.pose.bone);
        this.root = new TransformNode(name, scene);
        this._parts = new HeadParts({
            scene,
            rig,
            baseUrl,
            model,
            morphs: this._evaluator.morphs,
            root: this.root,
            isCompiled: compileOptions,
            onLoaded: () => this._apply(),
        });
        this._glasses = new HeadGlasses(rig, this._parts);
        this._shown = new ShownFace(this.schema);
        this._apply();
    }

    /** Told of meshes of options that have been loaded, in rest shape, before they are first shown. */
    public get onMeshesAddedObservable(): Observable<readonly Mesh[]> {
        return this._parts.onMeshesAddedObservable;
    }

    /** Told of each option that a face asked for without waiting and that did not load; the next face that has it asks again. */
    public get onOptionFailedObservable(): Observable<FaceCreatorError> {
        return this._parts.pieces.onFailedObservable;
    }

    /** Every mesh that is loaded, also the hidden ones. */
    public get meshes(): readonly Mesh[] {
        return this._parts.model.meshes;
    }

    /** The meshes whose shape follows the face. */
    public get morphedMeshes(): readonly MorphedMesh[] {
        return this._parts.morphed;
    }

    /** The face that is shown; of a vector, quantised. */
    public get face(): IFace {
        return this._shown.face;
    }

    /**
     * How much is drawn, for heads far away: 0 (default) all, 3 the least (rig/headDetail); everything works at each. First use of 2 or 3 takes a moment.
     */
    public get detail(): HeadDetailLevel {
        return this._parts.detail;
    }

    public set detail(level: HeadDetailLevel) {
        this._checkAlive();
        if (level !== this._parts.detail) {
            this._parts.detail = level;
            this._apply();
        }
    }

    /**
     * Id of the glasses that the head wears (`schema.glasses`), or null (default). They are no part of the face, and stay on whatever face is shown. A pair that is
     * not loaded yet is asked for and worn when it is there; {@link loadGlassesAsync} waits for it. Setting an unknown id throws E_ARGUMENT.
     */
    public get glasses(): string | null {
        return this._glasses.worn;
    }

    public set glasses(id: string | null) {
        this._checkAlive();
        this._glasses.worn = id;
        this._apply();
    }

    /** Bounds of the visible meshes in world space, a new object. */
    public get boundingBox(): BoundingBox {
        return BoundsOfEnabled(this.meshes);
    }

    /**
     * The meshes of a glTF node.
     * @param name node name
     * @returns the meshes; several when the node has several primitives, none when there is no such node
     */
    public meshesOf(name: string): readonly Mesh[] {
        return this._parts.meshesOf(name);
    }

    /**
     * Loads the options of a face, so that {@link applyFace} shows all of it at once. The head stays as it is.
     * @param face the face
     * @throws FaceCreatorError E_READ or E_RIG_FORMAT when a file does not load or is another; the next call tries again
     */
    public async loadFaceAsync(face: IFace): Promise<void> {
        await this.loadVectorAsync(FaceToVector(this.schema, face));
    }

    /**
     * Loads the options of a vector; as {@link loadFaceAsync}.
     * @param x vector in the schema's layout
     */
    public async loadVectorAsync(x: Float32Array): Promise<void> {
        this._checkAlive();
        await this._parts.pieces.loadAsync(this._parts.options.namesOf(ChosenOptions(this._evaluator.layout, x)));
    }

    /**
     * Loads a pair of glasses, so that it is worn at once when it is asked for. The head stays as it is.
     * @param id one of `schema.glasses`
     * @throws FaceCreatorError E_ARGUMENT when there is no such pair, E_READ or E_RIG_FORMAT when its file does not load or is another
     */
    public async loadGlassesAsync(id: string): Promise<void> {
        this._checkAlive();
        await this._glasses.loadAsync(id);
    }

    /**
     * Loads the masks of the options that have them.
     * @returns new masks, none where the rig has none
     * @throws FaceCreatorError E_READ when a file does not load
     */
    public async loadOptionMasksAsync(): Promise<IOptionMasks[]> {
        return await LoadOptionMasksAsync(this.rig, this.baseUrl);
    }

    /** Loads every option, and all glasses. */
    public async loadAllAsync(): Promise<void> {
        this._checkAlive();
        await this._parts.pieces.loadAllAsync();
    }

    /**
     * Shows a face. Parameters and options that this head does not know are ignored, and kept in `face`. Options that are not loaded yet are asked
     * for and shown when they are there, unless another face is shown by then.
     * @param face the face
     * @returns whether the face was made for this very version of the head, and whether all of it is shown
     * @throws FaceCreatorError E_RIG_MISMATCH when the face belongs to another head
     */
    public applyFace(face: IFace): IApplyResult {
        this._checkAlive();
        this._shown.setFace(face);
        this._glasses.faceChanged();
        this._apply();
        return { hashMatches: face.rig.hash === this.rig.hash, isComplete: this._parts.options.missing.length === 0 };
    }

    /**
     * Shows the face of a vector x; a one-hot block shows its largest entry.
     * @param x vector in the schema's layout; copied
     * @param nuisance pose and expressions to show with it; without it they stay as they are
     * @param asymmetry how left and right differ, as in a Face; default: not at all
     * @throws FaceCreatorError E_ARGUMENT when its length is not the schema's
     */
    public applyVector(x: Float32Array, nuisance?: INuisance, asymmetry?: IFace["asymmetry"]): void {
        this._checkAlive();
        this._shown.setVector(x, asymmetry);
        this._glasses.faceChanged();
        if (nuisance) {
            this._setNuisance(nuisance);
        }
        this._apply();
    }

    /**
     * Shows a head pose and expressions; what is left out is neutral. They are no part of the face. Light is the scene's, not the head's. Glasses that are left out
     * stay as they are; null takes them off.
     * @param nuisance pose in degrees, expression weights 0..1, id of glasses
     * @throws FaceCreatorError E_ARGUMENT when the head has no such glasses
     */
    public applyNuisance(nuisance: INuisance): void {
        this._checkAlive();
        this._setNuisance(nuisance);
        this._apply();
    }

    /** Removes everything of the head from the scene. */
    public dispose(): void {
        if (!this._disposed) {
            this._disposed = true;
            this._parts.dispose();
            this.root.dispose();
        }
    }

    private _checkAlive(): void {
        if (this._disposed) {
            throw new FaceCreatorError("E_DISPOSED", "the head is disposed:", this.root.name, "create a new HeadRig");
        }
    }

    private _setNuisance(nuisance: INuisance): void {
        this._glasses.worn = nuisance.glasses === undefined ? this._glasses.worn : nuisance.glasses;
        this._bones.setPose(nuisance.pose ?? {});
        this._expression = nuisance.expression ?? {};
    }

    private readonly _showIdentity = (): RigEvaluator => {
        this._evaluator.evaluate(this._shown.x, {}, this._shown.asymmetry);
        this._bones.apply(this._evaluator.channels);
        return this._evaluator;
    };

    private _apply(): void {
        this._glasses.apply(this._showIdentity);
        this._evaluator.evaluate(this._shown.x, this._expression, this._shown.asymmetry);
        this._parts.apply(this._evaluator);
        this._bones.apply(this._evaluator.channels);
        ApplyColors(this.rig.colors, this._shown.x, this._evaluator.layout.colorOffset, this._parts.model.materials);
    }
}
