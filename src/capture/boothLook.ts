import { ImageProcessingConfiguration } from "@babylonjs/core/Materials/imageProcessingConfiguration.js";

import { BoothLight } from "../face/nuisance.js";

/**
 * The light and the tone curve of the photo booth: one place, because the networks learn what they give. A change here is a change of
 * the rendered look: the head's build hashes it.
 */
export const BoothLook = {
    light: BoothLight,
    /** Strength and linear colour of the key light at factor 1. */
    keyIntensity: 1.9,
    keyColor: [1, 0.965, 0.92],
    /** Strength of the image-based light at factor 1. */
    ambientIntensity: 0.6,
    /** Light from behind that parts the hair from the background; the nuisance light leaves it alone. */
    rim: { azimuth: 148, elevation: 28, intensity: 0.8, color: [0.9, 0.95, 1] },
    toneMapping: ImageProcessingConfiguration.TONEMAPPING_KHR_PBR_NEUTRAL,
    exposure: 0.95,
    contrast: 1.05,
    /** sRGB background of the photo-booth frame: #808080. */
    background: [128 / 255, 128 / 255, 128 / 255],
} as const;

/**
 * Sets the tone curve of the photo booth.
 * @param processing the booth scene's image processing
 */
export function ApplyToneCurve(processing: ImageProcessingConfiguration): void {
    processing.toneMappingEnabled = true;
    processing.toneMappingType = BoothLook.toneMapping;
    processing.exposure = BoothLook.exposure;
    processing.contrast = BoothLook.contrast;
}
