import { BoundingBox } from "@babylonjs/core/Culling/boundingBox.js";
import { Color3 } from "@babylonjs/core/Maths/math.color.js";
import { Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";
import { TransformNode } from "@babylonjs/core/Meshes/transformNode.js";
import { type Scene } from "@babylonjs/core/scene.js";

import { CreateAverageFace, VectorToFace } from "../face/createFace.js";
import { type IFace } from "../face/face.types.js";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IFaceSchema } from "../face/faceSchema.js";
import { AverageVector, FaceToVector } from "../face/faceVector.js";
import { type INuisance } from "../face/nuisance.js";
import { BoneRig } from "./boneRig.js";
import { FollowingMesh } from "./followingMesh.js";
import { ApplyMaterialPreset } from "./materialPresets.js";
import { MorphedMesh } from "./morphedMesh.js";
import { RigEvaluator } from "./rigEvaluator.js";
import { RigToSchema } from "./rigFile.js";
import { type IRigFile } from "./rigFile.types.js";
import { type IRigModel, LoadRigModelAsync } from "./rigModel.js";
import { type IRigSource, ResolveRigSourceAsync } from "./rigSource.js";
import { SrgbToLinear } from "../face/srgb.js";

/** Options of {@link HeadRig.CreateAsync}. */
export interface IHeadRigOptions {
    /** Name of the root node. Default `faceCreatorHead`. */
    readonly name?: string;
}

/** What came of applying a face. */
export interface IApplyResult {
    /** False when the face was made for another version of this head: it was applied as far as the parameters still exist. */
    readonly hashMatches: boolean;
}

/**
 * A head in a Babylon scene that shows a Face: morph targets, bones, colours and options.
 * The host may place, scale and parent `root`, in a left- or right-handed scene.
 */
export class HeadRig {
    /** Parameters of the head. */
    public readonly schema: IFaceSchema;
    /** The node above everything of the head. */
    public readonly root: TransformNode;

