import { type ICaptureOptions } from "../face/capture.types.js";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IFaceSchema, type SrgbColor } from "../face/faceSchema.js";
import { type IVectorLayout, GetVectorLayout } from "../face/faceVector.js";
import { type IHeadPose, type ILight, type INuisance } from "../face/nuisance.js";
import { RandomOption } from "../face/plausibleOptions.js";
import { SeededRandom } from "../face/random.js";

/**
 * How samples are drawn. `uniform` fills the whole box 0..1 with neutral frontal faces in the booth's own light, as the imitator needs it (section 3.1);
 * `plausible` draws the same with a bell about the average face, where fits end, and beards and makeup as seldom as people wear them; `posed` is half of either kind, with
 * pose, expression and light such as photos have, each in two of three samples, for an imitator that draws those too; `varied` goes farther in pose and light and
 * adds a background, for networks that must look at any picture; `proposed` takes given faces, such as fits found, and others close to them, so that an imitator
 * learns better what a fit visits.
 */
export type SampleKind = "uniform" | "plausible" | "posed" | "varied" | "proposed";

/** What a sample is drawn from. */
export interface ISampleSource {
    readonly schema: IFaceSchema;
    readonly kind: SampleKind;
    readonly seed: number;
    /** Vectors x of the faces that `proposed` takes. */
    readonly proposals?: readonly Float32Array[];
    /** Share of the samples that wear glasses, whatever the kind; everything else of a sample stays as it is without. Default 0. */
    readonly glassesShare?: number;
}

/** One training sample: what the engine is asked to draw. */
export interface ISample {
    /** Vector x of the schema's layout. */
    readonly x: Float32Array;
    /** Nuisance and background for the photo booth; empty but for `posed`, `varied` and glasses. */
    readonly capture: Pick<ICaptureOptions, "nuisance" | "background">;
}

/** Standard deviation of `plausible`, and of the bell-shaped half of `varied`. */
const BellDeviation = 0.2;
/** Standard deviation of what `proposed` adds to each parameter of a face, after the first sample of it. */
const ProposedDeviation = 0.05;
/** Standard deviation of what is added to a mixture of two palette colours. */
const ColorDeviation = 0.04;
/** Largest angles in degrees. A photo's roll is taken out by its alignment, all but a rest. */
const LargestPose = { varied: { yaw: 35, pitch: 20, roll: 15 }, posed: { yaw: 30, pitch: 18, roll: 5 } } as const;
/** Share of `posed` samples that have a pose, that have expressions, and that have a light. */
const PosedShare = 2 / 3;
/** Share of the expressions that such a sample raises; a smile more often, being what people show to a camera. */
const [RaisedShare, SmileShare] = [0.12, 0.4];
const SmileId = "mouthSmile";
/** Changes the seed of what is drawn beside a sample. */
const GlassesStream = 0x61a55e5;
/** How often both sides of the face do the same. */
const SymmetricShare = 0.75;

/**
 * Draws sample i of a seed. It does not depend on the other samples, so a stopped run goes on where it was.
 * @param source what to draw from
 * @param index number of the sample
 * @returns a new sample
 */
export function DrawSample(source: ISampleSource, index: number): ISample {
    const { x, capture } = DrawBareSample(source, index);
    const glasses = RandomGlasses(source, index);
    return { x, capture: glasses === undefined ? capture : { ...capture, nuisance: { ...capture.nuisance, glasses } } };
}

/** Of a stream of its own, so that the rest of a sample does not depend on it. */
function RandomGlasses({ schema, seed, glassesShare = 0 }: ISampleSource, index: number): string | undefined {
    const pairs = schema.glasses ?? [];
    const random = new SeededRandom(seed ^ GlassesStream, index);
    return random.uniform() < glassesShare && pairs.length > 0 ? pairs[random.index(pairs.length)] : undefined;
}

function DrawBareSample(source: ISampleSource, index: number): ISample {
    const random = new SeededRandom(source.seed, index);
    const layout = GetVectorLayout(source.schema);
    if (source.kind === "proposed") {
        return { x: NearProposal(source.proposals ?? [], layout, index, random), capture: {} };
    }
    const x = new Float32Array(layout.length);
    FillShape(x, layout.continuousCount, source.kind, random);
    FillColorsAndStyles(x, source, layout, random);
    if (source.kind === "posed") {
        return { x, capture: { nuisance: PhotoLikeNuisance(source.schema.expressions, random) } };
    }
    if (source.kind === "varied") {
        return { x, capture: { nuisance: RandomNuisance(source.schema.expressions, random), background: RandomBackground(random) } };
    }
    return { x, capture: {} };
}

