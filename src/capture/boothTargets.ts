import { RenderTargetTexture } from "@babylonjs/core/Materials/Textures/renderTargetTexture.js";
import { Texture } from "@babylonjs/core/Materials/Textures/texture.js";
import { type Scene } from "@babylonjs/core/scene.js";

import { type LabelMaterials } from "./labelMaterials.js";

/** Samples a pixel at the edges of triangles. */
const Samples = 4;

/** Pictures up to this size are drawn twice as large and averaged, which smooths textures too and not only edges. */
const LargestDoubled = 256;

/** A render target for pictures. */
export interface IPictureTarget {
    readonly texture: RenderTargetTexture;
    /** The target's side is `factor` times the picture's. */
    readonly factor: number;
}

/** The render targets of the photo booth: one for each size, kept, because what is compiled for a target is kept with it. */
export class BoothTargets {
    private readonly _pictures = new Map<number, IPictureTarget>();
    private readonly _labels = new Map<number, RenderTargetTexture>();

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
     * @returns the target; owned here
     */
    public picture(size: number): IPictureTarget {
        let target = this._pictures.get(size);
        if (!target) {
            const factor = size <= LargestDoubled ? 2 : 1;
            const texture = this._create(`picture${size}`, size * factor);
            texture.samples = Samples;
            target = { texture, factor };
            this._pictures.set(size, target);
        }
        return target;
    }

    /**
     * The target for label maps of a size: no antialiasing, label materials, and only the meshes that have one.
     * @param size side of the map
     * @returns the target; owned here
     */
    public labels(size: number): RenderTargetTexture {
        let target = this._labels.get(size);
        if (!target) {
            target = this._create(`labels${size}`, size);
            for (const [mesh, material] of this._labelMaterials.byMesh) {
                target.setMaterialForRendering(mesh, material);
            }
            target.renderList = [...this._labelMaterials.byMesh.keys()];
            this._labels.set(size, target);
        }
        return target;
    }

    /** Frees targets and label materials. */
    public dispose(): void {
        for (const target of [...[...this._pictures.values()].map(({ texture }) => texture), ...this._labels.values()]) {
            target.dispose();
        }
        this._labelMaterials.dispose();
    }

    private _create(name: string, side: number): RenderTargetTexture {
        const texture = new RenderTargetTexture(name, side, this._scene, { generateMipMaps: false, samplingMode: Texture.NEAREST_SAMPLINGMODE });
        texture.ignoreCameraViewport = true;
        return texture;
    }
}
