import "@babylonjs/core/Culling/ray.js";
import { type PickingInfo } from "@babylonjs/core/Collisions/pickingInfo.js";
import { PointerEventTypes, type PointerInfoPre } from "@babylonjs/core/Events/pointerEvents.js";
import { StandardMaterial } from "@babylonjs/core/Materials/standardMaterial.js";
import { Color3 } from "@babylonjs/core/Maths/math.color.js";
import { Matrix, Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { type AbstractMesh } from "@babylonjs/core/Meshes/abstractMesh.js";
import { CreateDisc } from "@babylonjs/core/Meshes/Builders/discBuilder.js";
import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";
import { type Observer } from "@babylonjs/core/Misc/observable.js";
import { type FaceSide, GetSides } from "../face/asymmetry.js";
import { type ParameterGroup } from "../face/faceSchema.js";
import { type FaceCreator } from "../faceCreator/faceCreator.js";
import { VertexMoves } from "../faceCreator/vertexMoves.js";
import { type FaceEditor } from "./faceEditor.js";
import { MoveSides } from "./sideEditing.js";
import { ChooseGroup, SolveDrag } from "./solveDrag.js";

/** What dragging on the face calls. */
export interface IFaceDragCallbacks {
    /** Whether the face may be shaped now. */
    readonly isAllowed: () => boolean;
    /** The pointer is over a part of the face, or over none. */
    readonly onHover: (group: ParameterGroup | null) => void;
}

/** Shortest time between two looks at what the pointer is over: each one goes through the triangles of the head. */
const HoverMs = 100;
/** Radius of the highlight in metres of the head. */
const SpotRadius = 0.011;

interface IDrag {
    readonly point: Vector3;
    readonly moves: Float32Array;
    readonly parameters: readonly number[];
    readonly values: readonly number[];
    readonly mesh: AbstractMesh;
    readonly pointerId: number;
    /** The side that follows; undefined: both. */
    readonly side: FaceSide | undefined;
}

/** Lets the player shape the face with the pointer on it: a ray finds the vertex, and the parameters that move it follow the hand. */
export class FaceDrag {
    private readonly _creator: FaceCreator;
    private readonly _editor: FaceEditor;
    private readonly _callbacks: IFaceDragCallbacks;
    private readonly _moves: VertexMoves;
    private readonly _spot: Mesh;
    private readonly _observer: Observer<PointerInfoPre>;
    private _drag: IDrag | undefined;
    private _lookedMs = 0;
    private _group: ParameterGroup | null = null;

    /**
     * @param creator the face creator
     * @param editor the player's hand on the face
     * @param callbacks what to call
     * @param color colour of the highlight, #rrggbb
     */
    public constructor(creator: FaceCreator, editor: FaceEditor, callbacks: IFaceDragCallbacks, color: string) {
        this._creator = creator;
        this._editor = editor;
        this._callbacks = callbacks;
        this._moves = new VertexMoves(creator.rig);
        this._spot = CreateSpot(creator, color);
        this._observer = creator.scene.onPrePointerObservable.add((info) => this._handle(info)) as Observer<PointerInfoPre>;
    }

    /** Stops listening and removes the highlight. */
    public dispose(): void {
        this._observer.remove();
        this._spot.material?.dispose();
        this._spot.dispose();
    }

    private _handle(info: PointerInfoPre): void {
        const event = info.event as PointerEvent;
        if (info.type === PointerEventTypes.POINTERDOWN && !info.skipOnPointerObservable && event.button === 0) {
            this._begin(info, event);
        } else if (info.type === PointerEventTypes.POINTERMOVE) {
            if (this._drag) {
                info.skipOnPointerObservable = true;
                this._follow(this._drag);
            } else {
                this._hover(info);
            }
        } else if (info.type === PointerEventTypes.POINTERUP && this._drag) {
            info.skipOnPointerObservable = true;
            this._drag = undefined;
            this._editor.commit();
        }
    }

    private _begin(info: PointerInfoPre, event: PointerEvent): void {
        const hit = this._callbacks.isAllowed() ? this._pick() : undefined;
        if (!hit) {
            return;
        }
        const { continuous } = this._creator.schema;
        const { mesh, vertex, point } = hit;
        const moves = this._moves.at(mesh, vertex);
        const group = ChooseGroup(moves, this._moves.peaks, continuous);
        const side = this._editor.sides.isApart ? this._moves.sideOf(mesh, vertex) : undefined;
        const parameters = continuous.flatMap(({ id, group: own, sided }, i) =>
            own === group && !this._editor.locks.has(id) && (sided || !side) ? [i] : [],
        );
        const { face } = this._editor;
        this._drag = {
            point,
            moves,
            parameters,
            mesh,
            side,
            values: parameters.map((i) => (side ? GetSides(face, continuous[i].id)[side] : (face.shape[continuous[i].id] ?? 0.5))),
            pointerId: event.pointerId,
        };
        info.skipOnPointerObservable = true;
    }

    private _follow({ point, moves, parameters, values, mesh, side }: IDrag): void {
        const { scene } = this._creator;
        const camera = scene.activeCamera;
        if (!camera) {
            return;
        }
        // Where the hand is, on the plane through the point that was taken, facing the camera.
        const ray = scene.createPickingRay(scene.pointerX, scene.pointerY, Matrix.Identity(), camera);
        const normal = camera.getForwardRay().direction;
        const along = Vector3.Dot(point.subtract(ray.origin), normal) / Vector3.Dot(ray.direction, normal);
        const moved = ray.origin.add(ray.direction.scale(along)).subtract(point);
        const local = Vector3.TransformNormal(moved, Matrix.Invert(mesh.getWorldMatrix()));
        const steps = SolveDrag(moves, parameters, [local.x, local.y, local.z]);
        const { continuous } = this._creator.schema;
        const shape = Object.fromEntries(
            parameters.map((i, k) => [continuous[i].id, Math.min(1, Math.max(0, values[k] + 0.5 * steps[k]))]),
        );
        this._editor.input(side ? MoveSides(this._editor.face, shape, side) : { shape });
        this._spot.isVisible = false;
    }

    private _hover(info: PointerInfoPre): void {
        const now = performance.now();
        if (now - this._lookedMs < HoverMs || (info.event as PointerEvent).buttons !== 0) {
            return;
        }
        this._lookedMs = now;
        const hit = !info.skipOnPointerObservable && this._callbacks.isAllowed() ? this._pick() : undefined;
        this._spot.isVisible = hit !== undefined;
        if (hit) {
            this._spot.setAbsolutePosition(hit.point);
            this._spot.lookAt(hit.point.subtract(hit.normal));
        }
        const group = hit ? ChooseGroup(this._moves.at(hit.mesh, hit.vertex), this._moves.peaks, this._creator.schema.continuous) : null;
        if (group !== this._group) {
            this._group = group;
            this._callbacks.onHover(group);
        }
    }

    /** The vertex of the head that is nearest to the pointer's ray. */
    private _pick(): { mesh: AbstractMesh; vertex: number; point: Vector3; normal: Vector3 } | undefined {
        const { scene, rig } = this._creator;
        const ray = scene.createPickingRay(scene.pointerX, scene.pointerY, Matrix.Identity(), scene.activeCamera);
        const meshes = rig.morphedMeshes.map(({ mesh }) => mesh).filter((mesh) => mesh.isEnabled() && mesh.isVisible);
        const info: PickingInfo | null = scene.pickWithRay(ray, (mesh) => meshes.includes(mesh as Mesh));
        const mesh = info?.pickedMesh;
        const indices = mesh?.getIndices();
        if (!info?.hit || !mesh || !indices || !info.pickedPoint) {
            return undefined;
        }
        const weights = [1 - info.bu - info.bv, info.bu, info.bv];
        const vertex = indices[3 * info.faceId + weights.indexOf(Math.max(...weights))];
        return { mesh, vertex, point: info.pickedPoint, normal: info.getNormal(true) ?? ray.direction.negate() };
    }
}

/** A soft round light on the skin. */
function CreateSpot(creator: FaceCreator, color: string): Mesh {
    const { scene, rig } = creator;
    const size = rig.root.computeWorldMatrix(true).getRow(1)?.length() ?? 1;
    const spot = CreateDisc("faceCreator.spot", { radius: SpotRadius * size, tessellation: 24, sideOrientation: 2 }, scene);
    const material = new StandardMaterial("faceCreator.spot", scene);
    material.emissiveColor = Color3.FromHexString(color);
    material.disableLighting = true;
    material.alpha = 0.35;
    material.zOffset = -4;
    spot.material = material;
    spot.isPickable = false;
    spot.isVisible = false;
    return spot;
}
