/** The constants of the method `default`, and the one choice that the published method leaves. Lengths of x are in its own units (0..1). */
export interface IDefaultFitOptions {
    /** Steps of the descent through the imitator. */
    readonly steps: number;
    /** The identity gradient is computed anew at each so many steps and held between; it is the costliest part. */
    readonly identityEvery: number;
    /** The same of the facial content loss, where F2 sees the imitator's pictures. */
    readonly contentEvery: number;
    /** Weight of the identity loss. */
    readonly identityWeight: number;
    /** Weight of the facial content loss (a mean over elements). */
    readonly contentWeight: number;
    /**
     * Weight of the label loss, which takes the place of the facial content loss in the descent where the imitator draws labels: F2 is then not in the
     * loop. 0 keeps the facial content loss.
     */
    readonly labelWeight: number;
    /** Weight of the landmark term: mean squared distance in units of its expected error. */
    readonly landmarkWeight: number;
    /** Weight of the Gaussian prior: mean squared displacement from 0.5 in units of `priorSigma`. */
    readonly priorWeight: number;
    /** Expected spread of each continuous parameter among people. */
    readonly priorSigma: number;
    /** Step size of the descent: root mean square of the parameters' changes in one step. */
    readonly stepSize: number;
    /** Factors on the step size by parameter group; 1 for groups that are not named. */
    readonly stepFactors: Readonly<Record<string, number>>;
    /** Prior of the landmark start: expected spread of each continuous parameter about the average face. */
    readonly landmarkSigma: number;
    /** The same about the translator's face, with which the fit starts; 0 starts with the average face. */
    readonly translatorSigma: number;
    /** The same of a parameter that the recogniser's embedding tells about, such as how masculine a face is; 0 does not ask it. */
    readonly attributeSigma: number;
    /** Weight of the logarithm of how likely people with the photo's attributes wear an option, and how rare it is among all, in choosing one. */
    readonly wornOdds: number;
    /** Weight of the chin's fine detail as evidence of a beard on it, or of none, in choosing one. 0 does not look at it. */
    readonly beardTextureOdds: number;
    /**
     * Prior of the photo's pose: expected spread of yaw and pitch, in units of the nuisance vector. 0 takes every photo for neutral and frontal, as does
     * an imitator that draws neutral faces alone.
     */
    readonly poseSigma: number;
    /** Prior of the photo's expression: expected spread of the weight of each unit of the mouth. */
    readonly expressionSigma: number;
    /** Step size of pose, expressions and light in the descent. */
    readonly nuisanceStep: number;
    /** Expected change of pose, expressions and light by the descent, from where the landmarks put them. */
    readonly nuisanceSigma: number;
    /** Factor on the landmark map's own error, since landmarks on photos err more than on renders and expressions move them. */
    readonly landmarkNoise: number;
    /** Times that the start is drawn by the engine, its landmarks found again, and the start corrected. */
    readonly landmarkRefinements: number;
    /** Rounds of drawing, measuring and correcting colours. */
    readonly colorRounds: number;
    /** How far a colour may stand from the palette (distance in sRGB, 0..1). */
    readonly colorReach: number;
    /** Strengths of the descended displacement that the engine draws as candidates. */
    readonly strengths: readonly number[];
    /** Side of the engine's pictures that are scored. */
    readonly captureSize: number;
    /** How many options of a block whose silhouettes are known the imitator draws, the likeliest by their silhouettes first. */
    readonly optionsImitated: number;
    /** How many options of a discrete block the engine draws, the likeliest first. */
    readonly optionsDrawn: number;
    /** Options that seem so much worse than the best one before anything is drawn are not drawn, in units of the score. */
    readonly optionMargin: number;
    /** How many of the translator's likeliest options are drawn besides. */
    readonly optionsTranslated: number;
    /** Weight of the logarithm of how likely the translator takes an option for, in choosing one. */
    readonly translatorOdds: number;
    /** Weight of how well hair covers the photo's hair (0..1), in choosing it. */
    readonly scoreOverlap: number;
    /** Weight of the difference in luma, by rows and columns, where the options of another block differ, in choosing one. */
    readonly scoreLook: number;
    /** Weight of the logarithm of how likely an option is, in choosing one. */
    readonly optionPrior: number;
    /** Weight of the similarity in the score of a candidate. */
    readonly scoreSimilarity: number;
    /** Weight of the facial content loss in the score of a candidate. */
    readonly scoreContent: number;
    /** Weight of the mean landmark distance, in hundredths of the frame's side, in the score of a candidate. */
    readonly scoreLandmarks: number;
    /**
     * Of the method `published` alone: 1 keeps the parameters of each group in the subspace in which people differ by the head's prior (`ProjectOntoGroups`), as its
     * journal version does; 0 leaves them free.
     */
    readonly publishedSubspace: number;
}

/** Defaults of {@link IDefaultFitOptions}. */
export const DefaultFitOptions: Required<IDefaultFitOptions> = {
    steps: 24,
    identityEvery: 3,
    contentEvery: 2,
    identityWeight: 1,
    contentWeight: 1,
    labelWeight: 0,
    landmarkWeight: 0.02,
    priorWeight: 0.02,
    priorSigma: 0.15,
    stepSize: 0.016,
    stepFactors: { macro: 0.5 },
    landmarkSigma: 0.2,
    translatorSigma: 0.12,
    attributeSigma: 0.08,
    wornOdds: 0.1,
    beardTextureOdds: 3,
    poseSigma: 0,
    expressionSigma: 0.25,
    nuisanceStep: 0.01,
    nuisanceSigma: 0.1,
    landmarkNoise: 2,
    landmarkRefinements: 3,
    colorRounds: 2,
    colorReach: 0.05,
    strengths: [0.5, 1],
    captureSize: 256,
    optionsImitated: 16,
    optionsDrawn: 4,
    optionMargin: 0.3,
    optionsTranslated: 1,
    translatorOdds: 0.01,
    scoreOverlap: 1,
    scoreLook: 3,
    optionPrior: 0.05,
    scoreSimilarity: 1,
    scoreContent: 1,
    scoreLandmarks: 0.1,
    publishedSubspace: 0,
};

/**
 * The options of a fit: the defaults with the changes asked for.
 * @param changes changes; what is undefined keeps its default
 * @returns a complete set of options
 */
export function ResolveFitOptions(changes: Partial<IDefaultFitOptions> = {}): Required<IDefaultFitOptions> {
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    return { ...DefaultFitOptions, ...given };
}
