import { tidy, type Tensor2D, type Tensor4D } from "@tensorflow/tfjs-core";
import { array, is, literal, number, object } from "valibot";
import { BoothCrop } from "../compute/boothCrop.js";
import { Luma } from "../compute/luma.js";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { LoadNetworkFileAsync, RequireWeights, type INetworkFile } from "./loadNetworkFile.js";
import { MaxFeatureMapInputSize, MaxFeatureMapWeightSpecs, type IMaxFeatureMapConfig } from "./maxFeatureMapConfig.js";
import { MaxFeatureMapGraph } from "./maxFeatureMapGraph.js";
import { type IFaceRecognizer } from "./networks.types.js";
import { ReadCrop } from "./readCrop.js";
import { NormaliseRows } from "./recognizerGraph.js";

const ConfigSchema = object({
    type: literal("max-feature-map"),
    first: object({ side: number(), stride: number(), channels: number() }),
    blocks: array(object({ pairs: number(), channels: number(), next: number() })),
    halvedAfter: array(number()),
    length: number(),
});

/** F1 as this package trained it: a small max-feature-map network that sees 128 x 128 grey, as the paper's does. */
export class SmallRecognizer implements IFaceRecognizer {
    /** @inheritdoc */
    public readonly name: string;
    /** @inheritdoc */
    public readonly length: number;
    /** @inheritdoc */
    public readonly impostorCosine: number;

    private readonly _graph: MaxFeatureMapGraph;
    private readonly _crop: BoothCrop;

    /**
     * Loads the network.
     * @param url absolute URL of its folder, ends with a slash
     * @returns the network; the caller disposes it
     * @throws FaceCreatorError E_READ, E_NETWORK_FILE, E_VERSION_NEWER
     */
    public static async LoadAsync(url: string): Promise<SmallRecognizer> {
        const file = await LoadNetworkFileAsync(url, { type: "max-feature-map" });
        try {
            return new SmallRecognizer(file);
        } finally {
            Object.values(file.weights).forEach((weight) => weight.dispose());
        }
    }

    /**
     * @param file the network; its weights are copied, the caller still owns them
     * @throws FaceCreatorError E_NETWORK_FILE where the manifest does not describe such a network
     */
    public constructor(file: INetworkFile) {
        const { manifest, weights } = file;
        const { architecture, impostorCosine } = manifest;
        if (!is(ConfigSchema, architecture) || typeof impostorCosine !== "number") {
            throw new FaceCreatorError(
                "E_NETWORK_FILE",
                `the manifest of ${manifest.name} does not describe a recognition network`,
                JSON.stringify({ architecture, impostorCosine }),
                "export it anew",
            );
        }
        const config: IMaxFeatureMapConfig = architecture;
        RequireWeights(file, MaxFeatureMapWeightSpecs(config));
        this.name = `${manifest.name} ${manifest.files[0].sha256.slice(0, 8)}`;
        this.length = config.length;
        this.impostorCosine = impostorCosine;
        this._crop = new BoothCrop(MaxFeatureMapInputSize, ReadCrop(file));
        this._graph = new MaxFeatureMapGraph(config, weights);
    }

    /** @inheritdoc */
    public embed(pictures: Tensor4D): Tensor2D {
        return tidy(() => NormaliseRows(this._graph.run(Luma(this._crop.apply(pictures)))));
    }

    /** Frees the weights. */
    public dispose(): void {
        this._graph.dispose();
        this._crop.dispose();
    }
}
