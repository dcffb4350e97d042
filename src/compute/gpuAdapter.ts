/** Names of software renderers, which are 20 to 150 times slower than wasm. */
const SoftwareNames = /swiftshader|llvmpipe|lavapipe|software|basic render|warp/i;

/**
 * Whether a renderer runs on the processor.
 * @param name what it calls itself
 * @returns true for the software renderers that browsers come with
 */
export function IsSoftwareRenderer(name: string): boolean {
    return SoftwareNames.test(name);
}

/** A GPU adapter of the browser, as far as it says what it is. */
export interface IGpuAdapter {
    /** Vendor, architecture and description as reported, for people. */
    readonly device: string;
    /** False for software renderers and fallback adapters. */
    readonly hardware: boolean;
}

/**
 * Looks for a GPU adapter; on a page and in a worker.
 * @returns the adapter, or undefined where the browser has none
 */
export async function FindGpuAdapterAsync(): Promise<IGpuAdapter | undefined> {
    if (typeof navigator === "undefined" || !("gpu" in navigator)) {
        return undefined;
    }
    const adapter = await navigator.gpu.requestAdapter({ powerPreference: "high-performance" });
    return adapter ? DescribeGpuAdapter(adapter) : undefined;
}

/**
 * Reads what an adapter says of itself.
 * @param adapter an adapter of WebGPU
 * @returns its description
 */
export function DescribeGpuAdapter(adapter: Pick<GPUAdapter, "info">): IGpuAdapter {
    // Browsers moved the mark of a fallback adapter from the adapter to its information.
    const { info } = adapter;
    const fallback = info.isFallbackAdapter || (adapter as { isFallbackAdapter?: boolean }).isFallbackAdapter === true;
    const device = [info.vendor, info.architecture, info.device, info.description].filter((part) => part).join(" ");
    return { device: device || "GPU", hardware: !fallback && !IsSoftwareRenderer(device) };
}
