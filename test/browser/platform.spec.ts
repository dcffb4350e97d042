import { type Page } from "@playwright/test";
import { chromium } from "@playwright/test";
import { FindBrowserAsync } from "../../src/cli/browser.js";
import { expect, test } from "./harness.js";

/** Draws with both, presenting the WebGPU canvas several times: a half-working driver loses its device there. */
async function ProbeGraphicsAsync(page: Page): Promise<{ webgl2: number[]; webgpu: number[]; lost: string | null }> {
    return await page.evaluate(async () => {
        const gl = document.createElement("canvas").getContext("webgl2")!;
        gl.clearColor(1, 0.2, 0, 1);
        gl.clear(gl.COLOR_BUFFER_BIT);
        const pixel = new Uint8Array(4);
        gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);

        const canvas = document.body.appendChild(document.createElement("canvas"));
        const adapter = await navigator.gpu.requestAdapter();
        const device = await adapter!.requestDevice();
        let lost: string | null = null;
        device.addEventListener("uncapturederror", (event) => (lost = event.error.message));
        const context = canvas.getContext("webgpu")!;
        context.configure({ device, format: "rgba8unorm", usage: GPUTextureUsage.RENDER_ATTACHMENT | GPUTextureUsage.COPY_SRC });
        const buffer = device.createBuffer({ size: 256, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
        for (let frame = 0; frame < 5; frame++) {
            const encoder = device.createCommandEncoder();
            const texture = context.getCurrentTexture();
            const clearValue = [0, 1, 0.2, 1];
            encoder
                .beginRenderPass({ colorAttachments: [{ view: texture.createView(), loadOp: "clear", storeOp: "store", clearValue }] })
                .end();
            if (frame === 4) {
                encoder.copyTextureToBuffer({ texture }, { buffer }, [1, 1]);
            }
            device.queue.submit([encoder.finish()]);
            await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        await buffer.mapAsync(GPUMapMode.READ);
        return { webgl2: [...pixel], webgpu: [...new Uint8Array(buffer.getMappedRange(0, 4))], lost };
    });
}

const drawn = { webgl2: [255, 51, 0, 255], webgpu: [0, 255, 51, 255], lost: null };

test("the browser that was found draws with WebGL2 and WebGPU", async ({ page, server }) => {
    await page.goto(`${server.url}headless.html`);
    expect(await ProbeGraphicsAsync(page)).toEqual(drawn);
});

test("so does the one that comes through npm", async ({ server }) => {
    test.skip(process.platform !== "linux" || process.arch !== "x64", "@sparticuz/chromium is for x64 Linux");
    const { executablePath, args, env, source } = await FindBrowserAsync("npm");
    expect(source).toBe("npm");
    const browser = await chromium.launch({ executablePath, args: [...args], env: { ...process.env, ...env } as Record<string, string> });
    try {
        const page = await browser.newPage();
        await page.goto(`${server.url}headless.html`);
        expect(await ProbeGraphicsAsync(page)).toEqual(drawn);
    } finally {
        await browser.close();
    }
});
