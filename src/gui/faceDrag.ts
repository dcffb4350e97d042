import "@babylonjs/core/Culling/ray.js";
import { type PickingInfo } from "@babylonjs/core/Collisions/pickingInfo.js";
import { PointerEventTypes, type PointerInfoPre } from "@babylonjs/core/Events/pointerEvents.js";
import { Matrix, Vector3 } from "@babylonjs/core/Maths/math.vector.js";
import { type AbstractMesh } from "@babylonjs/core/Meshes/abstractMesh.js";
import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";
import { type Observer } from "@babylonjs/core/Misc/observable.js";
import { type FaceSide, GetSides } from "../face/asymmetry.js";
import { type ParameterGroup } from "../face/faceSchema.js";
import { type FaceCreator } from "../faceCreator/faceCreator.js";
import { DragResponse } from "../faceCreator/dragResponse.js";
import { VertexMoves } from "../faceCreator/vertexMoves.js";
import { DragGlow } from "./dragGlow.js";
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

/** A vertex of the head under the pointer. */
interface IHit {
    readonly mesh: AbstractMesh;
    readonly vertex: number;
    readonly point: Vector3;
}

/** Lets the player shape the face with the pointer on it: a ray finds the vertex, and the parameters that move it follow the hand. */
export class FaceDrag {
    private readonly _creator: FaceCreator;
    private readonly _editor: FaceEditor;
    private readonly _callbacks: IFaceDragCallbacks;
    private readonly _moves: VertexMoves;
    private readonly _response: DragResponse;
    private readonly _glow: DragGlow;
    private readonly _observer: Observer<PointerInfoPre>;
    private _drag: IDrag | undefined;
    private _lookedMs = 0;
    private _group: ParameterGroup | null = null;
    /** What the glow was computed for. */
    private _glowing = "";

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
        this._response = new DragResponse(creator.rig, this._moves);
        this._glow = new DragGlow(creator.scene, this._response.skin.mesh, color);
        this._observer = creator.scene.onPrePointerObservable.add((info) => this._handle(info)) as Observer<PointerInfoPre>;
    }

    /** Stops listening and removes the highlight. */
    public dispose(): void {
        this._observer.remove();
        this._glow.dispose();
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
        const { mesh, point } = hit;
        const { moves, side, parameters } = this._take(hit);
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

    /** What a drag of a vertex would move. */
    private _take({ mesh, vertex }: IHit): Pick<IDrag, "moves" | "side" | "parameters"> & { readonly group: ParameterGroup | null } {
        const { continuous } = this._creator.schema;
        const moves = this._moves.at(mesh, vertex);
        const group = ChooseGroup(moves, this._moves.peaks, continuous);
        const side = this._editor.sides.isApart ? this._moves.sideOf(mesh, vertex) : undefined;
        const parameters = continuous.flatMap(({ id, group: own, sided }, i) =>
            own === group && !this._editor.locks.has(id) && (sided || !side) ? [i] : [],
        );
        return { moves, side, parameters, group };
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
        this._putOut();
    }

    private _hover(info: PointerInfoPre): void {
        const now = performance.now();
        if (now - this._lookedMs < HoverMs || (info.event as PointerEvent).buttons !== 0) {
            return;
        }
        this._lookedMs = now;
        const hit = !info.skipOnPointerObservable && this._callbacks.isAllowed() ? this._pick() : undefined;
        const taken = hit && this._take(hit);
        if (hit && taken) {
            this._light(hit, taken);
        } else {
            this._putOut();
        }
        const group = taken?.group ?? null;
        if (group !== this._group) {
            this._group = group;
            this._callbacks.onHover(group);
        }
    }

    /** Lights what would follow; computed and uploaded only when that is another. */
    private _light({ mesh, vertex }: IHit, { moves, side, parameters }: ReturnType<FaceDrag["_take"]>): void {
        const glowing = `${mesh.uniqueId} ${vertex} ${side} ${parameters.join()}`;
        if (glowing !== this._glowing) {
            this._glowing = glowing;
            this._response.compute(moves, parameters, side);
            this._glow.show(this._response.shares);
        }
    }

    private _putOut(): void {
        this._glowing = "";
        this._glow.hide();
    }

    /** The vertex of the head that is nearest to the pointer's ray. */
    private _pick(): IHit | undefined {
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
        return { mesh, vertex, point: info.pickedPoint };
    }
}
