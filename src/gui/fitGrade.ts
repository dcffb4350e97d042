/** How alike the fitted face is to the photo, in the words that the player reads. */
export type FitGrade = "great" | "good" | "rough";

/** Similarity of the recogniser in the loss (0 = a stranger, 1 = the same picture) from which a result is called so. */
const GreatFrom = 0.55;
const GoodFrom = 0.35;
/** A result that is nearer than the average face by less than this is rough, whatever its similarity. */
const LeastGain = 0.08;

/**
 * The word for a result. Measured on portraits of strangers the median similarity is 0.46, that of the average face 0.15.
 * @param similarity of the fit's report
 * @returns the word
 */
export function GradeFit(similarity: { readonly result: number; readonly average: number }): FitGrade {
    if (similarity.result - similarity.average < LeastGain || similarity.result < GoodFrom) {
        return "rough";
    }
    return similarity.result >= GreatFrom ? "great" : "good";
}
