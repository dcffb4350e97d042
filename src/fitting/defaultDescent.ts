import {
    add,
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
import { type IImitation } from "../networks/networks.types.js";
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

/** Gradients of the picture losses through the imitator; the identity's gradient on the picture is held between its costly updates. */
class ImageSlope {
    private _held: Tensor4D | undefined;
    private _identity = 0;
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

    public async atAsync(x: Float32Array, nuisance: Float32Array | undefined, refresh: boolean): Promise<ISlope> {
        const { imitator, layout } = this._context;
        const losses = this._photo.imitatorLosses;
        const { contentWeight, identityWeight, labelWeight } = this._options;
        const found = tidy(() => {
            const behind = NuisanceRows(imitator, nuisance, 1);
            const inputs: Tensor[] = [tensor2d(x, [1, layout.length]), ...(behind ? [behind] : [])];
            const draw = ([one, other]: Tensor[]): IImitation => {
                const given = [one as Tensor2D, other as Tensor2D | undefined] as const;
                return this._labelLoss ? imitator.predictAll(...given) : { pictures: imitator.predict(...given), labels: undefined };
            };
            const { pictures, labels } = draw(inputs);
            const fresh = refresh || !this._held ? valueAndGrad((p: Tensor4D) => losses.identity(p))(pictures) : undefined;
            const onIdentity = fresh ? (fresh.grad as Tensor4D) : (this._held as Tensor4D);
            const identityPull = mul(onIdentity, identityWeight);
            // Facial content: by the imitator's own labels, or by F2 on its picture
            const byLabels = this._labelLoss && labels ? valueAndGrad((l: Tensor4D) => this._labelLoss!.of(l))(labels) : undefined;
            const byPicture = byLabels ? undefined : valueAndGrad((p: Tensor4D) => losses.content(p))(pictures);
            const onPictures = byPicture ? add(identityPull, mul(byPicture.grad, contentWeight)) : identityPull;
            const onLabels = byLabels && mul(byLabels.grad, labelWeight);
            const content = (byLabels ?? byPicture)!.value;
            const pull = (...t: Tensor[]): Scalar => {
                const drawn = draw(t);
                const total = sum(mul(drawn.pictures, onPictures));
                return (onLabels && drawn.labels ? add(total, sum(mul(drawn.labels, onLabels))) : total) as Scalar;
            };
            const [gradient, nuisanceGradient] = grads(pull)(inputs) as (Tensor | undefined)[];
            if (fresh) {
                this._held?.dispose();
                this._held = keep(onIdentity);
            }
            return { content, gradient: gradient!, nuisanceGradient, identity: fresh?.value };
        });
        try {
            const [gradient, nuisanceGradient, [content], identity] = await Promise.all([
                found.gradient.data(),
                found.nuisanceGradient?.data(),
                found.content.data(),
                found.identity?.data(),
            ]);
            this._identity = identity ? identity[0] : this._identity;
            return { gradient, nuisanceGradient, content, identity: this._identity };
        } finally {
            dispose(Object.values(found).filter((tensor) => tensor !== undefined));
        }
    }

    public dispose(): void {
        this._held?.dispose();
        this._labelLoss?.dispose();
    }
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
            const { gradient, nuisanceGradient, identity, content } = await slope.atAsync(x, nuisance, step % options.identityEvery === 0);
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
