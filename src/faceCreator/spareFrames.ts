import { type AbstractEngine } from "@babylonjs/core/Engines/abstractEngine.js";
import { IsSoftwareRenderer } from "../compute/gpuAdapter.js";

/** Drawing's part of the time while it shares the processor with a fit. */
const DrawnShare = 0.2;

/** Most seconds between two frames. */
const LongestPause = 4;

/**
 * Lets an engine without a GPU draw less often for a while: browsers give their drawing threads the processor first, and the networks get what is
 * left, which makes a fit fifteen times longer. An engine that draws on a GPU keeps its frames.
 * @param engine the engine of the game
 * @returns gives the engine its own frame rate back
 */
export function SpareFrames(engine: Pick<AbstractEngine, "extractDriverInfo" | "getFps" | "maxFPS">): () => void {
    const { maxFPS } = engine;
    if (!IsSoftwareRenderer(engine.extractDriverInfo())) {
        return () => undefined;
    }
    engine.maxFPS = Math.min(maxFPS ?? Infinity, Math.max(1 / LongestPause, DrawnShare * engine.getFps()));
    return () => (engine.maxFPS = maxFPS);
}
