import { type IFaceSchema } from "../../face/faceSchema.js";
import { FaceToVector } from "../../face/faceVector.js";
import { type IPicture } from "../../face/picture.js";
import { SeededRandom } from "../../face/random.js";
import { RandomFace } from "../../face/randomFace.js";
import { PictureToTensor } from "../../compute/pictureTensor.js";
import { DefaultFitOptions } from "../../fitting/defaultFitOptions.js";
import { ReadLossAsync } from "../../fitting/descent.js";
import { FitLosses } from "../../fitting/losses.js";
import { MeasureLossSlopeAsync } from "../../fitting/lossSlope.js";
import { AlignPicture } from "../../photo/alignPicture.js";
import { Estimate, type IEstimate } from "./bootstrap.js";
import { type IWorkplace } from "./options.js";
import { Correlation } from "./scores.js";

/** One comparison: the slope that the imitator tells and the one that the engine's own pictures have. */
export interface ISlopePair {
    readonly told: number;
    readonly true: number;
}

/** Whether the gradient through the imitator may be trusted. */
export interface IGradientTrust {
    readonly pairs: number;
    /** Pearson's correlation of told and true slopes. */
    readonly correlation: IEstimate;
    /** Share of pairs whose slopes have the same sign. */
    readonly sameSign: number;
}

/** Seeds of photos, starts and directions. */
const Seed = 60606;
/** Half the distance between the two engine pictures, in units of x: a change that is to be seen in a picture of 8 bits. */
const Reach = 0.08;
/** Side at which the engine draws; brought to the imitator's afterwards. */
const DrawSize = 256;

/** Parameters that a direction moves, by group; `all` moves every continuous one. */
function DirectionGroups(schema: IFaceSchema): Record<string, number[]> {
    const groups: Record<string, number[]> = { all: schema.continuous.map((_, i) => i) };
    schema.continuous.forEach(({ group }, i) => (groups[group] ??= []).push(i));
    groups["colours"] = schema.colors.flatMap((_, i) => [0, 1, 2].map((c) => schema.continuous.length + 3 * i + c));
    return groups;
}

/**
 * Compares slopes of the fit's picture loss (identity and facial content with the weights of the method `default`). Each pair is a photo (the engine's
 * picture of a random plausible face), another random plausible face x, and a random direction in each group of parameters, every entry up or down
 * alike. Told: the gradient of the loss of G(x) along the direction. True: the loss of the engine's pictures a little ahead and a little behind.
 * @param workplace engine and networks
 * @param count number of pairs
 * @param onProgress gets the number of pairs done
 * @returns trust by group, with intervals over pairs
 */
export async function MeasureGradientTrustAsync(
    { studio, networks }: IWorkplace,
    count: number,
    onProgress: (done: number) => void,
): Promise<Record<string, IGradientTrust>> {
    const { schema } = studio;
    const { imitator, recognizer, segmenter } = networks.networks;
    const groups = DirectionGroups(schema);
    const slopes: Record<string, ISlopePair[]> = Object.fromEntries(Object.keys(groups).map((name) => [name, []]));
    const side = imitator.outputSize;
    const shrink = (picture: IPicture): IPicture => AlignPicture(picture, [side / picture.width, 0, 0, 0], side);
    for (let i = 0; i < count; i++) {
        const random = new SeededRandom(Seed, 2_000_000 + i);
        const photo = shrink(await studio.drawOneAsync(FaceToVector(schema, RandomFace(schema, Seed, 2 * i)), DrawSize));
        const x = FaceToVector(schema, RandomFace(schema, Seed, 2 * i + 1));
        for (let k = 0; k < schema.continuous.length + 3 * schema.colors.length; k++) {
            x[k] = Math.min(1 - Reach, Math.max(Reach, x[k]));
        }
        const tensor = PictureToTensor(photo);
        const losses = new FitLosses(recognizer, segmenter, tensor, { hair: false });
        try {
            const { gradient } = await MeasureLossSlopeAsync(imitator, losses, x, DefaultFitOptions);
            const directions = Object.entries(groups).map(([name, indices]) => {
                const signs = indices.map(() => (random.uniform() < 0.5 ? -1 : 1));
                return { name, indices, signs };
            });
            const shots = directions.flatMap(({ indices, signs }) =>
                [Reach, -Reach].map((reach) => ({ x: Moved(x, indices, signs, reach) })),
            );
            const drawn = await studio.drawAsync(shots, { size: DrawSize, antialias: false });
            for (const [d, { name, indices, signs }] of directions.entries()) {
                const ahead = await LossOfAsync(losses, shrink(drawn[2 * d].picture));
                const behind = await LossOfAsync(losses, shrink(drawn[2 * d + 1].picture));
                const told = indices.reduce((sum, k, j) => sum + gradient[k] * signs[j], 0);
                slopes[name].push({ told, true: (ahead - behind) / (2 * Reach) });
            }
        } finally {
            losses.dispose();
            tensor.dispose();
        }
        onProgress(i + 1);
    }
    return Object.fromEntries(Object.entries(slopes).map(([name, pairs]) => [name, SummariseTrust(pairs)]));
}

/**
 * Sums up compared slopes.
 * @param pairs the slopes
 * @returns correlation with its interval over pairs, and the share of equal signs
 */
export function SummariseTrust(pairs: readonly ISlopePair[]): IGradientTrust {
    return {
        pairs: pairs.length,
        correlation: Estimate(pairs.length, (weights) => {
            const drawn = pairs.flatMap((pair, i) => Array<ISlopePair>(weights[i]).fill(pair));
            return Correlation(
                drawn.map(({ told }) => told),
                drawn.map((pair) => pair.true),
            );
        }),
        sameSign: pairs.filter((pair) => Math.sign(pair.told) === Math.sign(pair.true)).length / pairs.length,
    };
}

function Moved(x: Float32Array, indices: readonly number[], signs: readonly number[], reach: number): Float32Array {
    const moved = x.slice();
    indices.forEach((k, j) => (moved[k] += reach * signs[j]));
    return moved;
}

async function LossOfAsync(losses: FitLosses, picture: IPicture): Promise<number> {
    const tensor = PictureToTensor(picture);
    try {
        const { identity, content } = await ReadLossAsync(losses, tensor, 1);
        return DefaultFitOptions.identityWeight * identity + DefaultFitOptions.contentWeight * content;
    } finally {
        tensor.dispose();
    }
}
