import {
    add,
    addN,
    dispose,
    grads,
    keep,
    mul,
    sum,
    tensor2d,
    tidy,
    valueAndGrad,
    type Scalar,
    type Tensor,
    type Tensor2D,
    type Tensor4D,
} from "@tensorflow/tfjs-core";
import { NuisanceToVector } from "../face/nuisanceVector.js";
import { type ILabelMap } from "../face/picture.js";
import { BoundedAdam } from "./boundedAdam.js";
import { type IDefaultFitOptions } from "./defaultFitOptions.js";
import { ReadLossAsync, type IDescent } from "./descent.js";
import { type IFitLoss } from "./fit.types.js";
import { type IFitContext } from "./fitContext.js";
import { type FitControl, type IFitStage } from "./fitControl.js";
import { LabelLoss } from "./labelLoss.js";
import { LandmarkTerm } from "./landmarkMap.js";
import { NuisanceRows } from "./nuisanceRows.js";
import { type PhotoReference } from "./photoReference.js";
import { PublishedFitConstants } from "./publishedFitConstants.js";

/** The gradient of the picture losses at one x. */
interface ISlope {
    /** With respect to x. */
    readonly gradient: ArrayLike<number>;
    /** With respect to the nuisance vector; undefined where the imitator does not draw it. */
    readonly nuisanceGradient?: ArrayLike<number>;
    readonly identity: number;
    /** The facial content loss, or the label loss in its place. */
    readonly content: number;
}

/** A loss and its gradient on the imitator's picture, held between costly updates. */
interface IHeldSlope {
    readonly gradient: Tensor4D;
    readonly value: number;
}

/** Gradients of the picture losses through the imitator; those on the picture are held between their costly updates. */
class ImageSlope {
    private _identity: IHeldSlope | undefined;
    private _content: IHeldSlope | undefined;
    private readonly _labelLoss: LabelLoss | undefined;

    public constructor(
        private readonly _context: IFitContext,
        private readonly _photo: PhotoReference,
        labels: ILabelMap,
        private readonly _options: IDefaultFitOptions,
    ) {
        const { imitator } = _context;
        this._labelLoss = imitator.hasLabels && _options.labelWeight > 0 ? new LabelLoss(labels, imitator.outputSize) : undefined;
    }

    public async atAsync(x: Float32Array, nuisance: Float32Array | undefined, step: number): Promise<ISlope> {
        const { imitator, layout } = this._context;
        const { identityEvery, contentEvery } = this._options;
        const losses = this._photo.imitatorLosses;
        const labelLoss = this._labelLoss;
        const inputs = tidy(() => {
            const behind = NuisanceRows(imitator, nuisance, 1);
            return [tensor2d(x, [1, layout.length]), ...(behind ? [behind] : [])] as Tensor[];
        });
        try {
            const [needsIdentity, needsContent] = [step % identityEvery === 0, !labelLoss && step % contentEvery === 0];
            if (needsIdentity || needsContent) {
                const picture = tidy(() => imitator.predict(inputs[0] as Tensor2D, inputs[1] as Tensor2D | undefined));
                try {
                    this._identity = needsIdentity ? await HoldAsync((p) => losses.identity(p), picture, this._identity) : this._identity;
                    this._content = needsContent ? await HoldAsync((p) => losses.content(p), picture, this._content) : this._content;
                } finally {
                    picture.dispose();
                }
            }
            return await this._pullAsync(inputs);
        } finally {
            dispose(inputs);
        }
    }

    public dispose(): void {
        this._identity?.gradient.dispose();
        this._content?.gradient.dispose();
        this._labelLoss?.dispose();
    }

    /** The gradient of the held losses, and of the label loss, at some inputs. */
    private async _pullAsync(inputs: Tensor[]): Promise<ISlope> {
        const { imitator } = this._context;
        const { contentWeight, identityWeight, labelWeight } = this._options;
        const found = tidy(() => {
            const pulls = [
                ...(this._identity ? [mul(this._identity.gradient, identityWeight)] : []),
                ...(this._content ? [mul(this._content.gradient, contentWeight)] : []),
            ];
            const onPictures = addN(pulls);
            const labelLoss = this._labelLoss;
            let content: Scalar | undefined;
            const pull = (...[one, other]: Tensor[]): Scalar => {
                const given = [one as Tensor2D, other as Tensor2D | undefined] as const;
                if (!labelLoss) {
                    return sum(mul(imitator.predict(...given), onPictures));
                }
                const { pictures, labels } = imitator.predictAll(...given);
                content = keep(labelLoss.of(labels!));
                return add(sum(mul(pictures, onPictures)), mul(content, labelWeight));
            };
            const [gradient, nuisanceGradient] = grads(pull)(inputs) as (Tensor | undefined)[];
            return { gradient: gradient!, nuisanceGradient, content };
        });
        try {
            const [gradient, nuisanceGradient, content] = await Promise.all([
                found.gradient.data(),
                found.nuisanceGradient?.data(),
                found.content?.data(),
            ]);
            return { gradient, nuisanceGradient, identity: this._identity?.value ?? 0, content: content?.[0] ?? this._content?.value ?? 0 };
        } finally {
            dispose(Object.values(found).filter((tensor) => tensor !== undefined));
        }
    }
}

