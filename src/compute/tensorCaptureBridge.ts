import { type AbstractEngine } from "@babylonjs/core/Engines/abstractEngine.js";
import { type RenderTargetTexture } from "@babylonjs/core/Materials/Textures/renderTargetTexture.js";
import { backend, tensor, type Tensor4D } from "@tensorflow/tfjs-core";
import { type ICapture, type ICaptureOptions } from "../face/capture.types.js";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { FindEngineDevice, FindGpuTexture } from "./engineDeviceBridge.js";
import { PictureToTensor } from "./pictureTensor.js";

/** A photo booth that lets others at what it drew, before it is read back. */
export interface ITextureCapture extends ICapture {
    /**
     * Draws as `captureAsync` does.
     * @param take called once it is drawn; what it submits to the GPU comes before the next picture
     */
    drawAsync<T>(x: Float32Array, options: ICaptureOptions, take: (drawn: IDrawnPicture) => T): Promise<T>;
}

/** A picture in a texture. */
export interface IDrawnPicture {
    /** RGBA, 8 bits, sRGB-encoded values, bottom row first, one sample a pixel; the booth's own. */
    readonly texture: RenderTargetTexture;
    /** Side of the picture. */
    readonly size: number;
    /** The texture's side is so many times the picture's: blocks are averaged. */
    readonly factor: number;
}

/** Pixels a workgroup does along each side. */
const GroupSide = 8;

/** The same as `PixelsToPicture` and `PictureToTensor`: rows turned over, blocks averaged and rounded to 8 bits, alpha dropped. */
const Shader = `
@group(0) @binding(0) var picture : texture_2d<f32>;
@group(0) @binding(1) var<storage, read_write> values : array<f32>;
@group(0) @binding(2) var<uniform> sizes : vec2u;
@compute @workgroup_size(${GroupSide}, ${GroupSide})
fn main(@builtin(global_invocation_id) id : vec3u) {
    let size = sizes.x;
    let factor = sizes.y;
    if (id.x >= size || id.y >= size) {
        return;
    }
    var sum = vec3f(0.0);
    for (var i = 0u; i < factor; i++) {
        for (var j = 0u; j < factor; j++) {
            let at = vec2u(id.x * factor + j, (size - 1u - id.y) * factor + i);
            sum += round(textureLoad(picture, at, 0).rgb * 255.0);
        }
    }
    let color = round(sum / f32(factor * factor)) / 255.0;
    let first = 3u * (id.y * size + id.x);
    values[first] = color.r;
    values[first + 1u] = color.g;
    values[first + 2u] = color.b;
}`;

/**
 * Takes pictures of the photo booth as tensors. Where tfjs runs on the very device that the booth draws with (`SelectBackendAsync` with `device`), they never leave
 * the GPU; anywhere else they are read back and uploaded. No gradient goes through them.
 */
export class TensorCapture {
    /** The shader, on the device that it was made for: a lost device comes back as another. */
    private _ready: { readonly device: GPUDevice; readonly pipeline: GPUComputePipeline } | undefined;

    /**
     * @param _engine the engine that the booth draws with
     * @param _capture the booth
     */
    public constructor(
        private readonly _engine: AbstractEngine,
        private readonly _capture: ITextureCapture,
    ) {}

    /** Whether pictures stay on the GPU. */
    public get isOnGpu(): boolean {
        return this._findShared() !== null;
    }

    /**
     * Draws the face of a vector.
     * @param x vector in the schema's layout
     * @param options as for `captureAsync`
     * @returns [1, size, size, 3], RGB, sRGB-encoded, 0..1, the values of the picture that `captureAsync` gives; the caller disposes it
     */
    public async captureAsync(x: Float32Array, options: ICaptureOptions = {}): Promise<Tensor4D> {
        const device = this._findShared();
        return device
            ? await this._capture.drawAsync(x, options, (drawn) => this._toTensor(device, drawn))
            : PictureToTensor(await this._capture.captureAsync(x, options));
    }

    private _findShared(): GPUDevice | null {
        const device = FindEngineDevice(this._engine)?.device;
        return device && (backend() as { device?: GPUDevice }).device === device ? device : null;
    }

    private _pipelineOn(device: GPUDevice): GPUComputePipeline {
        if (this._ready?.device !== device) {
            const module = device.createShaderModule({ code: Shader });
            this._ready = { device, pipeline: device.createComputePipeline({ layout: "auto", compute: { module, entryPoint: "main" } }) };
        }
        return this._ready.pipeline;
    }

    private _toTensor(device: GPUDevice, { texture, size, factor }: IDrawnPicture): Tensor4D {
        const source = FindGpuTexture(texture);
        if (!source) {
            throw new FaceCreatorError("E_READ", "the engine did not draw into", texture.name, "draw with a WebGPUEngine");
        }
        const pipeline = this._pipelineOn(device);
        const { STORAGE, COPY_SRC, COPY_DST, UNIFORM } = GPUBufferUsage;
        const values = device.createBuffer({ size: 12 * size * size, usage: STORAGE | COPY_SRC | COPY_DST });
        const sizes = device.createBuffer({ size: 8, usage: UNIFORM | COPY_DST });
        device.queue.writeBuffer(sizes, 0, Uint32Array.of(size, factor));
        const encoder = device.createCommandEncoder();
        const pass = encoder.beginComputePass();
        pass.setPipeline(pipeline);
        const entries = [{ resource: source.createView() }, { resource: { buffer: values } }, { resource: { buffer: sizes } }];
        const layout = pipeline.getBindGroupLayout(0);
        pass.setBindGroup(0, device.createBindGroup({ layout, entries: entries.map((entry, binding) => ({ binding, ...entry })) }));
        const groups = Math.ceil(size / GroupSide);
        pass.dispatchWorkgroups(groups, groups);
        pass.end();
        device.queue.submit([encoder.finish()]);
        try {
            // tfjs copies it at once, on the GPU, into a buffer of its own: so the tensor is like any other.
            return tensor({ buffer: values }, [1, size, size, 3]);
        } finally {
            values.destroy();
            sizes.destroy();
        }
    }
}
