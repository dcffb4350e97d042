import { tensor4d, tidy, type Tensor } from "@tensorflow/tfjs-core";
import { type IPicture } from "../face/picture.js";
import { type IDetectedFace, type IFaceDetector, type Point2D } from "../photo/photo.types.js";
import { LoadFaceApiWeightsAsync } from "./faceApiWeights.js";
import { LandmarkGraph, LandmarkInputSize } from "./landmarkGraph.js";
import { SampleSquare, type ISquare } from "./sampleSquare.js";
import { DecodeBoxes, KeepDistinct, SsdAnchorsName, type IScoredBox } from "./ssdBoxes.js";
import { SsdGraph, SsdInputSize } from "./ssdGraph.js";

/** Least score of a face. */
const MinScore = 0.5;

/** Largest overlap (intersection over union) of two faces. */
const MaxOverlap = 0.4;

/** Side of the parts in which a large picture is searched for small faces. */
const TileSize = 1024;

/** Side of the square around the landmarks that the landmark network sees, in widths of the landmarks' own box. */
const LandmarkMargin = 1.2;

/** How often the landmarks are found anew in the square that the last ones give. */
const LandmarkRounds = 2;

/** Finds faces with face-api's SSD detector and their 68 landmarks with its landmark network (MIT). Needs no DOM: runs in a worker. */
export class FaceDetector implements IFaceDetector {
    private readonly _ssd: SsdGraph;
    private readonly _landmarks: LandmarkGraph;

    /**
     * Loads both networks.
     * @param url absolute URL of the folder with face-api's model files, ends with a slash
     * @returns the detector; the caller disposes it
     */
    public static async LoadAsync(url: string): Promise<FaceDetector> {
        const results = await Promise.allSettled([
            LoadFaceApiWeightsAsync(url, "ssd_mobilenetv1_model"),
            LoadFaceApiWeightsAsync(url, "face_landmark_68_model"),
        ]);
        const [ssd, landmarks] = results.map((result) => (result.status === "fulfilled" ? result.value : {}));
        const failure = results.find((result) => result.status === "rejected");
        if (failure) {
            [ssd, landmarks].forEach((weights) => Object.values(weights).forEach((weight) => weight.dispose()));
            throw failure.reason;
        }
        const anchors = (await ssd[SsdAnchorsName].data()) as Float32Array;
        const detector = new FaceDetector(ssd, Float32Array.from(anchors), landmarks);
        Object.values(ssd).forEach((weight) => weight.dispose());
        return detector;
    }

    /**
     * @param ssdWeights the weights of `ssd_mobilenetv1_model`; copied, the caller still owns them
     * @param _anchors the detector's anchors
     * @param landmarkWeights the weights of `face_landmark_68_model`; the detector owns them from now on
     */
    public constructor(
        ssdWeights: Readonly<Record<string, Tensor>>,
        private readonly _anchors: Float32Array,
        landmarkWeights: Readonly<Record<string, Tensor>>,
    ) {
        this._ssd = new SsdGraph(ssdWeights);
        this._landmarks = new LandmarkGraph(landmarkWeights);
    }

    /** @inheritdoc */
    public async detectAsync(picture: IPicture): Promise<IDetectedFace[]> {
        let boxes: IScoredBox[] = [];
        for (const squares of SearchSquares(picture)) {
            for (const square of squares) {
                boxes.push(...(await this._searchAsync(picture, square)));
            }
            if (boxes.length > 0) {
                break;
            }
        }
        boxes = KeepDistinct(boxes, MaxOverlap).sort((a, b) => b.right - b.left - (a.right - a.left));
        const faces: IDetectedFace[] = [];
        for (const box of boxes) {
            const landmarks = await this._landmarksAsync(picture, box);
            faces.push({ box: [box.left, box.top, box.right - box.left, box.bottom - box.top], score: box.score, landmarks });
        }
        return faces;
    }

    /** @inheritdoc */
    public async locateAsync(picture: IPicture, [left, top, width, height]: IDetectedFace["box"]): Promise<Point2D[]> {
        return await this._landmarksAsync(picture, { left, top, right: left + width, bottom: top + height, score: 1 });
    }

