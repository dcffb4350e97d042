import { VertexBuffer } from "@babylonjs/core/Buffers/buffer.js";
import { PBRMaterial } from "@babylonjs/core/Materials/PBR/pbrMaterial.js";
import { ShaderLanguage } from "@babylonjs/core/Materials/shaderLanguage.js";
import { ShaderMaterial } from "@babylonjs/core/Materials/shaderMaterial.js";
import { Texture } from "@babylonjs/core/Materials/Textures/texture.js";
import { Matrix, Vector2, Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";
import { type Scene } from "@babylonjs/core/scene.js";

import { PartLabels } from "../face/partLabels.js";
import { type HeadRig } from "../rig/HeadRig.js";
import { type RigLabel } from "../rig/rigFile.types.js";
import { LabelGlsl, LabelUniforms, LabelWgsl, RestXKind } from "./labelShaders.js";
import { LabelStep } from "./pixels.js";

/** Layer of everything that pictures show. */
export const PictureLayer = 1;

/** Layer of the meshes that label maps show. */
export const LabelLayer = 2;

/** The materials that draw a head's part labels, by mesh. A mesh that has none is not on the label layer. */
export class LabelMaterials {
    /** Material of each mesh that has a label. */
    public readonly byMesh: ReadonlyMap<Mesh, ShaderMaterial>;
    private readonly _byMesh = new Map<Mesh, ShaderMaterial>();
    private readonly _textures = new Map<string, Texture>();

    /**
     * Makes the materials. Call it while the head is in rest pose and shows the average face.
     * @param _scene the booth's scene
     * @param _head the head
     */
    public constructor(
        private readonly _scene: Scene,
        private readonly _head: HeadRig,
    ) {
        this.byMesh = this._byMesh;
        this.add(_head.meshes);
    }

    /**
     * Makes the materials of more meshes of the head, which are in rest shape.
     * @param meshes the meshes
     */
    public add(meshes: readonly Mesh[]): void {
        for (const mesh of meshes) {
            mesh.layerMask = PictureLayer;
        }
        const { labels, glasses } = this._head.rig;
        const other: RigLabel = { kind: "constant", label: PartLabels.other };
        const frames = (glasses?.styles ?? []).map(({ frame }): [string, RigLabel] => [frame, other]);
        for (const [name, label] of [...Object.entries(labels), ...frames]) {
            for (const mesh of label.kind === "hidden" ? [] : this._head.meshesOf(name)) {
                if (meshes.includes(mesh)) {
                    mesh.layerMask = PictureLayer | LabelLayer;
                    this._byMesh.set(mesh, this._create(mesh, label, this._head.rig.alphaCutoff[name]));
                }
            }
        }
    }

    /** Frees materials and label textures. */
    public dispose(): void {
        for (const material of this.byMesh.values()) {
            material.dispose();
        }
        for (const texture of this._textures.values()) {
            texture.dispose();
        }
    }

    private _create(mesh: Mesh, label: RigLabel, cutoff: number | undefined): ShaderMaterial {
        const looks = mesh.material instanceof PBRMaterial ? mesh.material : null;
        const alpha = cutoff === undefined ? null : (looks?.albedoTexture ?? null);
        const defines = [
            ...(label.kind === "sides" ? ["#define LABEL_SIDES"] : []),
            ...(label.kind === "texture" ? ["#define LABEL_TEXTURE"] : []),
            ...(alpha ? ["#define LABEL_CUTOFF"] : []),
        ];
        const isWebGpu = this._scene.getEngine().isWebGPU;
        const shaders = isWebGpu ? LabelWgsl : LabelGlsl;
        const material = new ShaderMaterial(
            `labels_${mesh.name}`,
            this._scene,
            { vertexSource: shaders.vertex, fragmentSource: shaders.fragment },
            {
                attributes: [VertexBuffer.PositionKind, VertexBuffer.UVKind, ...(label.kind === "sides" ? [RestXKind] : [])],
                uniforms: LabelUniforms,
                samplers: [...(label.kind === "texture" ? ["labelTexture"] : []), ...(alpha ? ["alphaTexture"] : [])],
                defines,
                shaderLanguage: isWebGpu ? ShaderLanguage.WGSL : ShaderLanguage.GLSL,
            },
        );
        material.setVector2("labels", LabelReds(label));
        if (label.kind === "sides") {
            SetRestX(mesh, this._head);
        }
        if (label.kind === "texture") {
            material.setTexture("labelTexture", this._texture(label.file));
        }
        if (alpha) {
            material.setTexture("alphaTexture", alpha);
            material.setFloat("cutoff", cutoff ?? 0);
        }
        if (looks) {
            material.backFaceCulling = looks.backFaceCulling;
            material.sideOrientation = looks.sideOrientation;
            material.zOffset = looks.zOffset;
            material.zOffsetUnits = looks.zOffsetUnits;
        }
        return material;
    }

    private _texture(file: string): Texture {
        let texture = this._textures.get(file);
        if (!texture) {
            texture = new Texture(this._head.baseUrl + file, this._scene, true, false, Texture.NEAREST_SAMPLINGMODE);
            this._textures.set(file, texture);
        }
        return texture;
    }
}

function LabelReds(label: RigLabel): Vector2 {
    switch (label.kind) {
        case "constant":
            return new Vector2(label.label, label.label).scaleInPlace(LabelStep / 255);
        case "sides":
            return new Vector2(label.left, label.right).scaleInPlace(LabelStep / 255);
        default:
            return Vector2.Zero();
    }
}

/** Keeps x of the rest pose, in rig space, as an attribute: identity morphs move the positions themselves. */
function SetRestX(mesh: Mesh, head: HeadRig): void {
    const positions = mesh.getVerticesData(VertexBuffer.PositionKind) ?? [];
    const toRig = Matrix.Identity();
    if (!mesh.skeleton) {
        head.root.computeWorldMatrix(true);
        mesh.computeWorldMatrix(true).multiplyToRef(Matrix.Invert(head.root.getWorldMatrix()), toRig);
    }
    const restX = new Float32Array(positions.length / 3);
    const point = new Vector3();
    for (let i = 0; i < restX.length; i++) {
        Vector3.TransformCoordinatesFromFloatsToRef(positions[3 * i], positions[3 * i + 1], positions[3 * i + 2], toRig, point);
        restX[i] = point.x;
    }
    mesh.setVerticesData(RestXKind, restX, false, 1);
}
