/** For each key the items that have it, one after the other: those of key k are `items[offsets[k]]` to `items[offsets[k + 1] - 1]`, ascending. */
export interface IAdjacency {
    readonly offsets: Uint32Array;
    readonly items: Uint32Array;
}

/**
 * Turns "each item has one key" round.
 * @param keys key of each item
 * @param count number of keys
 * @returns the items of each key
 */
export function CreateAdjacency(keys: Uint32Array, count: number): IAdjacency {
    const offsets = new Uint32Array(count + 1);
    for (const key of keys) {
        offsets[key + 1]++;
    }
    for (let k = 0; k < count; k++) {
        offsets[k + 1] += offsets[k];
    }
    const next = offsets.slice();
    const items = new Uint32Array(keys.length);
    for (let i = 0; i < keys.length; i++) {
        items[next[keys[i]]++] = i;
    }
    return { offsets, items };
}
