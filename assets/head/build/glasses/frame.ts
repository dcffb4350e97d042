import { type Point } from "../hair/ground.js";
import { AddScaled, Cross, Mix, Unit } from "../hair/vectors.js";
import { type IHold, type IStation, PartBuilder, type Section } from "./partBuilder.js";
import { type IGlassesStyle } from "./styles.js";

/** The lenses' front: how far it is from the eyeballs' centres, how much it leans forward at the top, and the radius that it is bent to about the head; millimetres. */
const Front = { z: 28.5, lean: 0.12, radius: 200 } as const;
/** Stations about a lens, and rings from a lens's middle to its edge. */
const Turns = 56;
const LensRings = 5;
/** How far a lens reaches into its rim, and bulges forward; millimetres. */
const Groove = 0.7;
const Bulge = 1.2;
/** Where the left temple lies on the ear's root, and how it goes on behind the ear. */
const Ear: Point = [72.4, 6.3, -66];
const Behind: readonly Point[] = [
    [72.5, 6.2, -78],
    [72.2, 4, -85.5],
    [71.8, -1.2, -90.5],
    [71.2, -10, -93],
    [70.4, -22, -94],
];
/** Where the left pad touches the side of the nose, which way it looks there, and its half axes: thick, high, wide. */
const Pad = { at: [9.9, -8.5, 21.6], normal: [0.72, 0.1, 0.69], axes: [1.1, 5.2, 3] } as const;
const Solid: IHold = { by: "front", share: 0 };

function FrontZ(x: number, y: number, style: IGlassesStyle): number {
    return Front.z + Front.lean * (y - style.lens.y) - (x * x) / (2 * Front.radius);
}

/** The point of the left lens's outline at an angle, counter-clockwise from its outer end, moved out by some millimetres. */
function Outline(style: IGlassesStyle, angle: number, out: number): [number, number] {
    const { x, y, a, b, power } = style.lens;
    const bend = (value: number): number => Math.sign(value) * Math.abs(value) ** (2 / power);
    const v = bend(Math.sin(angle));
    const u = bend(Math.cos(angle)) * (1 + style.flare * v);
    // The gradient of the superellipse is its normal.
    const steep = (value: number): number => Math.sign(value) * Math.abs(value) ** (power - 1);
    const [nx, ny] = [steep(u) / a, steep(v) / b];
    const length = Math.hypot(nx, ny) || 1;
    return [x + a * u + (out * nx) / length, y + b * v + (out * ny) / length];
}

/** A box with rounded edges. */
function Box(width: number, height: number): Section {
    const radius = 0.35 * Math.min(width, height);
    const corners: readonly (readonly [number, number])[] = [
        [1, 1],
        [-1, 1],
        [-1, -1],
        [1, -1],
    ];
    return corners.flatMap(([u, v], i) =>
        [0.15, 0.5, 0.85].map((share): [number, number] => {
            const angle = ((i + share) * Math.PI) / 2;
            return [u * (width / 2 - radius) + radius * Math.cos(angle), v * (height / 2 - radius) + radius * Math.sin(angle)];
        }),
    );
}

function AddRim(builder: PartBuilder, style: IGlassesStyle): void {
    const { width, depth } = style.rim;
    const place = (i: number): Point => {
        const [x, y] = Outline(style, (2 * Math.PI * i) / Turns, width / 2 - Groove);
        return [x, y, FrontZ(x, y, style)];
    };
    const section = Box(width, depth);
    const stations = Array.from({ length: Turns }, (_, i): IStation => {
        const along = Unit(AddScaled(place(i + 1), place(i - 1), -1));
        return { at: place(i), along, up: [0, 0, 1], section, hold: Solid };
    });
    builder.sweep(stations, true);
}

function AddLens(builder: PartBuilder, style: IGlassesStyle): void {
    const { x, y } = style.lens;
    const place = (angle: number, share: number): Point => {
        const [edgeX, edgeY] = Outline(style, angle, 0);
        const [px, py] = [x + (edgeX - x) * share, y + (edgeY - y) * share];
        return [px, py, FrontZ(px, py, style) + Bulge * (1 - share * share)];
    };
    const middle = builder.vertex(place(0, 0), Solid);
    const rings = Array.from({ length: LensRings }, (_, r) =>
        Array.from({ length: Turns }, (__, i) => builder.vertex(place((2 * Math.PI * i) / Turns, (r + 1) / LensRings), Solid)),
    );
    for (let i = 0; i < Turns; i++) {
        const next = (i + 1) % Turns;
        builder.triangle(middle, rings[0][i], rings[0][next]);
        for (let r = 0; r + 1 < LensRings; r++) {
            builder.triangle(rings[r][i], rings[r + 1][i], rings[r + 1][next]);
            builder.triangle(rings[r][i], rings[r + 1][next], rings[r][next]);
        }
    }
}

