import { type IHeadSurface } from "../headMesh.js";
import { type ISkinField } from "../joints.js";
import { type ILookRegions } from "../lookGeometry.types.js";
import { CurlyCells, StraightCells } from "../look/hairAtlas.js";
import { ValueNoise } from "../look/noise.js";
import { type IBuiltMesh } from "../mesh.types.js";
import { BuildBeards } from "./beards.js";
import { BuildBrows } from "./brows.js";
import { AddCap, AddLocks, AddRibbons, AddTufts, FinishCards, type ICardMesh } from "./cards.js";
import { Smooth } from "./flows.js";
import { BuildGround, type IGround, type Point } from "./ground.js";
import { type IHairStyle } from "./layers.js";
import { SampleRoots } from "./roots.js";
import { ScalpRows } from "./rows.js";
import { GrowStrands } from "./strands.js";
import { HairStyles } from "./styles.js";
import { AddScaled } from "./vectors.js";

function CapUv({ run, atlas }: IHairStyle): (p: Point) => readonly [number, number] {
    const [from, to, top, bottom] = (atlas === "curly" ? CurlyCells : StraightCells).cap;
    // Mirrored beyond the cell's ends: where u and v stay the same, the shading has no direction and speckles.
    const inside = (x: number): number => 0.002 + 0.996 * Math.abs(((((x + 1) % 2) + 2) % 2) - 1);
    const place = (u: number, v: number): readonly [number, number] => [from + (to - from) * inside(u), top + (bottom - top) * inside(v)];
    const [cy, cz] = [7.5, 0.35];
    switch (run) {
        case "back":
            return (p) => place(0.5 + p[0] / 1.8, 0.5 - Math.atan2(p[2] - cz, p[1] - cy) / 3.6);
        case "side":
            return (p) => place(0.5 + (p[2] - cz) / 2.2, Math.abs(Math.atan2(p[0], p[1] - cy)) / 2.4);
        default:
            return (p) => place(0.5 + Math.atan2(p[0], p[2] - cz) / 6.3, (8.5 - p[1]) / 2.6);
    }
}

/**
 * Makes the scripted hair, brows and beards.
 * @param surface the skin's surface
 * @param head the head's mesh
 * @param regions region weights of its vertices
 * @param field joints
 * @returns the meshes
 */
export function BuildHair(surface: IHeadSurface, head: IBuiltMesh, regions: ILookRegions, field: ISkinField): IBuiltMesh[] {
    const ground = BuildGround(head, surface.islands, regions.scalp);
    const hair = HairStyles.filter(HasMesh).map((style, i) => BuildStyle(style, i, ground, field));
    return [...hair, ...BuildBrows(ground, field), ...BuildBeards(surface, head, regions)];
}

/**
 * Whether a style has a mesh of its own beside the overlay on the scalp.
 * @param style the style
 * @returns true where it has
 */
export function HasMesh(style: IHairStyle): boolean {
    return style.layers.length > 0 || style.tufts !== undefined || style.locks !== undefined;
}

function BuildStyle(style: IHairStyle, index: number, ground: IGround, field: ISkinField): IBuiltMesh {
    const mesh: ICardMesh = { positions: [], normals: [], uv: [], tint: [], indices: [] };
    const shell = (p: Point, scalp: number): readonly [number, number] => {
        const height = style.cap(p);
        const ragged = 0.12 * (ValueNoise(p[0] * 30, p[1] * 30, p[2] * 30) - 0.5);
        const alpha = Smooth(0.5, 0.74, scalp + ragged) * (style.capAlpha?.(p) ?? 1);
        return height < 0 ? [0, 0] : [0.006 + height * Smooth(0.55, 0.95, scalp), alpha];
    };
    AddCap(mesh, ground, shell, CapUv(style), 0.55);
    style.tufts?.forEach(({ spacing, size, height, shade, where }, k) => {
        const seed = index * 16 + 8 + k;
        const places = SampleRoots(ground, spacing, seed, where).map(({ root, normal }) => {
            return { at: AddScaled(root, normal, height(root)), out: normal };
        });
        AddTufts(mesh, places, size, CurlyCells.tufts, shade, seed);
    });
    style.layers.forEach((layer, k) => {
        AddRibbons(mesh, GrowStrands(ground, layer, index * 16 + k), layer);
    });
    style.placed?.forEach((layer) => {
        AddRibbons(mesh, layer.strands, layer);
    });
    style.locks?.forEach(({ grow, rows, radius }, k) => {
        const strands = [
            ...(grow ? GrowStrands(ground, grow, index * 16 + 12 + k) : []),
            ...(rows ? ScalpRows(ground, rows, radius * 0.2) : []),
        ];
        AddLocks(mesh, strands, radius, StraightCells.braid);
    });
    return FinishCards(`hair_${style.id}`, mesh, ground, field);
}
