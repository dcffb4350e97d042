/** A pair of glasses; lengths in millimetres, measured from the midpoint of the eyeballs on the average face. */
export interface IGlassesStyle {
    readonly id: string;
    readonly label: string;
    /** Middle of the left lens, half its width and half its height, and how square it is (exponent of a superellipse, 2 = ellipse). */
    readonly lens: { readonly x: number; readonly y: number; readonly a: number; readonly b: number; readonly power: number };
    /** How much wider the lens is at its top than in its middle, as a share. */
    readonly flare: number;
    /** Width of the rim seen from the front, and its depth. */
    readonly rim: { readonly width: number; readonly depth: number };
    /** Bridge: height of its ends, how far it arches up and forward, and its section. */
    readonly bridge: {
        readonly y: number;
        readonly up: number;
        readonly forward: number;
        readonly height: number;
        readonly depth: number;
    };
    /** Temples: where they leave the rim, thickness, height at the hinge and at the ear. */
    readonly temple: { readonly y: number; readonly thickness: number; readonly hinge: number; readonly ear: number };
    /** Section of the arm that holds a nose pad. */
    readonly arm: { readonly width: number; readonly height: number };
    /** Whether the pads are clear, as of a wire frame, and not of the frame's own stuff. */
    readonly hasClearPads: boolean;
    /** Frame: linear colour, metalness and roughness. */
    readonly color: readonly [number, number, number];
    readonly metallic: number;
    readonly roughness: number;
}

/** The glasses of the default head. */
export const GlassesStyles: readonly IGlassesStyle[] = [
    {
        id: "square",
        label: "Square",
        lens: { x: 32, y: -2, a: 23.5, b: 17.5, power: 3.5 },
        flare: 0.07,
        rim: { width: 3.2, depth: 3.4 },
        bridge: { y: 4.5, up: 2, forward: 0.6, height: 4.6, depth: 3.2 },
        temple: { y: 7.5, thickness: 2.6, hinge: 6, ear: 4.4 },
        arm: { width: 2.6, height: 9 },
        hasClearPads: false,
        color: [0.013, 0.009, 0.007],
        metallic: 0,
        roughness: 0.22,
    },
    {
        id: "round",
        label: "Round",
        lens: { x: 31.5, y: -2, a: 22.5, b: 20.5, power: 2.15 },
        flare: 0,
        rim: { width: 1.5, depth: 1.7 },
        bridge: { y: 3.5, up: 3.2, forward: 1.6, height: 1.6, depth: 1.6 },
        temple: { y: 6.5, thickness: 1.3, hinge: 2.6, ear: 3 },
        arm: { width: 0.9, height: 0.9 },
        hasClearPads: true,
        color: [0.52, 0.4, 0.24],
        metallic: 1,
        roughness: 0.3,
    },
];
