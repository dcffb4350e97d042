/**
 * The part labels of a face: one table for the engine's label maps, the imitator, the face segmentation network and every score.
 *
 * Left and right are the subject's. An eye is what lies between the lids, lashes included; the inner mouth is teeth, tongue and gap;
 * beard and stubble count as skin; ears, neck, glasses, hats and hands are `other`, which losses and scores leave out. What is seen through clear lenses keeps its label.
 * Source: the 11 classes of the Helen set, as in section 3.3 of the paper, with the class `other` added.
 */
export const PartLabels = {
    background: 0,
    skin: 1,
    leftBrow: 2,
    rightBrow: 3,
    leftEye: 4,
    rightEye: 5,
    nose: 6,
    upperLip: 7,
    innerMouth: 8,
    lowerLip: 9,
    hair: 10,
    other: 11,
} as const;

/** The name of a part label. */
export type PartLabelName = keyof typeof PartLabels;

/** Number of classes that a face segmentation network tells apart (0 to 10); `other` is not one of them. */
export const PartClassCount = 11;

/** sRGB colours (0..255) in which label maps are shown to people, in the order of {@link PartLabels}. */
export const PartLabelColors: readonly (readonly [number, number, number])[] = [
    [0, 0, 0],
    [230, 190, 160],
    [120, 70, 20],
    [180, 110, 40],
    [40, 120, 255],
    [80, 200, 255],
    [255, 160, 60],
    [220, 30, 60],
    [120, 0, 30],
    [255, 110, 130],
    [110, 60, 160],
    [128, 128, 128],
];
