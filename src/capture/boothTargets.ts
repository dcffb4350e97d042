import { RenderTargetTexture } from "@babylonjs/core/Materials/Textures/renderTargetTexture.js";
import { Texture } from "@babylonjs/core/Materials/Textures/texture.js";
import { type AbstractMesh } from "@babylonjs/core/Meshes/abstractMesh.js";
import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";
import { type Scene } from "@babylonjs/core/scene.js";

import { LabelLayer, type LabelMaterials, PictureLayer } from "./labelMaterials.js";

/** Samples a pixel at the edges of triangles, where the picture is not drawn larger. */
const EdgeSamples = 4;

/**
 * Pictures up to this size are drawn twice as large and averaged, which smooths textures and highlights too and not only edges.
 * Drawn by a CPU it costs the same as samples at edges alone.
 */
const LargestDoubled = 512;

/** Where the booth draws, and what. */
export interface IBoothTarget {
    readonly texture: RenderTargetTexture;
    /** The texture's side is `factor` times the picture's. */
    readonly factor: number;
    /** Layer that the camera shows. */
    readonly layer: number;
    /** Meshes that have been drawn here. */
    readonly drawn: Set<AbstractMesh>;
}

/** The render targets of the photo booth: one for each size, kept, because what is compiled for a target is kept with it. */
export class BoothTargets {
    private readonly _pictures = new Map<string, IBoothTarget>();
    private readonly _labels = new Map<number, IBoothTarget>();

    /**
     * @param _scene the booth's scene
     * @param _labelMaterials materials for label maps; disposed with the targets
     */
    public constructor(
        private readonly _scene: Scene,
        private readonly _labelMaterials: LabelMaterials,
    ) {}

    /**
     * The target for pictures of a size.
     * @param size side of the picture
     * @param antialias false for one sample a pixel
     * @returns the target; owned here
     */
    public picture(size: number, antialias: boolean): IBoothTarget {
        const name = `picture${size}${antialias ? "" : "aliased"}`;
        let target = this._pictures.get(name);
        if (!target) {
            const factor = antialias && size <= LargestDoubled ? 2 : 1;
            const texture = this._create(name, size * factor);
            texture.samples = antialias && factor === 1 ? EdgeSamples : 1;
            target = { texture, factor, layer: PictureLayer, drawn: new Set() };
            this._pictures.set(name, target);
        }
        return target;
    }

    /**
     * The target for label maps of a size: no antialiasing, label materials, and only the meshes that have one.
     * @param size side of the map
     * @returns the target; owned here
     */
    public labels(size: number): IBoothTarget {
        let target = this._labels.get(size);
        if (!target) {
            const texture = this._create(`labels${size}`, size);
            for (const [mesh, material] of this._labelMaterials.byMesh) {
                texture.setMaterialForRendering(mesh, material);
            }
            target = { texture, factor: 1, layer: LabelLayer, drawn: new Set() };
            this._labels.set(size, target);
        }
        return target;
    }

    /**
     * Takes meshes that came later into the targets there are.
     * @param meshes meshes that have their label materials
     */
    public add(meshes: readonly Mesh[]): void {
        for (const { texture } of this._labels.values()) {
            for (const mesh of meshes) {
                const material = this._labelMaterials.byMesh.get(mesh);
                if (material) {
                    texture.setMaterialForRendering(mesh, material);
                }
            }
        }
    }

    /** Frees targets and label materials. */
    public dispose(): void {
        for (const { texture } of [...this._pictures.values(), ...this._labels.values()]) {
            texture.dispose();
        }
        this._labelMaterials.dispose();
    }

    private _create(name: string, side: number): RenderTargetTexture {
        const texture = new RenderTargetTexture(name, side, this._scene, {
            generateMipMaps: false,
            samplingMode: Texture.NEAREST_SAMPLINGMODE,
        });
        texture.ignoreCameraViewport = true;
        return texture;
    }
}
