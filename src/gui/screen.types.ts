import { type AdvancedDynamicTexture } from "@babylonjs/gui/2D/advancedDynamicTexture.js";
import { type IFace } from "../face/face.types.js";
import { type IScreenStrings } from "./strings.js";

/** Options of the creation screen. */
export interface IOpenScreenOptions {
    /** The host's own fullscreen texture to draw into. Default: a texture of the screen's own. */
    readonly texture?: AdvancedDynamicTexture;
    /** Texts that replace the English ones. */
    readonly strings?: Partial<IScreenStrings>;
    /** Whether photos are offered. Default true. */
    readonly photo?: boolean;
    /** Seed of the first random face; the next ones count up. Default 1. */
    readonly seed?: number;
}

/** How the player left the creation screen. */
export interface IScreenResult {
    readonly status: "committed" | "cancelled";
    /** The face on the head now; after `cancelled` the one before the screen opened. */
    readonly face: IFace;
}
