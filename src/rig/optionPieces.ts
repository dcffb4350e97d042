import { Observable } from "@babylonjs/core/Misc/observable.js";
import { Logger } from "@babylonjs/core/Misc/logger.js";
import { type Scene } from "@babylonjs/core/scene.js";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { FetchPieceAsync } from "./fetchPiece.js";
import { type IRigFile, type IRigPiece } from "./rigFile.types.js";
import { type IRigModel } from "./rigModel.js";
import { ReadRigPieceAsync } from "./rigPiece.js";

/** Milliseconds after which a piece that did not load is asked for again without being waited for. */
const RetryAfter = 5000;

/** The files of a head that are loaded when a face needs them. */
export class OptionPieces {
    /** Told of each piece that was asked for with {@link request} and did not load. */
    public readonly onFailedObservable = new Observable<FaceCreatorError>();

    private readonly _byMesh = new Map<string, IRigPiece>();
    private readonly _byFile = new Map<string, IRigPiece>();
    private readonly _loaded = new Set<IRigPiece>();
    private readonly _loading = new Map<IRigPiece, Promise<void>>();
    private readonly _failedMs = new Map<IRigPiece, number>();
    private _disposed = false;

    /**
     * @param _scene scene of the head
     * @param rig the rig
     * @param _baseUrl URL of the folder of its files, ending in `/`
     * @param _model the model
     * @param _onReadAsync takes each piece, also its disposal, before it counts as loaded
     * @param _onLoaded told when a piece can be shown
     */
    public constructor(
        private readonly _scene: Scene,
        rig: IRigFile,
        private readonly _baseUrl: string,
        private readonly _model: IRigModel,
        private readonly _onReadAsync: (part: IRigModel) => Promise<void>,
        private readonly _onLoaded: () => void,
    ) {
        for (const piece of rig.pieces ?? []) {
            this._byFile.set(piece.file, piece);
            piece.meshes.forEach((mesh) => this._byMesh.set(mesh, piece));
        }
    }

    /**
     * Whether a mesh can be shown.
     * @param mesh node name
     * @returns false when its piece is not loaded
     */
    public has(mesh: string): boolean {
        const piece = this._byMesh.get(mesh);
        return piece === undefined || this._loaded.has(piece);
    }

    /**
     * Loads the pieces that some meshes are in, and those that they need.
     * @param meshes node names
     * @throws FaceCreatorError E_READ when a file does not load, E_RIG_FORMAT when it is not what the rig file says; a later call tries again
     */
    public async loadAsync(meshes: readonly string[]): Promise<void> {
        const pieces = new Set(meshes.map((mesh) => this._byMesh.get(mesh)).filter((piece) => piece !== undefined));
        await Promise.all([...pieces].map((piece) => this._loadOnceAsync(piece)));
    }

    /** Loads every piece; throws as {@link loadAsync}. */
    public async loadAllAsync(): Promise<void> {
        await this.loadAsync([...this._byMesh.keys()]);
    }

    /**
     * Starts to load the pieces that some meshes are in, without waiting; failures are logged and told. A piece that failed is left alone for a while.
     * @param meshes node names
     */
    public request(meshes: readonly string[]): void {
        for (const mesh of meshes) {
            const piece = this._byMesh.get(mesh);
            const isIdle = piece && !this._loaded.has(piece) && !this._loading.has(piece);
            if (isIdle && performance.now() - (this._failedMs.get(piece) ?? -Infinity) > RetryAfter) {
                void this._tryAsync(piece);
            }
        }
    }

    /** Pieces under way are dropped when they arrive. */
    public dispose(): void {
        this._disposed = true;
        this.onFailedObservable.clear();
    }

    private async _tryAsync(piece: IRigPiece): Promise<void> {
        try {
            await this._loadOnceAsync(piece);
        } catch (error) {
            if (!this._disposed && error instanceof FaceCreatorError) {
                Logger.Error(error.message);
                this.onFailedObservable.notifyObservers(error);
            }
        }
    }

    private async _loadOnceAsync(piece: IRigPiece): Promise<void> {
        if (this._loaded.has(piece)) {
            return;
        }
        let loading = this._loading.get(piece);
        if (!loading) {
            loading = this._loadAsync(piece);
            this._loading.set(piece, loading);
        }
        try {
            await loading;
        } catch (error) {
            this._failedMs.set(piece, performance.now());
            throw error;
        } finally {
            this._loading.delete(piece);
        }
    }

    private async _loadAsync(piece: IRigPiece): Promise<void> {
        const url = this._baseUrl + piece.file;
        const needed = (piece.needs ?? []).map((file) => this._byFile.get(file)).filter((one) => one !== undefined);
        const [bytes] = await Promise.all([FetchPieceAsync(url, piece), ...needed.map((one) => this._loadOnceAsync(one))]);
        this._checkAlive(url);
        const part = await ReadRigPieceAsync(this._scene, bytes, url, piece, this._model);
        await this._onReadAsync(part);
        this._checkAlive(url);
        this._loaded.add(piece);
        this._onLoaded();
    }

    private _checkAlive(url: string): void {
        if (this._disposed) {
            throw new FaceCreatorError("E_DISPOSED", "the head was disposed while it loaded", url, "create a new HeadRig");
        }
    }
}
