import {
    add,
    backend_util,
    conv2d,
    matMul,
    reshape,
    stack,
    tensor2d,
    tidy,
    transpose,
    zeros,
    type Tensor2D,
    type Tensor4D,
} from "@tensorflow/tfjs-core";
import { PadOrCrop } from "./padOrCrop.js";

/** What a convolution's gradient kernels are told about it. */
export interface IConvAttributes {
    readonly strides: number | [number, number];
    readonly pad: "valid" | "same" | number | backend_util.ExplicitPadding;
    readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

/** The taps of a filter that one phase of the stride sees: every stride-th from these first ones, turned round. */
export type PhaseFilters = (firstRow: number, firstColumn: number) => Tensor4D;

/**
 * The filters of {@link ConvInputGradient}: the taps of one phase of the stride, turned round, inputs and outputs exchanged.
 * @param filter [kh, kw, cIn, cOut]
 * @param strides rows, columns
 * @param firstRow 0 to the row stride - 1
 * @param firstColumn 0 to the column stride - 1
 * @returns [taps down, taps across, cOut, cIn]; call inside `tidy`
 */
export function PhaseFilter(filter: Tensor4D, strides: readonly [number, number], firstRow: number, firstColumn: number): Tensor4D {
    const [kh, kw, cIn, cOut] = filter.shape;
    const rows = TapsOf(kh, strides[0], firstRow);
    const columns = TapsOf(kw, strides[1], firstColumn);
    if (rows.length === 0 || columns.length === 0) {
        // A stride beyond the filter: no tap reaches this phase, and wasm transposes nothing that is empty.
        return zeros([rows.length, columns.length, cOut, cIn]);
    }
    // Taps are picked by a product with a matrix of zeros and ones: on wasm, reversing, gathering and slicing take longer than the convolution.
    const picked = rows.flatMap((row) => columns.map((column) => row * kw + column));
    const choice = new Float32Array(picked.length * kh * kw);
    picked.forEach((tap, i) => (choice[i * kh * kw + tap] = 1));
    const taps = matMul(tensor2d(choice, [picked.length, kh * kw]), reshape(filter, [kh * kw, cIn * cOut]) as Tensor2D);
    return transpose(reshape(taps, [rows.length, columns.length, cIn, cOut]), [0, 1, 3, 2]);
}

/** All phase filters of a constant filter, made once. */
export class PhaseFilterSet {
    private readonly _filters: Tensor4D[];

    /**
     * @param filter [kh, kw, cIn, cOut]; the caller still owns it
     * @param stride stride in both directions
     */
    public constructor(filter: Tensor4D, stride: number) {
        this._filters = tidy(() => {
            // A copy, for wasm keeps what it packs of a matrix as long as that lives.
            const source = add(filter, 0) as Tensor4D;
            const phases = Array.from({ length: stride * stride }, (_, i) => i);
            return phases.map((i) => PhaseFilter(source, [stride, stride], Math.floor(i / stride), i % stride));
        });
        this.get = (firstRow, firstColumn): Tensor4D => this._filters[firstRow * stride + firstColumn];
    }

    /** The filter of a phase. */
    public readonly get: PhaseFilters;

    /** Frees the filters. */
    public dispose(): void {
        for (const filter of this._filters) {
            filter.dispose();
        }
    }
}

/**
 * The gradient of a convolution with respect to its input, which is also the transposed convolution, made of forward convolutions:
 * each of the stride's phases of the result is a convolution of `dy` with the taps that reach that phase.
 * Forward convolutions are the fast ones on wasm.
 * @param dy [n, oh, ow, cOut]
 * @param filter [kh, kw, cIn, cOut]
 * @param inputShape [n, h, w, cIn]
 * @param attributes stride and padding of the convolution
 * @param phases prepared {@link PhaseFilter}s; made anew where they are not given
 * @returns [n, h, w, cIn]; call inside `tidy`
 */
export function ConvInputGradient(
    dy: Tensor4D,
    filter: Tensor4D,
    inputShape: [number, number, number, number],
    attributes: IConvAttributes,
    phases?: PhaseFilters,
): Tensor4D {
    const info = backend_util.computeConv2DInfo(
        inputShape,
        filter.shape,
        attributes.strides,
        1,
        attributes.pad,
        attributes.dimRoundingMode,
    );
    const [n, h, w, cIn] = inputShape;
    const { filterHeight, filterWidth, strideHeight, strideWidth, outHeight, outWidth, outChannels } = info;
    const { top, left } = info.padInfo;
    if (outHeight === 1 && outWidth === 1 && filterHeight === h && filterWidth === w && top === 0 && left === 0) {
        return Product(dy, filter, [h * w * cIn, outChannels], inputShape);
    }
    const phaseFilter = phases ?? ((row, column): Tensor4D => PhaseFilter(filter, [strideHeight, strideWidth], row, column));
    const phase = (a: number, b: number): Tensor4D => {
        const rows = Phase(filterHeight, strideHeight, a + top, h - a);
        const columns = Phase(filterWidth, strideWidth, b + left, w - b);
        if (rows.taps === 0 || columns.taps === 0) {
            return zeros([n, rows.size, columns.size, cIn]);
        }
        const padded = PadOrCrop(
            dy,
            rows.taps - 1 - rows.shift,
            rows.size + rows.shift - outHeight,
            columns.taps - 1 - columns.shift,
            columns.size + columns.shift - outWidth,
        );
        return conv2d(padded, phaseFilter(rows.first, columns.first), 1, "valid");
    };
    if (strideHeight === 1 && strideWidth === 1) {
        return phase(0, 0);
    }
    const phaseHeight = Math.ceil(h / strideHeight);
    const phaseWidth = Math.ceil(w / strideWidth);
    const rows: Tensor4D[] = [];
    for (let a = 0; a < strideHeight; a++) {
        const columns: Tensor4D[] = [];
        for (let b = 0; b < strideWidth; b++) {
            const part = phase(a, b);
            columns.push(PadOrCrop(part, 0, phaseHeight - part.shape[1], 0, phaseWidth - part.shape[2]));
        }
        rows.push(reshape(stack(columns, 3), [n, phaseHeight, 1, phaseWidth * strideWidth * cIn]));
    }
    const whole = reshape(stack(rows, 2), [n, phaseHeight * strideHeight, phaseWidth * strideWidth, cIn]) as Tensor4D;
    return PadOrCrop(whole, 0, h - whole.shape[1], 0, w - whole.shape[2]);
}

/** Each output pixel is one product of the pixel of `dy` with the whole filter. */
function Product(dy: Tensor4D, filter: Tensor4D, filterShape: [number, number], inputShape: [number, number, number, number]): Tensor4D {
    const pixels = reshape(dy, [-1, filterShape[1]]) as Tensor2D;
    const turned = transpose(reshape(filter, filterShape)) as Tensor2D;
    return reshape(matMul(pixels, turned), inputShape);
}

/** Every stride-th tap from `first`, last one first. */
function TapsOf(size: number, stride: number, first: number): number[] {
    const taps: number[] = [];
    for (let tap = first; tap < size; tap += stride) {
        taps.unshift(tap);
    }
    return taps;
}

/** The taps i with i = offset (mod stride), how far they reach, and how many of the phase's positions there are. */
function Phase(
    filterSize: number,
    stride: number,
    offset: number,
    extent: number,
): { first: number; taps: number; shift: number; size: number } {
    const first = offset % stride;
    return {
        first,
        taps: Math.max(0, Math.ceil((filterSize - first) / stride)),
        shift: (offset - first) / stride,
        size: Math.max(0, Math.ceil(extent / stride)),
    };
}
