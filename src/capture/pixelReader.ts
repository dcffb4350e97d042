import "@babylonjs/core/Engines/Extensions/engine.readTexture.js";
import "@babylonjs/core/Engines/WebGPU/Extensions/engine.readTexture.js";
import { type AbstractEngine } from "@babylonjs/core/Engines/abstractEngine.js";
import { type RenderTargetTexture } from "@babylonjs/core/Materials/Textures/renderTargetTexture.js";

import { FaceCreatorError } from "../face/faceCreatorError.js";

/** Milliseconds between looks at whether the pixels have arrived. */
const PollInterval = 2;

/** The private fields of Babylon's WebGL engine that reading without a stall needs. */
interface IWebGlParts {
    readonly _gl?: WebGL2RenderingContext;
    readonly _currentFramebuffer?: WebGLFramebuffer | null;
}

/**
 * Reads render targets without making the main thread wait for the GPU: the copy is queued behind the drawing, and what is drawn next
 * cannot change it.
 */
export class PixelReader {
    private readonly _gl: WebGL2RenderingContext | null;
    private _framebuffer: WebGLFramebuffer | null = null;
    private readonly _losing;

    /** @param _engine the engine that draws */
    public constructor(private readonly _engine: AbstractEngine) {
        // What belonged to a lost context belongs to none any more, also when it comes back.
        this._losing = _engine.onContextLostObservable.add(() => (this._framebuffer = null));
        const gl = (_engine as unknown as IWebGlParts)._gl;
        this._gl = !_engine.isWebGPU && typeof gl?.fenceSync === "function" ? gl : null;
    }

    /**
     * Reads a render target as it is now.
     * @param target an RGBA 8-bit render target
     * @returns its pixels, bottom row first
     */
    public async readAsync(target: RenderTargetTexture): Promise<Uint8Array> {
        if (this._gl) {
            return await this._readWebGlAsync(this._gl, target);
        }
        const pixels = await target.readPixels();
        if (!pixels) {
            throw new FaceCreatorError(
                "E_READ",
                "the engine cannot read pixels back:",
                this._engine.name,
                "use an Engine with WebGL2 or a WebGPUEngine",
            );
        }
        return new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
    }

    /** Frees the reader's GPU objects; reads under way still end. */
    public dispose(): void {
        this._losing.remove();
        this._gl?.deleteFramebuffer(this._framebuffer);
        this._framebuffer = null;
    }

    private async _readWebGlAsync(gl: WebGL2RenderingContext, target: RenderTargetTexture): Promise<Uint8Array> {
        const { width, height } = target.getSize();
        const byteLength = width * height * 4;
        // A new buffer each time: browsers keep a copy for the page only of buffers that are written once.
        const buffer = gl.createBuffer();
        this._framebuffer ??= gl.createFramebuffer();
        const texture = target.getInternalTexture()?._hardwareTexture?.underlyingResource as WebGLTexture;
        gl.bindFramebuffer(gl.READ_FRAMEBUFFER, this._framebuffer);
        gl.framebufferTexture2D(gl.READ_FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
        gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
        gl.bufferData(gl.PIXEL_PACK_BUFFER, byteLength, gl.STREAM_READ);
        gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, 0);
        gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
        gl.framebufferTexture2D(gl.READ_FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, null, 0);
        gl.bindFramebuffer(gl.READ_FRAMEBUFFER, (this._engine as unknown as IWebGlParts)._currentFramebuffer ?? null);
        await WaitForGpuAsync(gl);
        const pixels = new Uint8Array(byteLength);
        gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
        gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, pixels);
        gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
        gl.deleteBuffer(buffer);
        return pixels;
    }
}

async function WaitForGpuAsync(gl: WebGL2RenderingContext): Promise<void> {
    const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
    if (!sync) {
        throw new FaceCreatorError(
            "E_READ",
            "the pixels did not arrive:",
            "WebGL context lost",
            "restore the context and take the picture again",
        );
    }
    let state: number = gl.TIMEOUT_EXPIRED;
    while (state === gl.TIMEOUT_EXPIRED) {
        await new Promise((resolve) => setTimeout(resolve, PollInterval));
        state = gl.clientWaitSync(sync, 0, 0);
    }
    gl.deleteSync(sync);
    if (state === gl.WAIT_FAILED || gl.isContextLost()) {
        throw new FaceCreatorError(
            "E_READ",
            "the pixels did not arrive:",
            "WebGL context lost",
            "restore the context and take the picture again",
        );
    }
}
