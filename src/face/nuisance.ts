/** Head pose in degrees: yaw > 0 turns the face to the subject's left, pitch > 0 looks up, roll > 0 tilts to the subject's right shoulder's side seen as clockwise in the picture. */
export interface IHeadPose {
    readonly yaw: number;
    readonly pitch: number;
    readonly roll: number;
}

/** The light of the photo booth. */
export interface ILight {
    /** Direction from the head to the key light: azimuth in degrees (0 = from the camera, > 0 = from the subject's left), elevation in degrees. */
    readonly azimuth: number;
    readonly elevation: number;
    /** Factor on the key light, 1 = the booth's own. */
    readonly key: number;
    /** Factor on the image-based ambient light, 1 = the booth's own. */
    readonly ambient: number;
    /** Colour of the key light, linear RGB, 1,1,1 = the booth's own. */
    readonly color: readonly [number, number, number];
}

/** The photo booth's own light: a key from the upper left of the picture. The fill is a soft box in the environment. */
export const BoothLight = { azimuth: -35, elevation: 35, key: 1, ambient: 1, color: [1, 1, 1] } as const satisfies ILight;

/** What changes a picture of a face but is not the person: engine inputs that are never part of a Face. */
export interface INuisance {
    readonly pose?: Partial<IHeadPose>;
    /** Expression unit id -> weight 0..1. */
    readonly expression?: Readonly<Record<string, number>>;
    readonly light?: Partial<ILight>;
    /** Id of glasses (the schema's `glasses`), or null for none. Left out: none in pictures of the photo booth, as it is on a head in a scene. */
    readonly glasses?: string | null;
}
