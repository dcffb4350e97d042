import {
    add,
    dispose,
    grad,
    keep,
    mul,
    sum,
    tensor2d,
    tidy,
    valueAndGrad,
    type Scalar,
    type Tensor2D,
    type Tensor4D,
} from "@tensorflow/tfjs-core";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type Point2D } from "../photo/photo.types.js";
import { type IDefaultFitOptions } from "./defaultFitOptions.js";
import { ReadLossAsync, type IDescent } from "./descent.js";
import { type IFitLoss } from "./fit.types.js";
import { type IFitContext } from "./fitContext.js";
import { type FitControl, type IFitStage } from "./fitControl.js";
import { LandmarkTerm } from "./landmarkMap.js";
import { type FitLosses } from "./losses.js";
import { PublishedFitConstants } from "./publishedFitConstants.js";

/** Adam's decay rates and the guard of its quotient (Kingma and Ba 2015). */
const [Beta1, Beta2, Epsilon] = [0.9, 0.99, 1e-8];

/** The gradient of the picture losses at one x. */
interface ISlope {
    /** With respect to x. */
    readonly gradient: ArrayLike<number>;
    readonly identity: number;
    readonly content: number;
}

/** Gradients of the picture losses through the imitator; the identity's gradient on the picture is held between its costly updates. */
class ImageSlope {
    private _held: Tensor4D | undefined;
    private _identity = 0;

    public constructor(
        private readonly _context: IFitContext,
        private readonly _losses: FitLosses,
        private readonly _options: IDefaultFitOptions,
    ) {}

    public async atAsync(x: Float32Array, refresh: boolean): Promise<ISlope> {
        const { imitator, layout } = this._context;
        const { contentWeight, identityWeight } = this._options;
        const found = tidy(() => {
            const input = tensor2d(x, [1, layout.length]);
            const picture = imitator.predict(input);
            const fresh = refresh || !this._held ? valueAndGrad((p: Tensor4D) => this._losses.identity(p))(picture) : undefined;
            const onIdentity = fresh ? (fresh.grad as Tensor4D) : (this._held as Tensor4D);
            const { value: content, grad: onContent } = valueAndGrad((p: Tensor4D) => this._losses.content(p))(picture);
            const direction = add(mul(onContent, contentWeight), mul(onIdentity, identityWeight));
            const gradient = grad((t) => sum(mul(imitator.predict(t as Tensor2D), direction)) as Scalar)(input);
            if (fresh) {
                this._held?.dispose();
                this._held = keep(onIdentity);
            }
            return { content, gradient, identity: fresh?.value };
        });
        try {
            const [gradient, [content], identity] = await Promise.all([
                found.gradient.data(),
                found.content.data(),
                found.identity?.data(),
            ]);
            this._identity = identity ? identity[0] : this._identity;
            return { gradient, content, identity: this._identity };
        } finally {
            dispose(Object.values(found).filter((tensor) => tensor !== undefined));
        }
    }

    public dispose(): void {
        this._held?.dispose();
    }
}

/**
 * Descends on the continuous parameters through the imitator: identity, facial content and landmark terms and a Gaussian prior about the
 * average face, with Adam's steps. Colours and one-hot blocks are held: they are measured and drawn instead.
 * @param context networks and head
 * @param losses the losses of the photo, as the imitator sees it
 * @param landmarks the photo's landmarks, in photo-booth pixels at 512, if known
 * @param from the start
 * @param options see {@link IDefaultFitOptions}
 * @param control the running fit
 * @param stage its part of the progress
 * @returns the end of the descent; its losses are those of the published total
 * @throws FaceCreatorError E_FIT_DIVERGED when the gradient is not finite, E_ABORTED
 */
export async function DescendAsync(
    context: IFitContext,
    losses: FitLosses,
    landmarks: readonly Point2D[] | undefined,
    from: Float32Array,
    options: IDefaultFitOptions,
    control: FitControl,
    stage: IFitStage,
): Promise<IDescent> {
    const { imitator, landmarkMap, layout, schema } = context;
    const count = layout.continuousCount;
    const rates = schema.continuous.map((parameter) => options.stepSize * (options.stepFactors[parameter.group] ?? 1));
    const [first, second] = [new Float64Array(count), new Float64Array(count)];
    const [x, waypoints] = [from.slice(), [] as Float32Array[]];
    const slope = new ImageSlope(context, losses, options);
    const measureAsync = async (): Promise<IFitLoss> => {
        const picture = tidy(() => imitator.predict(tensor2d(x, [1, layout.length])));
        try {
            return await ReadLossAsync(losses, picture, PublishedFitConstants.alpha);
        } finally {
            picture.dispose();
        }
    };
    try {
        const start = await measureAsync();
        for (let step = 0; step < options.steps; step++) {
            await control.breatheAsync();
            const { gradient, identity, content } = await slope.atAsync(x, step % options.identityEvery === 0);
            const c = x.subarray(0, count);
            const term = landmarkMap && landmarks ? LandmarkTerm(landmarkMap, landmarks, c, options.landmarkNoise) : undefined;
            for (let i = 0; i < count; i++) {
                const prior = (2 * (c[i] - 0.5)) / (count * options.priorSigma * options.priorSigma);
                const g = gradient[i] + options.landmarkWeight * (term?.gradient[i] ?? 0) + options.priorWeight * prior;
                if (!Number.isFinite(g)) {
                    throw new FaceCreatorError(
                        "E_FIT_DIVERGED",
                        "the gradient is not a number",
                        schema.continuous[i].id,
                        "try another photo",
                    );
                }
                first[i] = Beta1 * first[i] + (1 - Beta1) * g;
                second[i] = Beta2 * second[i] + (1 - Beta2) * g * g;
                const along = first[i] / (1 - Beta1 ** (step + 1)) / (Math.sqrt(second[i] / (1 - Beta2 ** (step + 1))) + Epsilon);
                // The step shrinks to nothing, so that the end does not depend on where Adam happens to swing
                const shrink = 0.5 * (1 + Math.cos((Math.PI * step) / options.steps));
                c[i] = Math.min(1, Math.max(0, c[i] - rates[i] * shrink * along));
            }
            if (step + 1 === Math.floor(options.steps / 2)) {
                waypoints.push(x.slice());
            }
            const loss = { identity, content, total: PublishedFitConstants.alpha * identity + content };
            control.report(stage, (step + 1) / options.steps, { step: step + 1, x: x.slice(), loss });
        }
        return { x, waypoints, steps: options.steps, start, end: await measureAsync() };
    } finally {
        slope.dispose();
    }
}
