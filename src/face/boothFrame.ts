/** The photo-booth frame: field of view in degrees, and where the pupils of the average face are in a picture of this side: pixels, x and y of their middle, and how far apart. */
export const BoothFrame = { fov: 20, size: 512, middle: [256, 236] as const, distance: 108 } as const;