/** A loss and its gradient at a picture; what was held before is freed. */
async function HoldAsync(loss: (picture: Tensor4D) => Scalar, picture: Tensor4D, before: IHeldSlope | undefined): Promise<IHeldSlope> {
    const { value, grad } = tidy(() => valueAndGrad(loss)(picture));
    before?.gradient.dispose();
    const [read] = await value.data();
    value.dispose();
    return { gradient: grad as Tensor4D, value: read };
}

/**
 * Descends on the continuous parameters through the imitator: identity, facial content and landmark terms and a Gaussian prior about the
 * expected face, with Adam's steps. Pose, expressions and light of the photo go along, near where they were found before. Colours and one-hot blocks
 * are held: they are measured and drawn instead.
 * @param context networks and head
 * @param photo the photo, its losses as the imitator sees it, its landmarks and its pose if they are known
 * @param labels its part labels
 * @param from the start
 * @param expected mean of the prior
 * @param options see {@link IDefaultFitOptions}
 * @param control the running fit
 * @param stage its part of the progress
 * @returns the end of the descent; its losses are those of the published total
 * @throws FaceCreatorError E_FIT_DIVERGED when the gradient is not finite, E_ABORTED
 */
export async function DescendAsync(
    context: IFitContext,
    photo: PhotoReference,
    labels: ILabelMap,
    from: Float32Array,
    expected: Float32Array,
    options: IDefaultFitOptions,
    control: FitControl,
    stage: IFitStage,
): Promise<IDescent> {
    const { imitator, landmarkMap, layout, schema } = context;
    const count = layout.continuousCount;
    const [x, waypoints] = [from.slice(), [] as Float32Array[]];
    const nuisance = imitator.nuisanceLength > 0 ? photo.nuisance?.slice() : undefined;
    const neutral = NuisanceToVector(schema);
    const movedLength = landmarkMap && photo.nuisance ? landmarkMap.jacobian.length / 136 - count : 0;
    const rates = schema.continuous.map((parameter) => options.stepSize * (options.stepFactors[parameter.group] ?? 1));
    const priorSlope = (sigma: number): number => options.priorWeight / (count * sigma * sigma);
    const shape = new BoundedAdam(x.subarray(0, count), rates, priorSlope(options.priorSigma), expected.subarray(0, count));
    const stance =
        nuisance &&
        new BoundedAdam(
            nuisance,
            Array.from(nuisance, () => options.nuisanceStep),
            priorSlope(options.nuisanceSigma),
        );
    const slope = new ImageSlope(context, photo, labels, options);
    const measureAsync = async (): Promise<IFitLoss> => {
        const picture = tidy(() => imitator.predict(tensor2d(x, [1, layout.length]), NuisanceRows(imitator, nuisance, 1)));
        try {
            return await ReadLossAsync(photo.imitatorLosses, picture, PublishedFitConstants.alpha);
        } finally {
            picture.dispose();
        }
    };
    try {
        const start = await measureAsync();
        for (let step = 0; step < options.steps; step++) {
            await control.breatheAsync();
            const { gradient, nuisanceGradient, identity, content } = await slope.atAsync(x, nuisance, step);
            const moved = (nuisance ?? photo.nuisance ?? neutral).subarray(0, movedLength).map((value, i) => value - neutral[i]);
            const term =
                landmarkMap && photo.landmarks
                    ? LandmarkTerm(landmarkMap, photo.landmarks, { shape: x.subarray(0, count), moved }, options.landmarkNoise)
                    : undefined;
            // The step shrinks to nothing, so that the end does not depend on where Adam happens to swing
            const shrink = 0.5 * (1 + Math.cos((Math.PI * step) / options.steps));
            shape.step((i) => gradient[i] + options.landmarkWeight * (term?.gradient[i] ?? 0), step, shrink);
            stance?.step((i) => (nuisanceGradient?.[i] ?? 0) + options.landmarkWeight * (term?.movedGradient[i] ?? 0), step, shrink);
            if (step + 1 === Math.floor(options.steps / 2)) {
                waypoints.push(x.slice());
            }
            const loss = { identity, content, total: PublishedFitConstants.alpha * identity + content };
            control.report(stage, (step + 1) / options.steps, { step: step + 1, x: x.slice(), loss });
        }
        return { x, nuisance, waypoints, steps: options.steps, start, end: await measureAsync() };
    } finally {
        slope.dispose();
    }
}
