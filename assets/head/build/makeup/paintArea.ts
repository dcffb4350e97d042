import sharp from "sharp";
import { type ILookGeometry, type ILookMesh } from "../lookGeometry.types.js";
import { Byte, SrgbByte } from "../look/lookMath.js";
import { AtTexel, type ITexelMap, RasterizeTexels } from "../look/texelMap.js";
import { CutArea, type MakeupArea, type UvBox } from "./areas.js";

/** Linear colour and coverage at a point. */
export type Paint = readonly [red: number, green: number, blue: number, alpha: number];

/** A point of the skin that is painted, metres. */
export interface ISkinPoint {
    readonly texel: number;
    /** Distance from the middle plane. */
    readonly across: number;
    readonly x: number;
    readonly y: number;
    readonly z: number;
}

/** An area laid out for painting. */
export interface ICanvas {
    readonly box: UvBox;
    readonly size: number;
    /** The points of its texels; empty ones are left out. */
    readonly points: readonly ISkinPoint[];
    /** A value of the head's vertices at a point. */
    at(values: Float32Array, point: ISkinPoint): number;
}

/**
 * Lays out an area for painting.
 * @param geometry the average head
 * @param area which
 * @param size pixels of the picture's side
 * @returns the canvas
 */
export function OpenCanvas(geometry: ILookGeometry, area: MakeupArea, size: number): ICanvas {
    const { head } = geometry;
    const { indices, vertices, box } = CutArea(head, area);
    const [left, top, width, height] = box;
    const mesh: ILookMesh = {
        positions: head.positions,
        normals: head.normals,
        uv: head.uv.map((x, i) => (i % 2 === 0 ? (x - left) / width : (x - top) / height)),
        indices: indices.map((i) => vertices[i]),
    };
    const map: ITexelMap = RasterizeTexels(mesh, size, 3);
    const points: ISkinPoint[] = [];
    for (let texel = 0; texel < size * size; texel++) {
        if (map.triangle[texel] >= 0) {
            const [x, y, z] = [0, 1, 2].map((c) => AtTexel(map, mesh, mesh.positions, 3, c, texel));
            points.push({ texel, across: Math.abs(x), x, y, z });
        }
    }
    return { box, size, points, at: (values, { texel }) => AtTexel(map, mesh, values, 1, 0, texel) };
}

/**
 * Paints a picture.
 * @param canvas where
 * @param paint what
 * @returns WebP with alpha
 */
export async function PaintAsync(canvas: ICanvas, paint: (point: ISkinPoint, index: number) => Paint): Promise<Buffer> {
    const { size } = canvas;
    const bytes = Buffer.alloc(size * size * 4);
    canvas.points.forEach((point, i) => {
        const [red, green, blue, alpha] = paint(point, i);
        bytes.set([SrgbByte(red), SrgbByte(green), SrgbByte(blue), Byte(alpha)], point.texel * 4);
    });
    return await sharp(bytes, { raw: { width: size, height: size, channels: 4 } })
        .webp({ quality: 80, alphaQuality: 90, effort: 4, exact: false })
        .toBuffer();
}
