import { type ILookHead } from "../lookGeometry.types.js";
import { type IBuiltMesh } from "../mesh.types.js";
import { PackOperator } from "../operator.js";
import { CutArea, type MakeupArea } from "./areas.js";
import { Blushes, EyeShadows, Freckles, type IMakeupStyle, Lipsticks } from "./styles.js";

/** Decimetres above the skin. */
const Lift = 0.001;

/** A block of makeup: its meshes are `<kind>_<option>`. */
export interface IMakeupKind {
    readonly kind: "lipstick" | "eyeShadow" | "blush" | "freckles";
    readonly label: string;
    readonly area: MakeupArea;
    /** Share of plausible faces without it. */
    readonly defaultShare: number;
    readonly styles: readonly IMakeupStyle[];
}

/** Every kind of makeup. */
export const MakeupKinds: readonly IMakeupKind[] = [
    { kind: "lipstick", label: "Lipstick", area: "lips", defaultShare: 0.78, styles: Lipsticks },
    { kind: "eyeShadow", label: "Eye shadow", area: "eyes", defaultShare: 0.8, styles: EyeShadows },
    { kind: "blush", label: "Blush", area: "face", defaultShare: 0.8, styles: Blushes },
    { kind: "freckles", label: "Freckles", area: "face", defaultShare: 0.78, styles: Freckles },
];

/**
 * Makes the meshes of makeup: pieces of the skin that follow it. Those on the same area share their geometry.
 * @param head the finished head's mesh
 * @param look the average head, with the same vertices
 * @returns one mesh a style
 */
export function BuildMakeup(head: IBuiltMesh, look: ILookHead): IBuiltMesh[] {
    const first = new Map<MakeupArea, IBuiltMesh>();
    return MakeupKinds.flatMap(({ kind, area, styles }) =>
        styles.map(({ id }): IBuiltMesh => {
            const named = { name: `${kind}_${id}`, material: `${kind}_${id}` };
            const shared = first.get(area);
            if (shared) {
                return { ...shared, ...named, geometryOf: shared.name };
            }
            const mesh = { ...CutMesh(head, look, area), ...named };
            first.set(area, mesh);
            return mesh;
        }),
    );
}

function CutMesh(head: IBuiltMesh, look: ILookHead, area: MakeupArea): Omit<IBuiltMesh, "name" | "material"> {
    const { indices, vertices } = CutArea(look, area);
    const pick = (values: Float32Array, size: number): Float32Array =>
        Float32Array.from({ length: vertices.length * size }, (_, i) => values[vertices[Math.floor(i / size)] * size + (i % size)]);
    const normals = pick(head.normals, 3);
    return {
        operator: PackOperator([]),
        positions: pick(head.positions, 3).map((x, i) => x + normals[i] * Lift),
        normals,
        uv: pick(head.uv, 2),
        indices,
        skin: Array.from(vertices, (v) => head.skin[v]),
        follow: Uint32Array.from({ length: vertices.length * 4 }, (_, i) => vertices[Math.floor(i / 4)]),
        morphThreshold: 0,
        expressions: false,
    };
}
