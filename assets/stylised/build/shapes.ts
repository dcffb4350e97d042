import { Blend, Capsule, Carve, Ellipsoid, Mirror, type Sdf, type Vec } from "./fieldMath.js";

/** Middle and radius of the subject's left eyeball. */
export const Eye = { centre: [0.0385, 0, 0.061] as Vec, radius: 0.0275 } as const;

/** Where the head's joint and its jaw's are. */
export const Pivots = {
    neck: [0, -0.16, -0.02] as Vec,
    head: [0, -0.085, -0.015] as Vec,
    jaw: [0, -0.035, 0.005] as Vec,
    ear: [0.083, -0.006, -0.006] as Vec,
};

const Cranium = Ellipsoid([0, 0.04, -0.012], [0.089, 0.094, 0.1]);
const Jaw = Ellipsoid([0, -0.048, 0.014], [0.067, 0.06, 0.07]);
const Chin = Ellipsoid([0, -0.096, 0.048], [0.026, 0.021, 0.024]);
const Cheek = Mirror(Ellipsoid([0.043, -0.044, 0.05], [0.032, 0.03, 0.03]));
const Muzzle = Ellipsoid([0, -0.07, 0.06], [0.034, 0.022, 0.028]);
const Ridge = Mirror(Capsule([0.014, 0.037, 0.083], [0.056, 0.035, 0.06], 0.011, 0.01));
const Socket = Mirror(Ellipsoid([0.0385, 0, 0.09], [0.03, 0.0265, 0.026]));
const Bridge = Capsule([0, 0.012, 0.083], [0, -0.026, 0.1], 0.0085, 0.012);
const Tip = Ellipsoid([0, -0.033, 0.104], [0.0165, 0.014, 0.0145]);
const Wing = Mirror(Ellipsoid([0.0145, -0.037, 0.0955], [0.0095, 0.0085, 0.011]));
const Nostril = Mirror(Ellipsoid([0.0075, -0.0475, 0.1015], [0.0042, 0.0035, 0.005]));
const Shell = Mirror(Ellipsoid([0.0915, -0.004, -0.011], [0.011, 0.031, 0.021]));
const Hollow = Mirror(Ellipsoid([0.103, -0.001, -0.004], [0.0085, 0.0195, 0.0125]));
const Throat = Capsule([0, -0.05, -0.015], [0, -0.21, -0.024], 0.042, 0.045);

/** Height at which the neck ends. */
const NeckEnd = -0.178;

/** The nose alone. */
export const Nose: Sdf = (p) => Carve(Blend(Blend(Bridge(p), Tip(p), 0.012), Wing(p), 0.009), Nostril(p), 0.003);

/** Both ears alone. */
export const Ear: Sdf = (p) => Carve(Shell(p), Hollow(p), 0.006);

/** The neck alone. */
export const Neck: Sdf = (p) => Throat(p);

/** The skull with the face but without ears, nose and neck; hair lies on it. */
export const Skull: Sdf = (p) => {
    let d = Blend(Cranium(p), Jaw(p), 0.05);
    d = Blend(d, Chin(p), 0.03);
    d = Blend(d, Cheek(p), 0.028);
    d = Blend(d, Muzzle(p), 0.022);
    d = Blend(d, Ridge(p), 0.02);
    return Carve(d, Socket(p), 0.014);
};

/** Everything of skin. */
export const Head: Sdf = (p) => {
    const whole = Blend(Blend(Blend(Skull(p), Nose(p), 0.014), Ear(p), 0.008), Throat(p), 0.03);
    return Math.max(whole, NeckEnd - p[1]);
};

/** Hair lies above this line, which falls towards the nape: metres over it. */
function OverHairline(p: Vec, front: number): number {
    return p[1] - front - (p[2] - 0.08) * 0.95;
}

/** Locks: grooves that run from the crown down. */
function Grooves(p: Vec, count: number, depth: number): number {
    const angle = Math.atan2(p[0], p[2] + 0.03);
    return depth * Math.sin(count * angle + 14 * (p[1] + 0.6 * Math.abs(p[0])));
}

function Cap(p: Vec, thickness: number, front: number, groove = 0.0016): number {
    const shell = Skull(p) - thickness - Grooves(p, 26, groove);
    return -Blend(-shell, OverHairline(p, front) * 0.72, 0.012);
}

const Swoop: Sdf = (p) =>
    Math.min(Ellipsoid([0.012, 0.128, 0.05], [0.064, 0.028, 0.045])(p), Ellipsoid([-0.03, 0.132, 0.062], [0.036, 0.025, 0.034])(p));
const Curtain = Mirror(Ellipsoid([0.083, -0.03, -0.022], [0.025, 0.1, 0.058]));
const BackHair = Ellipsoid([0, -0.02, -0.062], [0.092, 0.105, 0.052]);
const Fringe: Sdf = (p) => Ellipsoid([0.008, 0.088, 0.068], [0.068, 0.036, 0.034])(p);
const Bun = Ellipsoid([0, 0.165, -0.035], [0.04, 0.037, 0.04]);

/** Middles of curls: a spiral over the skull. */
const Curls: readonly Vec[] = Array.from({ length: 150 }, (_, i): Vec => {
    const y = 1 - (2 * (i + 0.5)) / 150;
    const angle = i * Math.PI * (3 - Math.sqrt(5));
    const r = Math.sqrt(1 - y * y);
    return [0.102 * r * Math.sin(angle), 0.045 + 0.105 * y, -0.018 + 0.11 * r * Math.cos(angle)];
}).filter((p) => OverHairline(p, 0.088) > 0.004);

/** Hair by style: signed distances. */
export const HairStyles: Readonly<Record<string, Sdf>> = {
    crop: (p) => Cap(p, 0.008, 0.084),
    quiff: (p) => Blend(Cap(p, 0.009, 0.084), Swoop(p) - Grooves([p[0], p[2], p[1]], 18, 0.0015), 0.02),
    bob: (p) => {
        const sides = Blend(Math.max(Curtain(p), p[2] - 0.03), BackHair(p), 0.03) - Grooves(p, 30, 0.0018);
        return Blend(Blend(Cap(p, 0.013, 0.076), sides, 0.02), Fringe(p) - Grooves(p, 26, 0.0016), 0.02);
    },
    bun: (p) => Blend(Cap(p, 0.008, 0.086, 0.0022), Bun(p) - 0.0018 * Math.sin(160 * p[1] + 5 * Math.atan2(p[0], p[2])), 0.014),
    curls: (p) =>
        Curls.reduce((d, c) => Blend(d, Math.hypot(p[0] - c[0], p[1] - c[1], p[2] - c[2]) - 0.0195, 0.006), Cap(p, 0.014, 0.082, 0)),
};
