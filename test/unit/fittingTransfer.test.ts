import { MessageChannel } from "node:worker_threads";
import { expose, wrap } from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import { describe, expect, it } from "vitest";
import { FaceCreatorError } from "../../src/face/faceCreatorError.js";
import { RegisterErrorTransfer } from "../../src/fitting/errorTransfer.js";

describe("RegisterErrorTransfer", () => {
    it("keeps the code of an error between page and worker, and other errors as they are", async () => {
        RegisterErrorTransfer();
        RegisterErrorTransfer();
        const { port1, port2 } = new MessageChannel();
        expose(
            {
                abort: () => {
                    throw new FaceCreatorError("E_ABORTED", "the fit was stopped", "abort", "start it again");
                },
                fail: () => {
                    throw new RangeError("out of range");
                },
                add: (a: number, b: number) => a + b,
            },
            nodeEndpoint(port1),
        );
        const remote = wrap<{ abort(): void; fail(): void; add(a: number, b: number): number }>(nodeEndpoint(port2));
        expect(await remote.add(2, 3)).toBe(5);
        await expect(remote.abort()).rejects.toSatisfy(
            (error) =>
                error instanceof FaceCreatorError && error.code === "E_ABORTED" && error.message.includes('"abort" - start it again'),
        );
        await expect(remote.fail()).rejects.toThrowError("out of range");
        port1.close();
        port2.close();
    });
});
