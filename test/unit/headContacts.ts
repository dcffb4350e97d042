import { VertexBuffer } from "@babylonjs/core/Buffers/buffer.js";
import { type Mesh } from "@babylonjs/core/Meshes/mesh.js";
import { CreateAverageFace, EditFace } from "../../src/face/createFace.js";
import { type HeadRig } from "../../src/rig/HeadRig.js";
import { ContactDistances, FindContacts, type IContacts, PosedPositions } from "./headGeometry.js";

/** Where surfaces of the head may go into each other: the lids' outside and their inner walls into the eyeball, teeth and gums into the lips, hair into the scalp. */
export type ContactPlace = "lids" | "lidWalls" | "teeth" | "hair";

/** How far (metres) points may be from the other surface on the average face to count. */
const Reach = { lids: 0.003, lidWalls: 0.003, teeth: 0.012, hair: 0.01 } as const;
/** Cosine between a lid's normal and the way from the eyeball above which it is outside. */
const Outside = 0.2;
/** Every so many vertices of hair are looked at. */
const HairStep = 4;

/** Points of a mesh that lie before another surface on the average face. */
export interface IContactPair {
    readonly place: ContactPlace;
    readonly mesh: Mesh;
    readonly surface: Mesh;
    readonly contacts: IContacts;
}

/**
 * Finds which points of a mesh may go into which triangles of another.
 * @param head the built head; it shows the same face afterwards
 * @param place what is looked at
 * @param name of the mesh whose points are looked at
 * @param surfaceName of the other mesh
 * @returns the pair
 */
export function FindContactPair(head: HeadRig, place: ContactPlace, name: string, surfaceName: string): IContactPair {
    const shown = head.face;
    head.applyFace(EditFace(head.schema, CreateAverageFace(head.schema), { style: shown.style }));
    const [mesh, surface] = [head.meshesOf(name)[0], head.meshesOf(surfaceName)[0]];
    const [positions, other] = [PosedPositions(mesh), PosedPositions(surface)];
    const step = place === "hair" ? HairStep : 1;
    const points = Array.from({ length: Math.floor(positions.length / 3 / step) }, (_, i) => step * i);
    const indices = surface.getIndices() ?? [];
    const found = FindContacts(points, positions, other, indices, Reach[place]);
    const near = place === "hair" ? WithoutEars(head, surface, found) : found;
    const distances = ContactDistances(near, positions, other, indices);
    const isOutside = OutsideOfEyes(mesh, positions, other);
    const isBefore = (_: unknown, i: number): boolean =>
        distances[i] >= 0 && (!place.startsWith("lid") || isOutside(near.points[i]) === (place === "lids"));
    head.applyFace(shown);
    return { place, mesh, surface, contacts: { points: near.points.filter(isBefore), triangles: near.triangles.filter(isBefore) } };
}

/** Hair hangs over ears, and ears that stand out part it: what the parameter of standing ears moves by a millimetre is no scalp. */
function WithoutEars(head: HeadRig, surface: Mesh, { points, triangles }: IContacts): IContacts {
    const shown = head.face;
    const rest = PosedPositions(surface);
    head.applyFace({ ...shown, shape: { "face.earFlap": 1 } });
    const flapped = PosedPositions(surface);
    head.applyFace(shown);
    const indices = surface.getIndices() ?? [];
    const isEar = (triangle: number): boolean =>
        [0, 1, 2].some((corner) => {
            const at = 3 * indices[3 * triangle + corner];
            return Math.hypot(flapped[at] - rest[at], flapped[at + 1] - rest[at + 1], flapped[at + 2] - rest[at + 2]) > 0.001;
        });
    const isAway = (_: unknown, i: number): boolean => !triangles[i].some(isEar);
    return { points: points.filter(isAway), triangles: triangles.filter(isAway) };
}

/** Tells which vertices of a mesh turn away from the eyeball on their side. */
function OutsideOfEyes(mesh: Mesh, positions: Float32Array, eyes: Float32Array): (vertex: number) => boolean {
    const normals = mesh.getVerticesData(VertexBuffer.NormalKind) ?? [];
    const centres = [-1, 1].map((side) => {
        const sum = [0, 0, 0, 0];
        for (let i = 0; i < eyes.length; i += 3) {
            if (Math.sign(eyes[i]) === side) {
                [eyes[i], eyes[i + 1], eyes[i + 2], 1].forEach((value, c) => (sum[c] += value));
            }
        }
        return sum.slice(0, 3).map((value) => value / sum[3]);
    });
    return (vertex) => {
        const centre = centres[positions[3 * vertex] < 0 ? 0 : 1];
        const way = centre.map((value, c) => positions[3 * vertex + c] - value);
        return way.reduce((dot, value, c) => dot + value * normals[3 * vertex + c], 0) > Outside * Math.hypot(...way);
    };
}
