/** The boxes that lead to the sizes of an AVIF file's pictures. `meta` begins with a version of 4 bytes. */
const Containers: Readonly<Record<string, number>> = { meta: 4, iprp: 0, ipco: 0 };

/**
 * The size of the largest picture of an AVIF file, from its box `ispe` (ISO/IEC 23008-12).
 * @param view the start of the file
 * @param from where to look, in bytes
 * @param to where to stop
 * @returns width and height in pixels before any orientation; 0 and 0 where the bytes do not tell
 */
export function ReadAvifSize(view: DataView, from = 0, to = view.byteLength): readonly [number, number] {
    let best: readonly [number, number] = [0, 0];
    for (let at = from; at + 8 <= to;) {
        const size = view.getUint32(at);
        const end = size < 8 ? to : Math.min(to, at + size);
        const type = String.fromCharCode(...[4, 5, 6, 7].map((i) => view.getUint8(at + i)));
        let found: readonly [number, number] = [0, 0];
        if (type in Containers) {
            found = ReadAvifSize(view, at + 8 + Containers[type], end);
        } else if (type === "ispe" && at + 20 <= end) {
            found = [view.getUint32(at + 12), view.getUint32(at + 16)];
        }
        best = found[0] * found[1] > best[0] * best[1] ? found : best;
        at = end;
    }
    return best;
}
