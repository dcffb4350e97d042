/** The recognition networks that can be F1: that of face-api, or the small one of this package. The first is the default. */
export const RecognizerNames = ["face-api", "small"] as const;

/** One of {@link RecognizerNames}. */
export type RecognizerName = (typeof RecognizerNames)[number];
