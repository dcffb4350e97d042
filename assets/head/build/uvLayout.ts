import { Islands } from "./anatomy.js";

/** A rectangle of the texture: left, top, width, height. */
type Rectangle = readonly [number, number, number, number];

/** Where each island of the source's UVs lies (u from, u to, v from, v to) and where it goes in our texture. */
const Layout: Readonly<Record<number, { readonly from: Rectangle; readonly to: Rectangle }>> = {
    [Islands.skin]: { from: [0.64, 0.147, 0.3555, 0.672], to: [0.005, 0.005, 0.99, 0.815] },
    [Islands.chest]: { from: [0.185, 0.76, 0.395, 0.22], to: [0.005, 0.83, 0.42, 0.165] },
    [Islands.mouth]: { from: [0.755, 0.008, 0.172, 0.13], to: [0.44, 0.83, 0.26, 0.165] },
    [Islands.socket]: { from: [0.008, 0.545, 0.148, 0.09], to: [0.715, 0.83, 0.28, 0.165] },
};

/** Steps of the tabulated warps. */
const Steps = 512;

/** Monotone map of 0..1 onto itself that is steeper near `center`; being monotone on each axis, it cannot fold the layout. */
function MakeWarp(center: number, spread: number, gain: number): (t: number) => number {
    const table = new Float64Array(Steps + 1);
    for (let i = 0; i < Steps; i++) {
        const t = ((i + 0.5) / Steps - center) / spread;
        table[i + 1] = table[i] + 1 + gain * Math.exp(-0.5 * t * t);
    }
    return (t) => {
        const x = Math.max(0, Math.min(1, t)) * Steps;
        const i = Math.min(Steps - 1, Math.floor(x));
        return (table[i] + (table[i + 1] - table[i]) * (x - i)) / table[Steps];
    };
}

const WarpAcross = MakeWarp(0.5, 0.11, 2.6);
const WarpDown = MakeWarp(0.7, 0.14, 1.6);

/**
 * Our UV of a corner: the source's head island lies on its side and gives the face little room; it is turned upright and stretched where
 * the face is. The seam runs along the back of the head and the neck; cavity, sockets and chest are islands below.
 * @param u source u
 * @param v source v, from the bottom
 * @param island island of the source
 * @returns u and v from the top left
 */
export function LayoutUv(u: number, v: number, island: number): [number, number] {
    const { from, to } = Layout[island];
    const across = (u - from[0]) / from[2];
    const up = (v - from[1]) / from[3];
    const [s, t] = island === Islands.skin ? [WarpAcross(up), WarpDown(across)] : [across, 1 - up];
    return [to[0] + s * to[2], to[1] + t * to[3]];
}
