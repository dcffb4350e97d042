/** A picture: 8-bit sRGB RGBA, row 0 on top, no padding between rows. */
export interface IPicture {
    readonly width: number;
    readonly height: number;
    /** width * height * 4 values. */
    readonly data: Uint8ClampedArray;
}

/** A label map: one part label (see PartLabels) a pixel, row 0 on top, no antialiasing. */
export interface ILabelMap {
    readonly width: number;
    readonly height: number;
    /** width * height labels. */
    readonly data: Uint8Array;
}
