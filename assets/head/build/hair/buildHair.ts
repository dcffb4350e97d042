import { type IHeadSurface } from "../headMesh.js";
import { type ISkinField } from "../joints.js";
import { type ILookRegions } from "../lookGeometry.types.js";
import { AtlasColumns } from "../look/hairAtlas.js";
import { type IBuiltMesh } from "../mesh.types.js";
import { BuildBeards } from "./beards.js";
import { BuildBrows } from "./brows.js";
import { AddCap, AddRibbons, FinishCards, type ICardMesh } from "./cards.js";
import { BuildGround, type IGround, type Point } from "./ground.js";
import { GrowStrands } from "./strands.js";
import { type IHairStyle } from "./layers.js";
import { HairStyles } from "./styles.js";

/** Decimetres of skin that the height of the cap's picture spans. */
const CapSpan = 2.6;

function CapUv(run: IHairStyle["run"]): (p: Point) => readonly [number, number] {
    const [from, to] = AtlasColumns.cap;
    const inside = (x: number): number => Math.max(0.002, Math.min(0.998, x));
    const column = (x: number): number => from + (to - from) * inside(x);
    const [cy, cz] = [7.5, 0.35];
    switch (run) {
        case "back":
            return (p) => [column(0.5 + p[0] / 1.8), inside(0.5 - Math.atan2(p[2] - cz, p[1] - cy) / 3.6)];
        case "side":
            return (p) => [column(0.5 + (p[2] - cz) / 2.2), inside(Math.abs(Math.atan2(p[0], p[1] - cy)) / 2.4)];
        case "up":
            return (p) => [column(0.5 + Math.atan2(p[0], p[2] - cz) / 6.3), inside((8.5 - p[1]) / 1.7)];
        default:
            return (p) => [column(0.5 + Math.atan2(p[0], p[2] - cz) / 6.3), inside((8.5 - p[1]) / CapSpan)];
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
    const hair = HairStyles.filter(({ layers }) => layers.length > 0).map((style, i) => BuildStyle(style, i, ground, field));
    return [...hair, ...BuildBrows(ground, field), ...BuildBeards(surface, head, regions)];
}

function BuildStyle(style: IHairStyle, index: number, ground: IGround, field: ISkinField): IBuiltMesh {
    const mesh: ICardMesh = { positions: [], normals: [], uv: [], indices: [] };
    const rim = (w: number): number => Math.max(0, Math.min(1, (w - 0.5) / 0.4));
    AddCap(mesh, ground, (p, w) => (w < 0.5 || style.cap(p) < 0 ? -1 : 0.008 + style.cap(p) * rim(w)), CapUv(style.run));
    style.layers.forEach((layer, k) => {
        AddRibbons(mesh, GrowStrands(ground, layer, index * 16 + k), layer.width, layer.columns, layer.roll);
    });
    return FinishCards(`hair_${style.id}`, mesh, ground, field);
}
