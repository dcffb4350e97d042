import { VertexBuffer } from "@babylonjs/core/Buffers/buffer.js";
import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { GlassesFit, type IGlassesMesh } from "./glassesFit.js";
import { GlassesPoints, ListGlassesVertices } from "./glassesPoints.js";
import { type HeadParts } from "./headParts.js";
import { IdentityPoints } from "./identityPoints.js";
import { UpdateBounds } from "./meshBounds.js";
import { type IMorphWeights } from "./morphedMesh.js";
import { type IRigFile, type IRigGlassesStyle } from "./rigFile.types.js";

/** A mesh of glasses in the scene. */
interface IWornMesh extends IGlassesMesh {
    readonly mesh: Mesh;
    readonly positions: Float32Array;
}

/** A pair that is loaded. */
interface IWornPair {
    readonly meshes: readonly IWornMesh[];
    readonly fit: GlassesFit;
}

/** The glasses that a head wears: loaded when they are first worn, fitted anew when the face's shape changes; expressions leave them where they are. */
export class HeadGlasses {
    private readonly _styles: readonly IRigGlassesStyle[];
    private readonly _pairs = new Map<IRigGlassesStyle, IWornPair>();
    private _identity: { readonly points: IdentityPoints; readonly face: GlassesPoints } | undefined;
    private _wanted: IRigGlassesStyle | null = null;
    private _shown: IRigGlassesStyle | null = null;
    private _isFitted = false;

    /**
     * @param _rig the rig
     * @param _parts its meshes
     */
    public constructor(
        private readonly _rig: IRigFile,
        private readonly _parts: HeadParts,
    ) {
        this._styles = _rig.glasses?.styles ?? [];
    }

    /** Id of the pair that is asked for, or null. */
    public get worn(): string | null {
        return this._wanted?.id ?? null;
    }

    public set worn(id: string | null) {
        this._wanted = id === null ? null : this._styleOf(id);
    }

    /**
     * Loads a pair.
     * @param id its id
     * @throws FaceCreatorError E_ARGUMENT when there is no such pair, E_READ or E_RIG_FORMAT when its file does not load or is another
     */
    public async loadAsync(id: string): Promise<void> {
        const { frame, lenses } = this._styleOf(id);
        await this._parts.pieces.loadAsync([frame, lenses]);
    }

    /** Says that the face has another shape from now on. */
    public faceChanged(): void {
        this._isFitted = false;
    }

    /**
     * Shows what is asked for, where it is loaded; else asks for it, and what was worn before stays.
     * @param showIdentity puts the joints where the face without expressions puts them, and gives the weights of its morph targets; called where they are needed
     */
    public apply(showIdentity: () => IMorphWeights): void {
        const wanted = this._wanted;
        const { pieces } = this._parts;
        const isLoaded = wanted === null || (pieces.has(wanted.frame) && pieces.has(wanted.lenses));
        if (!isLoaded) {
            pieces.request([wanted.frame, wanted.lenses]);
        } else if (wanted !== this._shown) {
            this._enable(this._shown, false);
            this._enable(wanted, true);
            this._shown = wanted;
            this._isFitted = false;
        }
        if (this._shown && !this._isFitted) {
            this._fit(this._shown, showIdentity());
            this._isFitted = true;
        }
    }

    private _fit(style: IRigGlassesStyle, weights: IMorphWeights): void {
        const { points, face } = (this._identity ??= this._findIdentity());
        const { meshes, fit } = this._pairOf(style);
        points.update(weights);
        const place = fit.place(face);
        for (const worn of meshes) {
            fit.apply(worn, place, worn.positions);
            worn.mesh.updateVerticesData(VertexBuffer.PositionKind, worn.positions);
            UpdateBounds(worn.mesh, worn.positions);
        }
    }

    private _enable(style: IRigGlassesStyle | null, isEnabled: boolean): void {
        for (const { mesh } of style ? this._pairOf(style).meshes : []) {
            mesh.setEnabled(isEnabled);
        }
    }

    private _pairOf(style: IRigGlassesStyle): IWornPair {
        let pair = this._pairs.get(style);
        if (!pair) {
            const glasses = this._glasses();
            const meshes = [style.frame, style.lenses].flatMap((name) => this._parts.meshesOf(name)).map(ReadMesh);
            const { rest } = this._skin();
            const average = ListGlassesVertices(glasses).flatMap((v) => [...rest.subarray(3 * v, 3 * v + 3)]);
            pair = { meshes, fit: new GlassesFit(meshes, new GlassesPoints(glasses, average)) };
            this._pairs.set(style, pair);
        }
        return pair;
    }

    private _findIdentity(): NonNullable<HeadGlasses["_identity"]> {
        const glasses = this._glasses();
        const points = new IdentityPoints(this._skin(), ListGlassesVertices(glasses), this._rig.nuisance.pose.bone);
        return { points, face: new GlassesPoints(glasses, points.positions) };
    }

    private _skin(): HeadParts["morphed"][number] {
        const { skin } = this._glasses();
        const morphed = this._parts.morphed.find(({ mesh }) => this._parts.meshesOf(skin).includes(mesh));
        if (!morphed) {
            throw new FaceCreatorError(
                "E_RIG_FORMAT",
                "glasses are fitted to a mesh without morph targets:",
                skin,
                "name the mesh of the skin in the rig file's glasses.skin",
            );
        }
        return morphed;
    }

    private _glasses(): NonNullable<IRigFile["glasses"]> {
        const { glasses } = this._rig;
        if (!glasses) {
            throw new FaceCreatorError("E_ARGUMENT", "the head has no glasses:", this._rig.id, "leave them out, or give its rig file some");
        }
        return glasses;
    }

    private _styleOf(id: string): IRigGlassesStyle {
        const style = this._styles.find((one) => one.id === id);
        if (!style) {
            const known = this._styles.map((one) => one.id).join(", ") || "none";
            throw new FaceCreatorError("E_ARGUMENT", "the head has no glasses", id, `use one of those it has: ${known}`);
        }
        return style;
    }
}

/** Takes a mesh as it was loaded. */
function ReadMesh(mesh: Mesh): IWornMesh {
    const rest = Float32Array.from(mesh.getVerticesData(VertexBuffer.PositionKind) ?? []);
    const holds = mesh.getVerticesData(VertexBuffer.UV2Kind);
    if (!holds) {
        throw new FaceCreatorError(
            "E_RIG_FORMAT",
            "a mesh of glasses does not say how it follows the fit:",
            mesh.name,
            "put it into TEXCOORD_1",
        );
    }
    const positions = rest.slice();
    mesh.setVerticesData(VertexBuffer.PositionKind, positions, true);
    mesh.removeVerticesData(VertexBuffer.UV2Kind);
    // What the loader read may share the GPU's memory.
    return {
        mesh,
        rest,
        holds: Float32Array.from(holds, (x) => Math.round(2 ** 14 * x) / 2 ** 14),
        triangles: mesh.getIndices() ?? [],
        positions,
    };
}
