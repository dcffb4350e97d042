/** A direction of the D-pad, as seen. */
export type PadWay = "up" | "down" | "left" | "right";

/** Where a control lies, in any unit. */
export interface IControlPlace {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
    /** The list that it lies in: what is scrolled out of it can be reached from within the list alone. */
    readonly list?: object;
    /** Whether it lies where its list is seen. Default true. */
    readonly isSeen?: boolean;
}

/** How much worse a control is that lies beside the line of the direction, and one whose middle does. */
const Aside = 3;
const OffMiddle = 0.15;

/**
 * The control that lies next to another one in a direction. Up and down stay in the list that the control lies in as long as it goes on.
 * @param from where it starts
 * @param others the other controls
 * @param way the direction
 * @returns one of `others`; undefined where none lies there
 */
export function FindNearest<T extends IControlPlace>(from: IControlPlace, others: readonly T[], way: PadWay): T | undefined {
    const vertical = way === "up" || way === "down";
    const reachable = others.filter((other) => other.isSeen !== false || other.list === from.list);
    const inList =
        vertical && from.list
            ? FindBest(
                  from,
                  reachable.filter((other) => other.list === from.list),
                  way,
              )
            : undefined;
    return inList ?? FindBest(from, reachable, way);
}

function FindBest<T extends IControlPlace>(from: IControlPlace, others: readonly T[], way: PadWay): T | undefined {
    let best: T | undefined;
    let least = Infinity;
    for (const other of others) {
        const cost = CostOf(from, other, way);
        if (cost < least) {
            least = cost;
            best = other;
        }
    }
    return best;
}

/** Infinite for what does not lie in the direction. */
function CostOf(from: IControlPlace, to: IControlPlace, way: PadWay): number {
    const [a, b] = [Along(from, way), Along(to, way)];
    const [c, d] = [Across(from, way), Across(to, way)];
    const middle = ([start, end]: readonly [number, number]): number => (start + end) / 2;
    if (b[0] <= a[0] || middle(b) <= middle(a)) {
        return Infinity;
    }
    const gap = Math.max(0, b[0] - a[1]);
    const aside = Math.max(0, d[0] - c[1], c[0] - d[1]);
    // What overlaps along the direction and lies beside it is a neighbour of the other axis.
    return b[0] < a[1] && aside > 0 && b[0] - a[0] < (a[1] - a[0]) / 2
        ? Infinity
        : gap + Aside * aside + OffMiddle * Math.abs(middle(d) - middle(c));
}

/** Start and end along the direction, growing with it. */
function Along({ left, top, width, height }: IControlPlace, way: PadWay): readonly [number, number] {
    return { up: [-top - height, -top], down: [top, top + height], left: [-left - width, -left], right: [left, left + width] }[way] as [
        number,
        number,
    ];
}

function Across({ left, top, width, height }: IControlPlace, way: PadWay): readonly [number, number] {
    return way === "up" || way === "down" ? [left, left + width] : [top, top + height];
}
