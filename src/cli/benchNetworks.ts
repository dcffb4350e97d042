import { Median } from "./evaluation/scores.js";
import { type IBenchNetwork, type IBenchNetworks, type IHeadlessOptions } from "./headless.types.js";
import { type IHeadlessPage } from "./headlessPage.js";

/** The figures of a network, beside those of the paper's size in the same run. */
export interface INetworkFigures extends Pick<IBenchNetwork, "role" | "name" | "published" | "parameters" | "bytes"> {
    readonly backend: IBenchNetworks["backend"];
    /** Median milliseconds of a forward pass. */
    readonly forward: number;
    /** Median milliseconds of a forward pass with the gradient with respect to the input. */
    readonly gradient: number;
    /** Times and bytes as shares of those of the paper's size; 1 is as much. */
    readonly ofPublished: { readonly forward: number; readonly gradient: number; readonly bytes: number };
    /** Where two backends were measured: how far outputs and gradient are from the first backend's at most, in units of the largest value. */
    readonly apart?: { readonly outputs: number; readonly gradient: number };
}

/** Largest difference of two lists, in units of the largest value of the second. */
function Apart(values: readonly number[], others: readonly number[]): number {
    const largest = (list: readonly number[]): number => list.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    return largest(values.map((value, i) => value - others[i])) / largest(others);
}

/**
 * Measures each network by itself on the page's backend, and where that is a GPU on wasm too.
 * @param page the page
 * @param backend as of the page
 * @param repeats measurements behind each median
 * @returns the figures in the order in which they were measured
 */
export async function BenchNetworksAsync(
    page: IHeadlessPage,
    backend: IHeadlessOptions["backend"],
    repeats: number,
): Promise<INetworkFigures[]> {
    const first = await page.callAsync("benchNetworksAsync", backend, repeats);
    const runs =
        backend === "auto" && first.backend === "webgpu" ? [first, await page.callAsync("benchNetworksAsync", "wasm", repeats)] : [first];
    return runs.flatMap(({ backend: where, networks }) =>
        networks.map(({ role, name, published, parameters, bytes, forwardMs, gradientMs, outputs, gradients }, i) => {
            const whole = networks.find((one) => one.published && one.role === role)!;
            const [forward, gradient] = [Median(forwardMs), Median(gradientMs)];
            const ofPublished = {
                forward: forward / Median(whole.forwardMs),
                gradient: gradient / Median(whole.gradientMs),
                bytes: bytes / whole.bytes,
            };
            const other = where === first.backend ? undefined : first.networks[i];
            const apart = other && { outputs: Apart(outputs, other.outputs), gradient: Apart(gradients, other.gradients) };
            return { backend: where, role, name, published, parameters, bytes, forward, gradient, ofPublished, apart };
        }),
    );
}

/**
 * Prints the figures as a table.
 * @param figures of {@link BenchNetworksAsync}
 */
export function PrintNetworks(figures: readonly INetworkFigures[]): void {
    const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
    console.table(
        Object.fromEntries(
            figures.map(({ role, name, backend, parameters, bytes, forward, gradient, ofPublished, apart }) => [
                `${role}, ${name}, ${backend}`,
                {
                    weights: parameters,
                    MB: (bytes / 1e6).toFixed(1),
                    "forward ms": forward.toFixed(1),
                    "of published": percent(ofPublished.forward),
                    "with gradient ms": gradient.toFixed(1),
                    "of published ": percent(ofPublished.gradient),
                    "MB of published": percent(ofPublished.bytes),
                    ...(apart && { "outputs apart": apart.outputs.toExponential(1), "gradients apart": apart.gradient.toExponential(1) }),
                },
            ]),
        ),
    );
}
