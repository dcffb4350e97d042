import { getGradient } from "@tensorflow/tfjs-core";

/**
 * Registers the gradients of tfjs's operations. They are loaded on demand, so that importing the package runs nothing of tfjs.
 * Idempotent.
 */
export async function RegisterGradientsAsync(): Promise<void> {
    if (getGradient("Conv2D") === undefined) {
        await import("@tensorflow/tfjs-core/dist/register_all_gradients.js");
    }
}