    /** Frees the weights. */
    public dispose(): void {
        this._ssd.dispose();
        this._landmarks.dispose();
    }

    private async _searchAsync(picture: IPicture, square: ISquare): Promise<IScoredBox[]> {
        const input = SampleSquare(picture, square, SsdInputSize);
        const { boxes, scores } = tidy(() => ({ ...this._ssd.run(tensor4d(input, [1, SsdInputSize, SsdInputSize, 3])) }));
        const [boxData, scoreData] = await Promise.all([boxes.data<"float32">(), scores.data<"float32">()]);
        boxes.dispose();
        scores.dispose();
        const left = square.x - square.side / 2;
        const top = square.y - square.side / 2;
        return DecodeBoxes(this._anchors, boxData, scoreData, MinScore, MaxOverlap).map((box) => ({
            left: left + box.left * square.side,
            top: top + box.top * square.side,
            right: left + box.right * square.side,
            bottom: top + box.bottom * square.side,
            score: box.score,
        }));
    }

    private async _landmarksAsync(picture: IPicture, box: IScoredBox): Promise<Point2D[]> {
        const side = Math.max(box.right - box.left, box.bottom - box.top);
        let square: ISquare = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2, side, angle: 0 };
        let points: Point2D[] = [];
        for (let round = 0; round <= LandmarkRounds; round++) {
            points = await this._landmarksInAsync(picture, square);
            square = SquareAround(points);
        }
        return points;
    }

    private async _landmarksInAsync(picture: IPicture, square: ISquare): Promise<Point2D[]> {
        const input = SampleSquare(picture, square, LandmarkInputSize);
        const output = tidy(() => this._landmarks.run(tensor4d(input, [1, LandmarkInputSize, LandmarkInputSize, 3])));
        const values = await output.data();
        output.dispose();
        const cos = Math.cos(square.angle) * square.side;
        const sin = Math.sin(square.angle) * square.side;
        return Array.from({ length: values.length / 2 }, (_, i) => {
            const u = values[2 * i] - 0.5;
            const v = values[2 * i + 1] - 0.5;
            return [square.x + u * cos - v * sin, square.y + u * sin + v * cos];
        });
    }
}

/** Where to look for faces, step by step until one is found: the whole picture, with a wide margin (a face that fills it), in parts (small faces). */
function* SearchSquares({ width, height }: IPicture): Generator<ISquare[]> {
    const side = Math.max(width, height);
    const whole = { x: width / 2, y: height / 2, angle: 0 };
    yield [{ ...whole, side }];
    yield [{ ...whole, side: 2 * side }];
    if (side > TileSize) {
        const centres = (length: number): number[] => {
            const count = Math.max(1, Math.ceil((length / TileSize - 0.25) / 0.75));
            return Array.from({ length: count }, (_, i) =>
                count === 1 ? length / 2 : TileSize / 2 + (i * (length - TileSize)) / (count - 1),
            );
        };
        yield centres(height).flatMap((y) => centres(width).map((x) => ({ x, y, side: TileSize, angle: 0 })));
    }
}

/** A square around landmarks, level with the eyes. */
function SquareAround(points: readonly Point2D[]): ISquare {
    const eye = (start: number): Point2D => {
        const lids = points.slice(start, start + 6);
        return [lids.reduce((sum, [x]) => sum + x, 0) / 6, lids.reduce((sum, [, y]) => sum + y, 0) / 6];
    };
    const [right, left] = [eye(36), eye(42)];
    const angle = Math.atan2(left[1] - right[1], left[0] - right[0]);
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const us = points.map(([x, y]) => x * cos + y * sin);
    const vs = points.map(([x, y]) => y * cos - x * sin);
    const [u0, u1, v0, v1] = [Math.min(...us), Math.max(...us), Math.min(...vs), Math.max(...vs)];
    const [u, v] = [(u0 + u1) / 2, (v0 + v1) / 2];
    return { x: u * cos - v * sin, y: u * sin + v * cos, side: LandmarkMargin * Math.max(u1 - u0, v1 - v0), angle };
}
