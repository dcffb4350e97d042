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
     * Our factor on the step size, since our content loss is a mean over elements: of 0.3, 0.6 and 1 the one with which the loss falls most in the median of six
     * choosing people, by 28, 34 and 30 %.
     */
    stepScale: 0.6,
} as const;
