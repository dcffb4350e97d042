import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";
import { type TransformNode } from "@babylonjs/core/Meshes/transformNode.js";
import { Observable } from "@babylonjs/core/Misc/observable.js";
import { type Scene } from "@babylonjs/core/scene.js";
import { CompileAsync } from "./compileMeshes.js";
import { FollowingMesh } from "./followingMesh.js";
import { HeadDetail, type HeadDetailLevel } from "./headDetail.js";
import { MidlineReach } from "./leftShares.js";
import { ApplyMaterialPreset } from "./materialPresets.js";
import { MorphedMesh } from "./morphedMesh.js";
import { OptionPieces } from "./optionPieces.js";
import { type RigEvaluator } from "./rigEvaluator.js";
import { type IRigFile, type MaterialPreset } from "./rigFile.types.js";
import { type IRigModel } from "./rigModel.js";
import { ShownOptions } from "./shownOptions.js";

/** What head parts are made of. */
export interface IHeadPartsSource {
    readonly scene: Scene;
    readonly rig: IRigFile;
    /** URL of the folder that the rig's files are relative to, ending in `/`. */
    readonly baseUrl: string;
    readonly model: IRigModel;
    /** Names of the morph targets, in the order of the influences. */
    readonly morphs: readonly string[];
    /** The node above everything of the head. */
    readonly root: TransformNode;
    /** Whether the shaders of pieces are compiled before they count as loaded. */
    readonly isCompiled: boolean;
    /** Told when a piece can be shown. */
    readonly onLoaded: () => void;
}

/** The meshes of a head: those of its model, and those of the pieces that have been loaded. */
export class HeadParts {
    /** Told of the meshes of each piece, in rest shape, before they are first shown. */
    public readonly onMeshesAddedObservable = new Observable<readonly Mesh[]>();
    /** The files of options that are loaded on demand. */
    public readonly pieces: OptionPieces;
    /** What the chosen options show. */
    public readonly options: ShownOptions;
    /** The meshes whose shape follows the face. */
    public readonly morphed: MorphedMesh[] = [];

    private readonly _detail: HeadDetail;
    private readonly _following: FollowingMesh[] = [];
    private readonly _added: IRigModel[] = [];
    private readonly _has = (mesh: string): boolean => this.pieces.has(mesh);
    private _disposed = false;

    /** @param _source what they are made of; the model is theirs from now on */
    public constructor(private readonly _source: IHeadPartsSource) {
        const { scene, rig, baseUrl, model, onLoaded } = _source;
        this.options = new ShownOptions(rig);
        const lenses = new Set(rig.glasses?.styles.map((style) => style.lenses));
        this._detail = new HeadDetail((mesh) =>
            lenses.has(mesh.name) ? "lenses" : (rig.materials[mesh.material?.name ?? ""] as MaterialPreset | undefined),
        );
        this.pieces = new OptionPieces(scene, rig, baseUrl, model, (part) => this._addAsync(part), onLoaded);
        this._take(model);
    }

    /** The model with all pieces so far. */
    public get model(): IRigModel {
        return this._source.model;
    }

    /** How much of the head is drawn; what was left out follows the face with the next {@link apply}. */
    public get detail(): HeadDetailLevel {
        return this._detail.level;
    }

    public set detail(level: HeadDetailLevel) {
        this._detail.apply(level, this.model.meshes, this.morphed);
    }

    /**
     * The meshes of a glTF node.
     * @param name node name
     * @returns the meshes, none where it is not loaded
     */
    public meshesOf(name: string): readonly Mesh[] {
        return this.model.meshesByName.get(name) ?? [];
    }

    /**
     * Shows options and bakes the shape of all that is shown; asks for what is missing.
     * @param evaluator what x comes to
     */
    public apply(evaluator: RigEvaluator): void {
        this.options.apply(evaluator.options, this._has, this.model.materials);
        this.pieces.request(this.options.missing);
        for (const morphed of this.morphed) {
            if (this._isFollowed(morphed.mesh)) {
                morphed.apply(evaluator);
            }
        }
        for (const following of this._following) {
            if (this._isFollowed(following.mesh)) {
                following.apply(evaluator);
            }
        }
    }

    /** Removes all meshes. */
    public dispose(): void {
        this._disposed = true;
        this.pieces.dispose();
        this.onMeshesAddedObservable.clear();
        this._added.forEach(({ container }) => container.dispose());
        this.model.container.dispose();
    }

    private _isFollowed(mesh: Mesh): boolean {
        return mesh.isEnabled(false) && !this._detail.hides(mesh);
    }

    private async _addAsync(part: IRigModel): Promise<void> {
        if (this._disposed) {
            part.container.dispose();
            return;
        }
        this._added.push(part);
        this.model.meshes.push(...part.meshes);
        part.meshesByName.forEach((meshes, name) => this.model.meshesByName.set(name, meshes));
        part.materials.forEach((material, name) => this.model.materials.set(name, material));
        part.container.addAllToScene();
        this._take(part);
        this.onMeshesAddedObservable.notifyObservers(part.meshes);
        if (this._source.isCompiled) {
            await CompileAsync(part.meshes);
        }
    }

    /** Hangs meshes on the root, shades them, and makes them follow the face. */
    private _take({ container, meshes, meshesByName, materials }: IRigModel): void {
        const { rig, root, morphs } = this._source;
        const morphed = meshes.map((mesh) => MorphedMesh.Take(mesh, morphs, MidlineReach(rig.framing))).filter((mesh) => mesh !== null);
        for (const node of container.rootNodes) {
            node.parent = root;
        }
        for (const [name, material] of materials) {
            const preset = rig.materials[name] as MaterialPreset | undefined;
            if (preset) {
                ApplyMaterialPreset(material, preset);
            }
        }
        const follow = Object.fromEntries(Object.entries(rig.follow ?? {}).filter(([mesh]) => meshesByName.has(mesh)));
        const following = FollowingMesh.TakeAll(follow, [...this.morphed, ...morphed], (name) => this.meshesOf(name));
        this._following.push(...following);
        this.morphed.push(...morphed.filter(({ mesh }) => !following.some((one) => one.mesh === mesh)));
        this.options.setMeshes((name) => this.meshesOf(name));
        this.detail = this._detail.level;
    }
}