/** From one rim to the other: it begins and ends inside them. */
function AddBridge(builder: PartBuilder, style: IGlassesStyle): void {
    const { y, up, forward, height, depth } = style.bridge;
    const [edge] = Outline(style, Math.PI - Math.asin(Math.min(1, (y - style.lens.y) / style.lens.b)) * 0.8, style.rim.width / 2 - Groove);
    const steps = 12;
    const place = (i: number): Point => {
        const t = 1 - (2 * i) / steps;
        const arch = 1 - t * t;
        return [edge * t, y + up * arch, FrontZ(edge, y, style) + forward * arch];
    };
    const section = Box(height, depth);
    const stations = Array.from({ length: steps + 1 }, (_, i): IStation => {
        const along = Unit(AddScaled(place(Math.min(steps, i + 1)), place(Math.max(0, i - 1)), -1));
        return { at: place(i), along, up: [0, 0, 1], section, hold: Solid };
    });
    builder.sweep(stations, false);
}

/** The left temple: out of the rim, round the hinge, straight to the ear and down behind it. */
function AddTemple(builder: PartBuilder, style: IGlassesStyle): void {
    const { y, thickness, hinge, ear } = style.temple;
    const { x, a } = style.lens;
    const front = (px: number, back: number): Point => [px, y, FrontZ(px, y, style) - back];
    const corner: readonly Point[] = [front(x + a - 1, 0), front(61.5, 0.3), front(64.3, 1.4), front(65.9, 4), front(66.4, 8)];
    const straight = 14;
    const last = corner[corner.length - 1];
    const points = [
        ...corner.map((at) => ({ at, share: 0 })),
        ...Array.from({ length: straight }, (_, i) => ({ at: Mix(last, Ear, (i + 1) / straight), share: (i + 1) / straight })),
        ...Behind.map((at) => ({ at, share: 1 })),
    ];
    const bend = points.length - Behind.length;
    builder.sweep(
        points.map(({ at, share }, i): IStation => {
            const along = Unit(AddScaled(points[Math.min(points.length - 1, i + 1)].at, points[Math.max(0, i - 1)].at, -1));
            const height = hinge + (ear - hinge) * Math.min(1, 1.6 * share);
            const thin = i === points.length - 1 ? 0.7 : 1;
            return {
                at,
                along,
                up: i < bend ? [0, 1, 0] : Cross([1, 0, 0], along),
                section: Box(thin * thickness, thin * height),
                hold: { by: "temple", share },
            };
        }),
        false,
    );
}

/** The arm that holds the left pad. */
function AddArm(builder: PartBuilder, style: IGlassesStyle): void {
    const { width, height } = style.arm;
    const [x, y] = Outline(
        style,
        Math.PI + Math.asin(Math.min(1, (style.lens.y - Pad.at[1]) / style.lens.b)) * 0.8,
        style.rim.width / 2 - Groove,
    );
    const from: Point = [x, y, FrontZ(x, y, style)];
    const steps = 4;
    const along = Unit(AddScaled(Pad.at, from, -1));
    builder.sweep(
        Array.from({ length: steps + 1 }, (_, i): IStation => {
            const share = i / steps;
            return { at: Mix(from, Pad.at, share), along, up: [0, 1, 0], section: Box(width, height), hold: { by: "pad", share } };
        }),
        false,
    );
}

/** The left pad, an ellipsoid. */
function AddPad(builder: PartBuilder): void {
    const [rows, columns] = [8, 14];
    const thick = Unit(Pad.normal);
    const wide = Unit(Cross([0, 1, 0], thick));
    const high = Cross(thick, wide);
    const ring = Array.from({ length: rows + 1 }, (_, r) =>
        Array.from({ length: columns }, (__, c) => {
            const [down, round] = [(Math.PI * r) / rows, (2 * Math.PI * c) / columns];
            const amounts = [
                Math.sin(down) * Math.cos(round) * Pad.axes[0],
                Math.cos(down) * Pad.axes[1],
                Math.sin(down) * Math.sin(round) * Pad.axes[2],
            ];
            const at = [thick, high, wide].reduce((sum: Point, axis, i) => AddScaled(sum, axis, amounts[i]), Pad.at);
            return builder.vertex(at, { by: "pad", share: 1 });
        }),
    );
    for (let r = 0; r < rows; r++) {
        for (let c = 0; c < columns; c++) {
            const next = (c + 1) % columns;
            builder.triangle(ring[r][c], ring[r + 1][next], ring[r + 1][c]);
            builder.triangle(ring[r][c], ring[r][next], ring[r + 1][next]);
        }
    }
}

/**
 * Builds a pair of glasses.
 * @param style what they look like
 * @returns the frame, and what is clear: the lenses, and the pads of wire frames
 */
export function BuildFrame(style: IGlassesStyle): { readonly frame: PartBuilder; readonly clear: PartBuilder } {
    const [frame, clear] = [new PartBuilder(), new PartBuilder()];
    AddRim(frame, style);
    AddTemple(frame, style);
    AddArm(frame, style);
    AddPad(style.hasClearPads ? clear : frame);
    AddLens(clear, style);
    frame.mirror();
    clear.mirror();
    AddBridge(frame, style);
    return { frame, clear };
}
