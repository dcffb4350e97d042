import { type IPageRoom } from "./page.types.js";

/** From this height on a page has room for large pictures and for words on tools; sheets and canvases of phones are lower. Ideal pixels. */
const TallFrom = 480;

/**
 * Whether a page has room for more than what matters most.
 * @param room how much of it is seen
 * @returns whether it is high
 */
export function IsTall({ height }: IPageRoom): boolean {
    return height >= TallFrom;
}
