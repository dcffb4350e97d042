import { type IRigGlasses, type ISides } from "../../../../src/rig/rigFile.types.js";
import { Scale, type IGlbContent } from "../glb.js";
import { type IJoint } from "../joints.js";
import { type ILookHead, type LookTextures } from "../lookGeometry.types.js";
import { type IBuiltMesh } from "../mesh.types.js";
import { PackOperator } from "../operator.js";
import { BuildFrame } from "./frame.js";
import { type PartBuilder } from "./partBuilder.js";
import { GlassesStyles } from "./styles.js";

/** Metres that the front keeps from the skin, from the brows' hair, and from the lids, whose lashes reach forward. */
const Clearances = { skin: 0.0006, brows: 0.002, lids: 0.0065 } as const;
/** Where vertices of the skin lie that the fit looks at: millimetres from the midpoint of the eyeballs on the average face, the left half. */
const Boxes = {
    face: { from: [-64, -32, -15], to: [64, 32, 60] },
    side: { from: [50, -8, -64], to: [90, 20, 4] },
    ear: { from: [68, 0.5, -82], to: [73.5, 5.5, -66] },
    width: { from: [60, 2, -64], to: [90, 22, -52] },
} as const;
/** Clear things, linear and with alpha. */
const ClearColor = [0.9, 0.95, 0.97, 0.07] as const;

/** Glasses before they are written. */
export interface IBuiltGlasses {
    /** A file each. */
    readonly pieces: readonly (IGlbContent & { readonly file: string; readonly needs: readonly string[] })[];
    readonly look: LookTextures;
    /** The entry of the rig file. */
    readonly entry: IRigGlasses;
}

/**
 * Builds the glasses, and finds what of the head they are fitted to.
 * @param skin the mesh `head`
 * @param look the same with its regions
 * @param joints joints
 * @returns the glasses
 */
export function BuildGlasses(skin: IBuiltMesh, look: ILookHead, joints: readonly IJoint[]): IBuiltGlasses {
    const place = (name: string): IJoint["position"] => joints.find((joint) => joint.name === name)?.position ?? [0, 0, 0];
    const [left, right] = [place("eyeL"), place("eyeR")];
    const origin = [0, (left[1] + right[1]) / 2, (left[2] + right[2]) / 2] as const;
    const head = joints.findIndex(({ name }) => name === "head");
    const built = GlassesStyles.map((style) => {
        const { frame, clear } = BuildFrame(style);
        const name = `glasses_${style.id}`;
        const meshes = [ToMesh(`${name}_frame`, frame, origin, head), ToMesh(`${name}_lenses`, clear, origin, head)];
        return { style, file: `${name}.glb`, meshes, hasJoints: false, needs: [] };
    });
    return {
        pieces: built,
        look: Object.fromEntries(
            built.flatMap(({ style, meshes }) => [
                [
                    meshes[0].material,
                    { mimeType: "image/png", color: [...style.color, 1], metallic: style.metallic, roughness: style.roughness },
                ],
                [meshes[1].material, { mimeType: "image/png", color: ClearColor, alphaMode: "BLEND", doubleSided: true, roughness: 0.04 }],
            ]),
        ) as LookTextures,
        entry: {
            ...FindPlaces(skin, look, origin),
            styles: built.map(({ style, meshes }) => ({ id: style.id, label: style.label, frame: meshes[0].name, lenses: meshes[1].name })),
        },
    };
}

function ToMesh(name: string, builder: PartBuilder, origin: readonly [number, number, number], head: number): IBuiltMesh {
    const geometry = builder.build(origin);
    const count = geometry.positions.length / 3;
    return {
        name,
        material: name,
        operator: PackOperator([]),
        ...geometry,
        uv: new Float32Array(2 * count),
        skin: Array.from({ length: count }, () => [[head, 1]] as const),
        morphThreshold: 0,
        expressions: false,
    };
}

/** The vertices of the skin that the fit looks at. */
function FindPlaces(skin: IBuiltMesh, { regions, island }: ILookHead, origin: readonly number[]): Omit<IRigGlasses, "styles"> {
    const { positions, normals } = skin;
    const millimetres = (v: number, c: number): number => (positions[3 * v + c] - origin[c]) * Scale * 1000;
    const find = (box: keyof typeof Boxes, isWanted: (v: number) => boolean, side = 1): number[] => {
        const { from, to } = Boxes[box];
        const isIn = (v: number): boolean =>
            [0, 1, 2].every((c) => {
                const value = (c === 0 ? side : 1) * millimetres(v, c);
                return value >= from[c] && value <= to[c];
            });
        return Array.from({ length: positions.length / 3 }, (_, v) => v).filter((v) => island[v] === 0 && isIn(v) && isWanted(v));
    };
    const both = (box: keyof typeof Boxes, isWanted: (v: number) => boolean): ISides<number[]> => ({
        left: find(box, isWanted),
        right: find(box, isWanted, -1),
    });
    const isFront = (v: number): boolean => normals[3 * v + 2] > -0.2 && regions.eyeSocket[v] < 0.5;
    const isLid = (v: number): boolean => regions.eyelids[v] >= 0.5;
    // The lids have more vertices than the rest of the face.
    const thin = (vertices: readonly number[], step: number): number[] => vertices.filter((_, i) => i % step === 0);
    const isBrow = (v: number): boolean => !isLid(v) && regions.brows[v] >= 0.3;
    return {
        skin: skin.name,
        front: [
            { clearance: Clearances.skin, vertices: find("face", (v) => isFront(v) && !isLid(v) && !isBrow(v)) },
            { clearance: Clearances.brows, vertices: find("face", (v) => isFront(v) && isBrow(v)) },
            {
                clearance: Clearances.lids,
                vertices: thin(
                    find("face", (v) => isFront(v) && isLid(v)),
                    3,
                ),
            },
        ],
        eyes: {
            left: thin(
                find("face", (v) => isLid(v) && positions[3 * v] > 0),
                10,
            ),
            right: thin(
                find("face", (v) => isLid(v) && positions[3 * v] < 0),
                10,
            ),
        },
        widths: both("width", (v) => regions.ears[v] < 0.3),
        temples: both("side", (v) => regions.ears[v] < 0.3),
        ears: both("ear", () => true),
    };
}
