/**
 * Every constant of the published method (Shi et al., ICCV 2019, sections 3.2 to 3.4 and 4.1), and the one that is ours: `stepScale`.
 */
export const PublishedFitConstants = {
    /** Weight of the identity loss against the facial content loss. */
    alpha: 0.01,
    /** Step size of the gradient descent. */
    learningRate: 10,
    /** The step size is multiplied by this ... */
    decay: 0.8,
    /** ... after every so many steps. */
    decayEvery: 5,
    steps: 50,
    /** Sharpness of the softmax that stands in for the choice of a discrete option. */
    beta: 100,
    /**
     * Our factor on the step size, since our content loss is a mean over elements. With 0.3 the loss falls by 25 % in the median of the reporting people, with 1 and
     * colours that move too it rose: colours ran away.
     */
    stepScale: 0.3,
} as const;
