/** How a row says its value: `signed` as -100 to +100 about the average, `share` as 0 to 100. */
export type ValueScale = "signed" | "share";

/**
 * The number that a player reads.
 * @param value 0..1
 * @param scale how it is said
 * @returns a whole number
 */
export function ShownNumber(value: number, scale: ValueScale): number {
    return Math.round(scale === "signed" ? (value - 0.5) * 200 : value * 100);
}

/**
 * The number as text.
 * @param shown of {@link ShownNumber}
 * @param scale how it is said
 * @returns for example `+12`, with a minus sign that is no hyphen
 */
export function NumberText(shown: number, scale: ValueScale): string {
    return scale === "signed" && shown > 0 ? `+${shown}` : String(shown).replace("-", "−");
}

/**
 * In words for screen readers: how far a value is from the average.
 * @param shown of {@link ShownNumber}
 * @param scale how it is said
 * @param words for at it, slightly, clearly and strongly off it
 * @returns the word and a comma; empty for shares
 */
export function AmountText(shown: number, scale: ValueScale, words: readonly [string, string, string, string]): string {
    const size = Math.abs(shown);
    return scale === "share" ? "" : `${words[size === 0 ? 0 : size < 34 ? 1 : size < 67 ? 2 : 3]}, `;
}

/**
 * Reads a number that a player typed.
 * @param text what was typed
 * @param scale how values are said
 * @returns 0..1, undefined where it is no number
 */
export function ReadNumber(text: string, scale: ValueScale): number | undefined {
    const typed = Number(text.replace("−", "-").replace("%", "").trim());
    if (text.trim() === "" || !Number.isFinite(typed)) {
        return undefined;
    }
    return Math.min(1, Math.max(0, scale === "share" ? typed / 100 : 0.5 + typed / 200));
}
