import { type AdvancedDynamicTexture } from "@babylonjs/gui/2D/advancedDynamicTexture.js";
import { type IFace } from "../face/face.types.js";
import { type ISlotStore } from "./faceSlots.js";
import { type IScreenStrings } from "./strings.js";
import { type PartialTheme } from "./theme.js";

/** What the player must agree to before photos are offered. */
export interface IPhotoConsent {
    /** The game's own words. */
    readonly text: string;
    /** Label of the button that agrees. Default: the screen's. */
    readonly accept?: string;
    /** Called once when the player agrees; store it here. */
    readonly onAccept?: () => void;
}

/** Options of the creation screen. */
export interface IOpenScreenOptions {
    /** The host's own fullscreen texture to draw into; what it holds is hidden while the screen is open. Default: a texture of the screen's own. */
    readonly texture?: AdvancedDynamicTexture;
    /** Texts that replace the English ones. */
    readonly strings?: Partial<IScreenStrings>;
    /** Direction of the screen. Default: that of the page. */
    readonly dir?: "ltr" | "rtl";
    /** Parts of the look that replace the screen's own. */
    readonly theme?: PartialTheme;
    /** How much larger texts and controls are, 1 to 2; the player can change it. Default 1. */
    readonly textScale?: number;
    /** Whether the camera jumps instead of moving. Default: what the player's system asks for. */
    readonly reducedMotion?: boolean;
    /** Whether photos are offered. Default true. */
    readonly photo?: boolean;
    /** What the player must agree to before a photo is taken, such as a parent's consent. Default: nothing. Pass it until it was accepted once. */
    readonly photoConsent?: IPhotoConsent;
    /** Whether leaving with changes asks first. Default true. */
    readonly confirmLeave?: boolean;
    /** Where the player's slots are kept. Default: the browser's local storage. */
    readonly storage?: ISlotStore;
    /**
     * How far sliders, dragging and chance go at first; the player can change it. `plausible`: in combinations as far as eyelids and lips stay sound, by the head's own
     * limits; resetting goes to the average from anywhere, also past them. `extended`: to the ends of all ranges. Default `plausible`.
     */
    readonly ranges?: "plausible" | "extended";
    /** Seed of the first random face; the next ones count up. Default 1. */
    readonly seed?: number;
}

/** How the player left the creation screen. */
export interface IScreenResult {
    readonly status: "committed" | "cancelled";
    /** The face on the head now; after `cancelled` the one before the screen opened. */
    readonly face: IFace;
}
