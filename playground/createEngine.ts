import { type AbstractEngine } from "@babylonjs/core/Engines/abstractEngine.js";

/**
 * The engine that the query asks for: `?engine=webgpu`, else WebGL2.
 * @param canvas the canvas
 * @param kind `webgpu` or anything else
 * @returns the engine, ready
 */
export async function CreateEngineAsync(canvas: HTMLCanvasElement, kind: string | null): Promise<AbstractEngine> {
    if (kind === "webgpu") {
        const { WebGPUEngine } = await import("@babylonjs/core/Engines/webgpuEngine.js");
        const engine = new WebGPUEngine(canvas, { antialias: true, adaptToDeviceRatio: true, setMaximumLimits: true });
        await engine.initAsync();
        return engine;
    }
    const { Engine } = await import("@babylonjs/core/Engines/engine.js");
    return new Engine(canvas, true, { adaptToDeviceRatio: true, stencil: true }, true);
}
