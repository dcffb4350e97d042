import { PackOperator, type IOperator } from "./operator.js";
import { type ISourceFace } from "./source.types.js";

/** A quad mesh made by one step of subdivision. */
export interface ISubdivided {
    /** From base vertices to the new mesh. */
    readonly operator: IOperator;
    /** Quads with the new vertex and UV numbers. */
    readonly faces: readonly ISourceFace[];
    /** New UVs, u, v, u, v, ... */
    readonly uvs: readonly number[];
}

interface IEdge {
    readonly a: number;
    readonly b: number;
    readonly faces: number[];
    id: number;
}

/**
 * One step of Catmull-Clark subdivision with smooth borders, as a linear operator; UVs are subdivided linearly.
 * Source: Catmull and Clark 1978; the border rule is the cubic B-spline's.
 * @param faces quads of base vertices
 * @param uvs UVs of the faces
 * @returns the finer mesh; its vertices are those of the faces in ascending order, then face points, then edge points
 */
export function Subdivide(faces: readonly ISourceFace[], uvs: readonly number[]): ISubdivided {
    const used = [...new Set(faces.flatMap((face) => face.corners))].sort((a, b) => a - b);
    const edges = new Map<string, IEdge>();
    const vertexFaces = new Map<number, number[]>(used.map((v) => [v, []]));
    const vertexEdges = new Map<number, Set<IEdge>>(used.map((v) => [v, new Set()]));
    const edgeOf = (a: number, b: number): IEdge => {
        const key = a < b ? `${a} ${b}` : `${b} ${a}`;
        let edge = edges.get(key);
        if (edge === undefined) {
            edge = { a, b, faces: [], id: -1 };
            edges.set(key, edge);
        }
        return edge;
    };
    faces.forEach((face, f) => {
        face.corners.forEach((a, k) => {
            const b = face.corners[(k + 1) % face.corners.length];
            const edge = edgeOf(a, b);
            edge.faces.push(f);
            vertexFaces.get(a)?.push(f);
            vertexEdges.get(a)?.add(edge);
            vertexEdges.get(b)?.add(edge);
        });
    });

    const rows: Map<number, number>[] = [];
    const facePoint = faces.map((face) => new Map(face.corners.map((a) => [a, 1 / face.corners.length])));
    const oldId = new Map<number, number>();
    for (const v of used) {
        oldId.set(v, rows.length);
        rows.push(VertexRow(v, vertexFaces.get(v) ?? [], [...(vertexEdges.get(v) ?? [])], facePoint));
    }
    const faceId = facePoint.map((row) => rows.push(row) - 1);
    for (const edge of edges.values()) {
        const row = new Map<number, number>();
        const inner = edge.faces.length === 2;
        Add(row, edge.a, inner ? 0.25 : 0.5);
        Add(row, edge.b, inner ? 0.25 : 0.5);
        if (inner) {
            edge.faces.forEach((f) => facePoint[f].forEach((w, a) => Add(row, a, w * 0.25)));
        }
        edge.id = rows.push(row) - 1;
    }

    const newUvs = [...uvs];
    const uvEdges = new Map<string, number>();
    const uvMean = (numbers: readonly number[]): number => {
        const mean = (c: number): number => numbers.reduce((sum, n) => sum + uvs[n * 2 + c], 0) / numbers.length;
        return newUvs.push(mean(0), mean(1)) / 2 - 1;
    };
    const uvEdge = (a: number, b: number): number => {
        const key = a < b ? `${a} ${b}` : `${b} ${a}`;
        const id = uvEdges.get(key) ?? uvMean([a, b]);
        uvEdges.set(key, id);
        return id;
    };
    const newFaces = faces.flatMap((face, f) => {
        const n = face.corners.length;
        const center = uvMean(face.uvs);
        const at = (k: number): number => (k + n) % n;
        return face.corners.map((a, k) => ({
            corners: [oldId.get(a) ?? -1, edgeOf(a, face.corners[at(k + 1)]).id, faceId[f], edgeOf(face.corners[at(k - 1)], a).id],
            uvs: [face.uvs[k], uvEdge(face.uvs[k], face.uvs[at(k + 1)]), center, uvEdge(face.uvs[at(k - 1)], face.uvs[k])],
            material: face.material,
        }));
    });
    return { operator: PackOperator(rows), faces: newFaces, uvs: newUvs };
}

function Add(row: Map<number, number>, column: number, weight: number): void {
    row.set(column, (row.get(column) ?? 0) + weight);
}

function VertexRow(
    v: number,
    faces: readonly number[],
    edges: readonly IEdge[],
    facePoint: readonly ReadonlyMap<number, number>[],
): Map<number, number> {
    const row = new Map<number, number>();
    const border = edges.filter((edge) => edge.faces.length === 1);
    if (border.length > 0) {
        Add(row, v, 0.75);
        border.slice(0, 2).forEach((edge) => Add(row, edge.a === v ? edge.b : edge.a, 0.25 / Math.min(2, border.length)));
        return row;
    }
    const n = faces.length;
    faces.forEach((f) => facePoint[f].forEach((w, a) => Add(row, a, w / (n * n))));
    for (const edge of edges) {
        Add(row, edge.a, 1 / (n * edges.length));
        Add(row, edge.b, 1 / (n * edges.length));
    }
    Add(row, v, (n - 3) / n);
    return row;
}
