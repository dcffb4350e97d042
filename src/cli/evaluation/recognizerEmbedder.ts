import { PictureToTensor } from "../../compute/pictureTensor.js";
import { type IPicture } from "../../face/picture.js";
import { LoadRecognizerAsync } from "../../networks/loadRecognizer.js";
import { type IFaceRecognizer } from "../../networks/networks.types.js";
import { type RecognizerName } from "../../networks/recognizerNames.js";
import { StartServerAsync } from "../server.js";
import { type IEmbedder } from "./embedder.types.js";
import { type PhotoNetworks } from "./photoNetworks.js";

/**
 * Embeds a picture that is in the photo-booth frame already, such as the engine's.
 * @param recognizer the network
 * @param picture square
 * @returns values of length 1
 */
export async function EmbedFrameAsync(recognizer: IFaceRecognizer, picture: IPicture): Promise<Float32Array> {
    const tensor = PictureToTensor(picture);
    const embedding = recognizer.embed(tensor);
    try {
        return Float32Array.from(await embedding.data());
    } finally {
        tensor.dispose();
        embedding.dispose();
    }
}

/** A recognition network of this package that is not the one in use, behind the same detector and alignment. */
export class RecognizerEmbedder implements IEmbedder {
    private constructor(
        private readonly _networks: PhotoNetworks,
        private readonly _recognizer: IFaceRecognizer,
    ) {}

    /**
     * Loads the network.
     * @param networks detector and alignment, stay the caller's
     * @param name which network
     * @returns the embedder; `dispose` frees the network
     */
    public static async LoadAsync(networks: PhotoNetworks, name: RecognizerName): Promise<RecognizerEmbedder> {
        const server = await StartServerAsync();
        try {
            return new RecognizerEmbedder(networks, await LoadRecognizerAsync(`${server.url}assets/networks/`, name));
        } finally {
            await server.closeAsync();
        }
    }

    /** @inheritdoc */
    public get name(): string {
        return this._recognizer.name;
    }

    /** @inheritdoc */
    public async embedAsync(picture: IPicture): Promise<Float32Array | undefined> {
        const aligned = await this._networks.alignAsync(picture);
        return aligned && (await EmbedFrameAsync(this._recognizer, aligned.photo));
    }

    /** Frees the network. */
    public dispose(): void {
        this._recognizer.dispose();
    }
}
