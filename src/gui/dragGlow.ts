import { VertexBuffer } from "@babylonjs/core/Buffers/buffer.js";
import { StandardMaterial } from "@babylonjs/core/Materials/standardMaterial.js";
import { Color3 } from "@babylonjs/core/Maths/math.color.js";
import { Mesh } from "@babylonjs/core/Meshes/mesh.js";
import { type Scene } from "@babylonjs/core/scene.js";

/** Opacity where the face follows the hand fully, and the share of that from which on it is seen. */
const MostAlpha = 0.45;
const LeastShare = 0.12;

/** What of the skin the glow shares with it: it follows every change of the face by itself. */
const SharedKinds = [
    VertexBuffer.PositionKind,
    VertexBuffer.NormalKind,
    VertexBuffer.MatricesIndicesKind,
    VertexBuffer.MatricesWeightsKind,
    VertexBuffer.MatricesIndicesExtraKind,
    VertexBuffer.MatricesWeightsExtraKind,
];

/** A soft light on the skin, stronger where more of it follows a hand. It draws the skin's own buffers once more; only its colours are its own. */
export class DragGlow {
    private readonly _mesh: Mesh;
    private readonly _colors: Float32Array;

    /**
     * @param scene the scene
     * @param skin the skin of the head
     * @param color colour of the light, #rrggbb
     */
    public constructor(scene: Scene, skin: Mesh, color: string) {
        const mesh = new Mesh("faceCreator.glow", scene);
        for (const kind of SharedKinds) {
            const own = skin.getVertexBuffer(kind);
            if (own) {
                const { byteOffset: offset, byteStride: stride, type, normalized } = own;
                const view = { offset, stride, size: own.getSize(), type, normalized, useBytes: true };
                mesh.setVerticesBuffer(new VertexBuffer(scene.getEngine(), own.getWrapperBuffer(), kind, view));
            }
        }
        this._colors = new Float32Array(4 * skin.getTotalVertices()).fill(1);
        mesh.setVerticesData(VertexBuffer.ColorKind, this._colors, true, 4);
        mesh.setIndices(skin.getIndices() ?? []);
        mesh.parent = skin;
        mesh.skeleton = skin.skeleton;
        mesh.numBoneInfluencers = skin.numBoneInfluencers;
        mesh.sideOrientation = skin.sideOrientation;
        mesh.layerMask = skin.layerMask;
        mesh.renderingGroupId = skin.renderingGroupId;
        mesh.alwaysSelectAsActiveMesh = true;
        mesh.hasVertexAlpha = true;
        mesh.isPickable = false;
        mesh.isVisible = false;
        const material = new StandardMaterial("faceCreator.glow", scene);
        material.emissiveColor = Color3.FromHexString(color);
        material.disableLighting = true;
        material.disableDepthWrite = true;
        material.zOffset = -2;
        mesh.material = material;
        this._mesh = mesh;
    }

    /**
     * Lights the skin; uploads its colours once.
     * @param shares how far each vertex follows, 0..1
     */
    public show(shares: Float32Array): void {
        shares.forEach((share, vertex) => {
            const t = Math.max(0, share - LeastShare) / (1 - LeastShare);
            this._colors[4 * vertex + 3] = MostAlpha * t * t * (3 - 2 * t);
        });
        this._mesh.updateVerticesData(VertexBuffer.ColorKind, this._colors);
        this._mesh.isVisible = true;
    }

    /** Puts the light out. */
    public hide(): void {
        this._mesh.isVisible = false;
    }

    /** Removes it; what it shares with the skin stays. */
    public dispose(): void {
        this._mesh.dispose(false, true);
    }
}
