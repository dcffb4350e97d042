import { type ICaptureOptions } from "../face/capture.types.js";
import { type IFaceSchema, type SrgbColor } from "../face/faceSchema.js";
import { type IVectorLayout, GetVectorLayout } from "../face/faceVector.js";
import { type INuisance } from "../face/nuisance.js";
import { RandomOption } from "../face/plausibleOptions.js";
import { SeededRandom } from "../face/random.js";

/**
 * How samples are drawn. `uniform` fills the whole box 0..1 with neutral frontal faces in the booth's own light, as the imitator needs it (section 3.1);
 * `plausible` draws the same with a bell about the average face, where fits end, and beards and makeup as seldom as people wear them; `varied` adds pose, expression, light and background for networks that must look at any picture.
 */
export type SampleKind = "uniform" | "plausible" | "varied";

/** What a sample is drawn from. */
export interface ISampleSource {
    readonly schema: IFaceSchema;
    readonly kind: SampleKind;
    /** Ids of the expression units that `varied` may raise. */
    readonly expressions: readonly string[];
    readonly seed: number;
}

/** One training sample: what the engine is asked to draw. */
export interface ISample {
    /** Vector x of the schema's layout. */
    readonly x: Float32Array;
    /** Nuisance and background for the photo booth; empty but for `varied`. */
    readonly capture: Pick<ICaptureOptions, "nuisance" | "background">;
}

/** Standard deviation of `plausible`, and of the bell-shaped half of `varied`. */
const BellDeviation = 0.2;
/** Standard deviation of what is added to a mixture of two palette colours. */
const ColorDeviation = 0.04;
/** Largest angles of `varied`, in degrees. */
const VariedPose = { yaw: 35, pitch: 20, roll: 15 } as const;

/**
 * Draws sample i of a seed. It does not depend on the other samples, so a stopped run goes on where it was.
 * @param source what to draw from
 * @param index number of the sample
 * @returns a new sample
 */
export function DrawSample(source: ISampleSource, index: number): ISample {
    const random = new SeededRandom(source.seed, index);
    const layout = GetVectorLayout(source.schema);
    const x = new Float32Array(layout.length);
    FillShape(x, layout.continuousCount, source.kind, random);
    FillColorsAndStyles(x, source, layout, random);
    if (source.kind !== "varied") {
        return { x, capture: {} };
    }
    return { x, capture: { nuisance: RandomNuisance(source.expressions, random), background: RandomBackground(random) } };
}

function FillShape(x: Float32Array, count: number, kind: SampleKind, random: SeededRandom): void {
    const bell = kind === "plausible" || (kind === "varied" && random.uniform() < 0.5);
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

function RandomNuisance(expressions: readonly string[], random: SeededRandom): INuisance {
    const pose = {
        yaw: random.between(-VariedPose.yaw, VariedPose.yaw),
        pitch: random.between(-VariedPose.pitch, VariedPose.pitch),
        roll: random.between(-VariedPose.roll, VariedPose.roll),
    };
    const expression: Record<string, number> = {};
    const raised = expressions.length > 0 ? random.index(4) : 0;
    for (let i = 0; i < raised; i++) {
        expression[expressions[random.index(expressions.length)]] = random.uniform();
    }
    const light = {
        azimuth: random.between(-80, 80),
        elevation: random.between(-20, 70),
        key: random.between(0.3, 1.6),
        ambient: random.between(0.4, 1.5),
        color: [random.between(0.75, 1.1), random.between(0.8, 1.05), random.between(0.7, 1.1)] as const,
    };
    return { pose, expression, light };
}

function RandomBackground(random: SeededRandom): SrgbColor {
    return [random.uniform(), random.uniform(), random.uniform()];
}
