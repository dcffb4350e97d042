import { type IFaceSchema } from "../../face/faceSchema.js";
import { FaceCreatorError } from "../../face/faceCreatorError.js";
import { type IPicture } from "../../face/picture.js";
import { LoadFitNetworksAsync, type IFitNetworks } from "../../fitting/loadFitNetworks.js";
import { AlignPhoto, type IAlignedPhoto } from "../../photo/alignPhoto.js";
import { type Point2D } from "../../photo/photo.types.js";
import { StartServerAsync } from "../server.js";
import { StartWasmAsync } from "../startWasm.js";
import { type IEmbedder } from "./embedder.types.js";
import { EmbedFrameAsync } from "./recognizerEmbedder.js";

/** The networks of a fit and its alignment, in this process: photos go the way that they go in a game. */
export class PhotoNetworks implements IEmbedder {
    private constructor(
        /** The networks. */
        public readonly networks: IFitNetworks,
        private readonly _template: readonly Point2D[],
    ) {}

    /**
     * Loads the networks.
     * @param schema the head
     * @param average the engine's picture of the average face, 512 x 512: the alignment template is what the detector finds on it
     * @returns the networks; `dispose` frees them
     */
    public static async CreateAsync(schema: IFaceSchema, average: IPicture): Promise<PhotoNetworks> {
        await StartWasmAsync();
        const server = await StartServerAsync();
        try {
            const networks = await LoadFitNetworksAsync({ networksUrl: `${server.url}assets/networks/`, schema });
            const [face] = await networks.detector.detectAsync(average);
            if (!face) {
                networks.dispose();
                throw new FaceCreatorError(
                    "E_NO_FACE",
                    "no face in the picture of the average head",
                    schema.rig.id,
                    "check the head's look",
                );
            }
            return new PhotoNetworks(networks, face.landmarks);
        } finally {
            await server.closeAsync();
        }
    }

    /** F1's name. */
    public get name(): string {
        return `F1 (${this.networks.recognizer.name})`;
    }

    /**
     * Brings the largest face of a photo into the photo-booth frame.
     * @param photo the photo
     * @param size side of the result in pixels
     * @returns the aligned photo; undefined where no face is found
     */
    public async alignAsync(photo: IPicture, size = 256): Promise<IAlignedPhoto | undefined> {
        const faces = await this.networks.detector.detectAsync(photo);
        return faces.length > 0 ? AlignPhoto(photo, faces[0], this._template, size) : undefined;
    }

    /** Embeds a photo with F1, aligned by its 68 landmarks. */
    public async embedAsync(photo: IPicture): Promise<Float32Array | undefined> {
        const aligned = await this.alignAsync(photo);
        return aligned && (await this.embedFrameAsync(aligned.photo));
    }

    /**
     * Embeds with F1 a picture that is in the photo-booth frame already, such as the engine's.
     * @param picture square
     * @returns values of length 1
     */
    public async embedFrameAsync(picture: IPicture): Promise<Float32Array> {
        return await EmbedFrameAsync(this.networks.recognizer, picture);
    }

    /** Frees the networks. */
    public dispose(): void {
        this.networks.dispose();
    }
}