/** The faces in turn: first as they are, from the second round on with other shapes and colours close by; their options stay. */
function NearProposal(proposals: readonly Float32Array[], layout: IVectorLayout, index: number, random: SeededRandom): Float32Array {
    if (proposals.length === 0) {
        throw new FaceCreatorError("E_ARGUMENT", "there is no face to draw samples about", "", "give some, as fits write them");
    }
    const face = proposals[index % proposals.length];
    const moved = index < proposals.length ? 0 : (layout.blocks[0]?.offset ?? layout.length);
    return face.map((value, i) => (i < moved ? Math.min(1, Math.max(0, value + ProposedDeviation * random.normal())) : value));
}

function FillShape(x: Float32Array, count: number, kind: SampleKind, random: SeededRandom): void {
    const bell = kind === "plausible" || (kind !== "uniform" && random.uniform() < 0.5);
    for (let i = 0; i < count; i++) {
        x[i] = bell ? TruncatedNormal(random) : random.uniform();
    }
}

/** Redrawn, not clamped, so that the ends of the range do not pile up. */
function TruncatedNormal(random: SeededRandom): number {
    for (;;) {
        const value = 0.5 + BellDeviation * random.normal();
        if (value >= 0 && value <= 1) {
            return value;
        }
    }
}

function FillColorsAndStyles(x: Float32Array, { schema, kind }: ISampleSource, layout: IVectorLayout, random: SeededRandom): void {
    schema.colors.forEach((color, i) => x.set(MixPalette(color.palette, random), layout.colorOffset + 3 * i));
    schema.discrete.forEach((block, i) => {
        const { offset, count } = layout.blocks[i];
        x[offset + (kind === "uniform" ? random.index(count) : RandomOption(block, random))] = 1;
    });
}

/** A mixture of any two entries, wider than what players see, so that the imitator knows what lies between and around them. */
function MixPalette(palette: readonly SrgbColor[], random: SeededRandom): SrgbColor {
    const first = palette[random.index(palette.length)];
    const second = palette[random.index(palette.length)];
    const share = random.uniform();
    const mix = (c: number): number => {
        const value = first[c] + (second[c] - first[c]) * share + ColorDeviation * random.normal();
        return Math.min(1, Math.max(0, value));
    };
    return [mix(0), mix(1), mix(2)];
}

function RandomPose(largest: IHeadPose, random: SeededRandom): IHeadPose {
    return {
        yaw: random.between(-largest.yaw, largest.yaw),
        pitch: random.between(-largest.pitch, largest.pitch),
        roll: random.between(-largest.roll, largest.roll),
    };
}

function RandomLight(random: SeededRandom): ILight {
    return {
        azimuth: random.between(-80, 80),
        elevation: random.between(-20, 70),
        key: random.between(0.3, 1.6),
        ambient: random.between(0.4, 1.5),
        color: [random.between(0.75, 1.1), random.between(0.8, 1.05), random.between(0.7, 1.1)],
    };
}

/** Of `varied`: always all of it, a few expressions whatever they are. */
function RandomNuisance(expressions: readonly string[], random: SeededRandom): INuisance {
    const pose = RandomPose(LargestPose.varied, random);
    const expression: Record<string, number> = {};
    const raised = expressions.length > 0 ? random.index(4) : 0;
    for (let i = 0; i < raised; i++) {
        expression[expressions[random.index(expressions.length)]] = random.uniform();
    }
    return { pose, expression, light: RandomLight(random) };
}

/** Of `posed`: each part is there or not. */
function PhotoLikeNuisance(expressions: readonly string[], random: SeededRandom): INuisance {
    const pose = random.uniform() < PosedShare ? RandomPose(LargestPose.posed, random) : undefined;
    const expression = random.uniform() < PosedShare ? PhotoLikeExpression(expressions, random) : undefined;
    const light = random.uniform() < PosedShare ? RandomLight(random) : undefined;
    return { ...(pose && { pose }), ...(expression && { expression }), ...(light && { light }) };
}

function PhotoLikeExpression(expressions: readonly string[], random: SeededRandom): Record<string, number> {
    const expression: Record<string, number> = {};
    const symmetric = random.uniform() < SymmetricShare;
    for (const id of expressions) {
        const twin = id.endsWith("Right") && !id.startsWith("eyeLook") ? expression[id.replace(/Right$/, "Left")] : undefined;
        const weight = random.uniform() < (id === SmileId ? SmileShare : RaisedShare) ? random.uniform() : 0;
        expression[id] = symmetric ? (twin ?? weight) : weight;
    }
    return expression;
}

function RandomBackground(random: SeededRandom): SrgbColor {
    return [random.uniform(), random.uniform(), random.uniform()];
}
