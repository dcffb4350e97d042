import { PictureToTensor } from "../compute/pictureTensor.js";
import { PartLabels } from "../face/partLabels.js";
import { type ILabelMap, type IPicture } from "../face/picture.js";
import { LinearToSrgb, LumaOf, SrgbToLinear } from "../face/srgb.js";
import { type IFaceRecognizer, type IFaceSegmenter } from "../networks/networks.types.js";
import { AlignPicture } from "../photo/alignPicture.js";
import { type Point2D } from "../photo/photo.types.js";
import { ApplySimilarity, FitSimilarity } from "../photo/similarity.js";
import { type ILandmarkMap, ToRenderLandmarks } from "./landmarkMap.js";
import { MeasureRegionColors } from "./regionColors.js";

/** Side of the picture that features are taken from. */
const TranslatorPictureSize = 128;
/** Side of the grids of hair and face. */
const GridSize = 16;
/** Side of the grid of luma. */
const LumaSize = 32;
/** Landmarks are told in units of so many pixels of the frame at 512, and at most this many units. */
const LandmarkUnit = 8;
const LargestOffset = 6;
/** Where brows are on that picture: left and top pixel, and cells of 2 x 1 pixels. */
const BrowBox = { left: 30, top: 36, columns: 34, rows: 22 } as const;
/** Logarithms of luma are cut at this. */
const LargestLuma = 3;
/** Colours in their order. */
const Colors = ["skin", "hair", "brow", "lips", "iris"] as const;
/** Labels of the face's own parts, without hair. */
const FaceLabels: readonly number[] = [
    PartLabels.skin,
    PartLabels.leftBrow,
    PartLabels.rightBrow,
    PartLabels.leftEye,
    PartLabels.rightEye,
    PartLabels.nose,
    PartLabels.upperLip,
    PartLabels.innerMouth,
    PartLabels.lowerLip,
];

/** Where each kind of feature stands in the vector of features. */
export const TranslatorLayout = {
    /** Landmarks less those of the average face, x0, y0, x1, y1, ... */
    landmarks: { offset: 0, count: 136 },
    /** sRGB of skin, hair, brows, lips and irises as pictured, then which of them were seen. */
    colors: { offset: 136, count: 20 },
    /** Coverage by hair, then by the face, row by row. */
    parts: { offset: 156, count: 2 * GridSize * GridSize },
    /** Natural logarithm of luma over the skin's, row by row. */
    luma: { offset: 156 + 2 * GridSize * GridSize, count: LumaSize * LumaSize },
    /** The same about the brows, finer. */
    brows: { offset: 156 + 2 * GridSize * GridSize + LumaSize * LumaSize, count: BrowBox.columns * BrowBox.rows },
    /** The recogniser's embedding less the mean of its kind of pictures. */
    embedding: { offset: 156 + 2 * GridSize * GridSize + LumaSize * LumaSize + BrowBox.columns * BrowBox.rows },
} as const;

/** What features are taken with. */
export interface ITranslatorEyes {
    readonly recognizer: IFaceRecognizer;
    readonly segmenter: IFaceSegmenter;
    readonly landmarkMap: Pick<ILandmarkMap, "mean" | "bias">;
}

function CellsOf(size: number, cells: number): readonly number[] {
    return Array.from({ length: size }, (_, i) => Math.floor((i * cells) / size));
}

/** Share of each cell of a grid that some labels cover. */
function Coverage({ data, width, height }: ILabelMap, covers: (label: number) => boolean): Float32Array {
    const grid = new Float32Array(GridSize * GridSize);
    const [columns, rows] = [CellsOf(width, GridSize), CellsOf(height, GridSize)];
    const part = (GridSize * GridSize) / data.length;
    data.forEach((label, i) => {
        if (covers(label)) {
            grid[rows[Math.floor(i / width)] * GridSize + columns[i % width]] += part;
        }
    });
    return grid;
}

/** Linear luma of each pixel. */
function Luma({ data, width, height }: IPicture): Float32Array {
    const linear = Float64Array.from({ length: 256 }, (_, value) => SrgbToLinear(value / 255));
    return Float32Array.from({ length: width * height }, (_, i) =>
        LumaOf(linear[data[4 * i]], linear[data[4 * i + 1]], linear[data[4 * i + 2]]),
    );
}

