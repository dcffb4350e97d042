/** The boxes that lead to the sizes of an AVIF file's pictures, outermost first: their names as numbers, and the bytes before what they hold. */
const Path = [
    { type: 0x6d657461, start: 12 }, // meta, which begins with its version
    { type: 0x69707270, start: 8 }, // iprp
    { type: 0x6970636f, start: 8 }, // ipco
];

/** `ispe` as a number. */
const SizeBox = 0x69737065;

/** Width and height of the largest picture between two places of the file, `depth` boxes within the path. */
function FindLargest(view: DataView, from: number, to: number, depth: number): readonly [number, number] {
    let best: readonly [number, number] = [0, 0];
    for (let at = from; at + 8 <= to;) {
        const short = view.getUint32(at);
        const size = short === 1 && at + 16 <= to ? Number(view.getBigUint64(at + 8)) : short;
        const end = size < 8 ? to : Math.min(to, at + size);
        const type = view.getUint32(at + 4);
        const isSize = depth === Path.length && type === SizeBox && at + 20 <= end;
        if (isSize || type === Path[depth]?.type) {
            const found = isSize
                ? ([view.getUint32(at + 12), view.getUint32(at + 16)] as const)
                : FindLargest(view, at + Path[depth].start, end, depth + 1);
            best = found[0] * found[1] > best[0] * best[1] ? found : best;
        }
        at = end;
    }
    return best;
}

/**
 * The size of the largest picture of an AVIF file, from its boxes `ispe` (ISO/IEC 23008-12). Takes time by the length of the file, however its boxes lie.
 * @param view the start of the file
 * @returns width and height in pixels before any orientation; 0 and 0 where the bytes do not tell
 */
export function ReadAvifSize(view: DataView): readonly [number, number] {
    return FindLargest(view, 0, view.byteLength, 0);
}
