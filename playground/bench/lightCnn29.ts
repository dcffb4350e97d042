import { add, avgPool, matMul, maxPool, reshape, tidy, type Tensor2D, type Tensor4D } from "@tensorflow/tfjs-core";
import { BoothCrop } from "../../src/compute/boothCrop.js";
import { Luma } from "../../src/compute/luma.js";
import { NormaliseRows } from "../../src/networks/recognizerGraph.js";
import { type IFaceRecognizer } from "../../src/networks/networks.types.js";
import { RandomLayers } from "./randomLayers.js";

const InputSize = 128;
/** Blocks of LightCNN-29 v2: residual pairs, their channels, and the channels that the group after them ends with. */
const Blocks = [
    { pairs: 1, channels: 48, next: 96 },
    { pairs: 2, channels: 96, next: 192 },
    { pairs: 3, channels: 192, next: 128 },
    { pairs: 4, channels: 128, next: 128 },
] as const;
/** The network halves the picture after its first layer and after these blocks: 128 to 8. */
const PooledBlocks = [0, 1, 3];

/** F1 in the size of the paper: LightCNN-29 v2 (Wu et al. 2018), 128 x 128 grey to 256 values, with random weights. Only its speed means anything. */
export class LightCnn29 implements IFaceRecognizer {
    public readonly name = "LightCNN-29 v2, random weights";
    public readonly length = 256;
    public readonly impostorCosine = 0;
    private readonly _layers = new RandomLayers(1);
    private readonly _crop = new BoothCrop(InputSize);
    private readonly _run: (pictures: Tensor4D) => Tensor2D;

    public constructor() {
        const layers = this._layers;
        const first = layers.maxFeatureMap(5, 1, Blocks[0].channels);
        const stages = Blocks.map(({ pairs, channels, next }) => ({
            pairs: Array.from({ length: pairs }, () => [
                layers.maxFeatureMap(3, channels, channels),
                layers.maxFeatureMap(3, channels, channels),
            ]),
            reduce: layers.maxFeatureMap(1, channels, channels),
            widen: layers.maxFeatureMap(3, channels, next),
        }));
        const dense = layers.matrix(8 * 8 * Blocks[3].next, this.length);
        const halve = (maps: Tensor4D): Tensor4D => add(maxPool(maps, 2, 2, "valid"), avgPool(maps, 2, 2, "valid"));
        this._run = (pictures) => {
            let maps = halve(first(pictures));
            stages.forEach(({ pairs, reduce, widen }, i) => {
                for (const [one, two] of pairs) {
                    maps = add(two(one(maps)), maps);
                }
                maps = widen(reduce(maps));
                maps = PooledBlocks.includes(i) ? halve(maps) : maps;
            });
            return matMul(reshape(maps, [maps.shape[0], 8 * 8 * Blocks[3].next]) as Tensor2D, dense);
        };
    }

    /** Number of weights. */
    public get parameters(): number {
        return this._layers.parameters;
    }

    public embed(pictures: Tensor4D): Tensor2D {
        return tidy(() => NormaliseRows(this._run(Luma(this._crop.apply(pictures)))));
    }

    public dispose(): void {
        this._layers.dispose();
        this._crop.dispose();
    }
}
