import { type TransformNode } from "@babylonjs/core/Meshes/transformNode.js";
import { type Nullable } from "@babylonjs/core/types.js";
import { type IFace } from "../face/face.types.js";
import { type ComputeBackend, type FitMethod } from "../fitting/fit.types.js";
import { type RecognizerName } from "../networks/recognizerNames.js";
import { type IRigSource } from "../rig/rigSource.js";

/** Options of `scene.addFaceCreator`. Relative URLs are relative to the page. */
export interface IFaceCreatorOptions {
    /** Folder with `head/`, `networks/` and `wasm/`, from which the other URLs follow. Default `assets/`. */
    readonly assetsUrl?: string;
    /** The rig file of the head, or a parsed rig with the URL of its model. Default `<assetsUrl>head/head.rig.json`. */
    readonly rigUrl?: string | IRigSource;
    /** Folder of the networks, loaded with the first photo. Default `<assetsUrl>networks/`. */
    readonly networksUrl?: string;
    /** Folder of tfjs's .wasm files, of the same origin as the page. Default `<assetsUrl>wasm/`. */
    readonly wasmUrl?: string;
    /** Where the networks run: `auto` takes webgpu on a real GPU and wasm otherwise. Default `auto`. */
    readonly backend?: ComputeBackend | "auto";
    /** How photos are fitted. Default `default`. */
    readonly method?: FitMethod;
    /** The recognition network of the identity loss: that of face-api, or the small one of this package. Default `face-api`. */
    readonly recognizer?: RecognizerName;
    /** Node that the head hangs on; it stands at the node's origin and looks along its +z. Default: the scene. */
    readonly parent?: Nullable<TransformNode>;
    /** The face at the start. Default: the average face. */
    readonly face?: Nullable<IFace>;
    /** Whether all styles are loaded in the background as soon as the head is there. Default false: each is loaded when a face first has it. */
    readonly prefetch?: boolean;
}

/** What an option that is left out means; an empty URL follows from `assetsUrl`. */
export const FaceCreatorDefaults: Required<IFaceCreatorOptions> = {
    assetsUrl: "assets/",
    rigUrl: "",
    networksUrl: "",
    wasmUrl: "",
    backend: "auto",
    method: "default",
    recognizer: "face-api",
    parent: null,
    face: null,
    prefetch: false,
};

/**
 * Fills in the defaults and makes the URLs absolute where there is a page to be relative to.
 * @param options the caller's options, not changed
 * @returns complete options
 */
export function ResolveFaceCreatorOptions(options: IFaceCreatorOptions): Required<IFaceCreatorOptions> {
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as IFaceCreatorOptions;
    const resolved = { ...FaceCreatorDefaults, ...given };
    const assets = AsFolder(resolved.assetsUrl);
    return {
        ...resolved,
        assetsUrl: MakeAbsolute(assets),
        rigUrl: typeof resolved.rigUrl === "string" ? MakeAbsolute(resolved.rigUrl || `${assets}head/head.rig.json`) : resolved.rigUrl,
        networksUrl: MakeAbsolute(AsFolder(resolved.networksUrl || `${assets}networks/`)),
        wasmUrl: MakeAbsolute(AsFolder(resolved.wasmUrl || `${assets}wasm/`)),
    };
}

function AsFolder(url: string): string {
    return url.endsWith("/") ? url : `${url}/`;
}

function MakeAbsolute(url: string): string {
    return typeof document === "undefined" ? url : new URL(url, document.baseURI).href;
}