/** Means over the cells of a grid of the whole picture. */
function CellMeans(values: Float32Array, width: number, cells: number): Float32Array {
    const grid = new Float32Array(cells * cells);
    const at = CellsOf(width, cells);
    const part = (cells * cells) / values.length;
    values.forEach((value, i) => (grid[at[Math.floor(i / width)] * cells + at[i % width]] += part * value));
    return grid;
}

/** Means over the cells about the brows. */
function BrowMeans(values: Float32Array, width: number): Float32Array {
    const { left, top, columns, rows } = BrowBox;
    return Float32Array.from({ length: columns * rows }, (_, i) => {
        const at = (top + Math.floor(i / columns)) * width + left + 2 * (i % columns);
        return (values[at] + values[at + 1]) / 2;
    });
}

/**
 * What the translator looks at: where landmarks, hair and face are, what colours and luma they have, and what the recogniser sees, all on the picture
 * moved so that its landmarks lie on the average face's.
 * @param eyes the networks and the landmarks of the average face
 * @param picture in the photo-booth frame, square
 * @param found the 68 landmarks that the detector found on it, in photo-booth pixels at 512
 * @param isPhotograph true for a photograph, whose landmarks stand off those of a render; false for a render
 * @returns features as {@link TranslatorLayout} places them; the embedding as it is, no mean taken off
 */
export async function TranslatorFeaturesAsync(
    { landmarkMap, recognizer, segmenter }: ITranslatorEyes,
    picture: IPicture,
    found: readonly Point2D[],
    isPhotograph: boolean,
): Promise<Float32Array> {
    const { mean } = landmarkMap;
    const home: Point2D[] = Array.from({ length: 68 }, (_, i) => [mean[2 * i], mean[2 * i + 1]]);
    const likeRender = isPhotograph ? ToRenderLandmarks(found, landmarkMap.bias) : found;
    const [a, b, tx, ty] = FitSimilarity(likeRender, home);
    // From pixels of the picture to those of the smaller one, both showing the frame
    const [into, out] = [512 / picture.width, TranslatorPictureSize / 512];
    const aligned = AlignPicture(picture, [a * into * out, b * into * out, tx * out, ty * out], TranslatorPictureSize);
    const move = (point: Point2D): Point2D => ApplySimilarity([a, b, tx, ty], point);
    const labels = await segmenter.segmentAsync(aligned);
    const tensor = PictureToTensor(aligned);
    const embedded = recognizer.embed(tensor);
    tensor.dispose();
    const embedding = await embedded.data();
    embedded.dispose();

    const { landmarks, colors, parts, luma, brows } = TranslatorLayout;
    const features = new Float32Array(TranslatorLayout.embedding.offset + embedding.length);
    const limit = (value: number, most: number): number => Math.min(most, Math.max(-most, value));
    likeRender.map(move).forEach((point, i) => {
        point.forEach((value, axis) => {
            features[landmarks.offset + 2 * i + axis] = limit((value - home[i][axis]) / LandmarkUnit, LargestOffset);
        });
    });
    const measured = MeasureRegionColors(aligned, labels, found.map(move));
    Colors.forEach((id, i) => {
        const color = measured[id];
        if (color) {
            features.set(color.map(LinearToSrgb), colors.offset + 3 * i);
            features[colors.offset + 3 * Colors.length + i] = 1;
        }
    });
    features.set(
        Coverage(labels, (label) => label === PartLabels.hair),
        parts.offset,
    );
    features.set(
        Coverage(labels, (label) => FaceLabels.includes(label)),
        parts.offset + GridSize * GridSize,
    );
    const skin = measured.skin ? LumaOf(...measured.skin) : 0.3;
    const relative = (value: number): number => limit(Math.log((value + 0.003) / (skin + 0.003)), LargestLuma);
    const pixels = Luma(aligned);
    features.set(CellMeans(pixels, aligned.width, LumaSize).map(relative), luma.offset);
    features.set(BrowMeans(pixels, aligned.width).map(relative), brows.offset);
    features.set(embedding, TranslatorLayout.embedding.offset);
    return features;
}