    private readonly _evaluator: RigEvaluator;
    private readonly _bones: BoneRig;
    private readonly _morphed: readonly MorphedMesh[];
    private readonly _following: readonly FollowingMesh[];
    private readonly _options: readonly (readonly (readonly Mesh[])[])[];
    private readonly _tints: readonly (readonly Color3[])[];
    private _x: Float32Array;
    private _face: IFace | null;
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
        return new HeadRig(scene, rig, baseUrl, model, options.name ?? "faceCreatorHead");
    }

    private constructor(
        scene: Scene,
        /** The rig. */
        public readonly rig: IRigFile,
        /** URL of the folder that the rig's files are relative to, ending in `/`. */
        public readonly baseUrl: string,
        private readonly _model: IRigModel,
        name: string,
    ) {
        this.schema = RigToSchema(rig);
        this._evaluator = new RigEvaluator(rig);
        this._bones = new BoneRig(_model.joints, this._evaluator.bones, rig.nuisance.pose.bone);
        this.root = new TransformNode(name, scene);
        for (const node of _model.container.rootNodes) {
            node.parent = this.root;
        }
        for (const [materialName, preset] of Object.entries(rig.materials)) {
            const material = _model.materials.get(materialName);
            if (material) {
                ApplyMaterialPreset(material, preset);
            }
        }
        const morphed = _model.meshes.map((mesh) => MorphedMesh.Take(mesh, this._evaluator.morphs)).filter((mesh) => mesh !== null);
        this._following = FollowingMesh.TakeAll(rig.follow ?? {}, morphed, (mesh) => this.meshesOf(mesh));
        this._morphed = morphed.filter(({ mesh }) => !this._following.some((following) => following.mesh === mesh));
        this._options = rig.discrete.map((block) => block.options.map((option) => option.show.flatMap((mesh) => this.meshesOf(mesh))));
        this._tints = rig.discrete.map((block) =>
            block.tints === undefined ? [] : block.options.map(({ color = [1, 1, 1] }) => Color3.FromArray(color.map(SrgbToLinear))),
        );
        this._x = AverageVector(this.schema);
        this._face = CreateAverageFace(this.schema);
        this._apply();
    }

    /** Every mesh of the head, also the hidden ones. */
    public get meshes(): readonly Mesh[] {
        return this._model.meshes;
    }

    /** The meshes whose shape follows the face. */
    public get morphedMeshes(): readonly MorphedMesh[] {
        return this._morphed;
    }

    /** The face that is shown; of a vector, quantised. */
    public get face(): IFace {
        this._face ??= VectorToFace(this.schema, this._x);
        return this._face;
    }

    /** Bounds of the visible meshes in world space, a new object. */
    public get boundingBox(): BoundingBox {
        const minimum = new Vector3(Infinity, Infinity, Infinity);
        const maximum = new Vector3(-Infinity, -Infinity, -Infinity);
        for (const mesh of this.meshes) {
            if (mesh.isEnabled()) {
                mesh.computeWorldMatrix(true);
                const box = mesh.getBoundingInfo().boundingBox;
                minimum.minimizeInPlace(box.minimumWorld);
                maximum.maximizeInPlace(box.maximumWorld);
            }
        }
        return new BoundingBox(minimum, maximum);
    }

    /**
     * The meshes of a glTF node.
     * @param name node name
     * @returns the meshes; several when the node has several primitives, none when there is no such node
     */
    public meshesOf(name: string): readonly Mesh[] {
        return this._model.meshesByName.get(name) ?? [];
    }

    /**
     * Shows a face. Parameters and options that this head does not know are ignored, and kept in `face`.
     * @param face the face
     * @returns whether the face was made for this very version of the head
     * @throws FaceCreatorError E_RIG_MISMATCH when the face belongs to another head
     */
    public applyFace(face: IFace): IApplyResult {
        if (face.rig.id !== this.rig.id) {
            throw new FaceCreatorError(
                "E_RIG_MISMATCH",
                "the face belongs to another head:",
                face.rig.id,
                `load it on that head; this one is "${this.rig.id}"`,
            );
        }
        this._checkAlive();
        this._x = FaceToVector(this.schema, face);
        this._face = face;
        this._apply();
        return { hashMatches: face.rig.hash === this.rig.hash };
    }

    /**
     * Shows the face of a vector x; a one-hot block shows its largest entry.
     * @param x vector in the schema's layout; copied
     * @param nuisance pose and expressions to show with it; without it they stay as they are
     * @throws FaceCreatorError E_ARGUMENT when its length is not the schema's
     */
    public applyVector(x: Float32Array, nuisance?: INuisance): void {
        if (x.length !== this._evaluator.layout.length) {
            throw new FaceCreatorError(
                "E_ARGUMENT",
                "a vector of the wrong length",
                String(x.length),
                `pass ${this._evaluator.layout.length} values, as GetVectorLayout says`,
            );
        }
        this._checkAlive();
        this._x = x.slice();
        this._face = null;
        if (nuisance) {
            this._setNuisance(nuisance);
        }
        this._apply();
    }

    /**
     * Shows a head pose and expressions; what is left out is neutral. They are no part of the face. Light is the scene's, not the head's.
     * @param nuisance pose in degrees, expression weights 0..1
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
            this._model.container.dispose();
            this.root.dispose();
        }
    }

    private _checkAlive(): void {
        if (this._disposed) {
            throw new FaceCreatorError("E_DISPOSED", "the head is disposed:", this.root.name, "create a new HeadRig");
        }
    }

    private _setNuisance(nuisance: INuisance): void {
        this._bones.setPose(nuisance.pose ?? {});
        this._expression = nuisance.expression ?? {};
    }

    private _apply(): void {
        this._evaluator.evaluate(this._x, this._expression);
        this._options.forEach((options, block) => {
            const chosen = options[this._evaluator.options[block]];
            for (const meshes of options) {
                for (const mesh of meshes) {
                    mesh.setEnabled(chosen.includes(mesh));
                }
            }
            const color = this._tints[block].at(this._evaluator.options[block]);
            for (const material of color ? (this.rig.discrete[block].tints ?? []) : []) {
                this._model.materials.get(material)?.albedoColor.copyFrom(color ?? this._tints[block][0]);
            }
        });
        for (const morphed of this._morphed) {
            if (morphed.mesh.isEnabled(false)) {
                morphed.apply(this._evaluator.influences);
            }
        }
        for (const following of this._following) {
            if (following.mesh.isEnabled(false)) {
                following.apply(this._evaluator.influences);
            }
        }
        this._bones.apply(this._evaluator.channels);
        this.rig.colors.forEach((color, i) => {
            const o = this._evaluator.layout.colorOffset + 3 * i;
            for (const { material, scale = 1 } of color.binds) {
                const albedo = this._model.materials.get(material)?.albedoColor;
                albedo?.set(scale * SrgbToLinear(this._x[o]), scale * SrgbToLinear(this._x[o + 1]), scale * SrgbToLinear(this._x[o + 2]));
            }
        });
    }
}
