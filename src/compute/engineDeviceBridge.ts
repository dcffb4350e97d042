import { type AbstractEngine } from "@babylonjs/core/Engines/abstractEngine.js";
import { type BaseTexture } from "@babylonjs/core/Materials/Textures/baseTexture.js";

/** A GPU device that several libraries work on. */
export interface ISharedDevice {
    readonly device: GPUDevice;
    /** What its adapter says of itself. */
    readonly info: GPUAdapterInfo;
}

/** The private fields of Babylon's WebGPUEngine that sharing needs. */
interface IWebGpuParts {
    readonly _device?: GPUDevice;
    readonly _adapterInfo?: GPUAdapterInfo;
}

/**
 * The device that an engine draws with. The one place that knows Babylon's private fields for it.
 * @param engine any engine
 * @returns its device, which stays the engine's; null for WebGL, and for a Babylon that keeps it elsewhere
 */
export function FindEngineDevice(engine: AbstractEngine): ISharedDevice | null {
    const { _device: device, _adapterInfo: info } = engine as unknown as IWebGpuParts;
    return engine.isWebGPU && typeof device?.createComputePipeline === "function" && info ? { device, info } : null;
}

/**
 * What a texture is on the GPU.
 * @param texture a texture of a WebGPUEngine
 * @returns its texture of one sample a pixel, which stays Babylon's; null before it is made
 */
export function FindGpuTexture(texture: BaseTexture): GPUTexture | null {
    return (texture.getInternalTexture()?._hardwareTexture?.underlyingResource as GPUTexture | undefined) ?? null;
}
