import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { NullEngine } from "@babylonjs/core/Engines/nullEngine.js";
import { Scene } from "@babylonjs/core/scene.js";
import { NodeIO } from "@gltf-transform/core";
import { prune } from "@gltf-transform/functions";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type IFace } from "../../src/face/face.types.js";
import { type FaceCreatorError } from "../../src/face/faceCreatorError.js";
import { FaceCreator } from "../../src/faceCreator/faceCreator.js";
import { HeadRig } from "../../src/rig/HeadRig.js";
import { ParseRigFile } from "../../src/rig/rigFile.js";
import { type IRigFile } from "../../src/rig/rigFile.types.js";
import { BuildFixtureGlbAsync, FixtureRig } from "./rigFixture.js";

const Cap: IFace = {
    format: "babylon-face-creator/face",
    version: 1,
    rig: { id: "fixture", hash: "1" },
    shape: { "face.width": 1 },
    color: {},
    style: { hair: "cap" },
};
const Bald: IFace = { ...Cap, style: {} };

/** For a busy machine. */
const Patience = { timeout: 10_000 };

/** What the server has, by path; a path that is missing is answered with 503. */
const files = new Map<string, Uint8Array>();
const asked: string[] = [];
let server: Server;
let base: string;
let modelUrl: string;
let rig: IRigFile;
let cap: Uint8Array;
let engine: NullEngine;
let scene: Scene;

/** The fixture's file without the cap, or the cap alone, bound to the second joint but without joints of its own. */
async function CutAsync(glb: Uint8Array, isPiece: boolean): Promise<Uint8Array> {
    const io = new NodeIO();
    const document = await io.readBinary(glb);
    const root = document.getRoot();
    const cap = root.listNodes().find((node) => node.getName() === "hair_cap");
    const primitive = cap?.getMesh()?.listPrimitives()[0];
    if (!cap || !primitive) {
        throw new Error("the fixture has no cap");
    }
    if (isPiece) {
        const count = primitive.getAttribute("POSITION")?.getCount() ?? 0;
        const second = Uint8Array.from({ length: 4 * count }, (_, i) => (i % 4 === 0 ? 1 : 0));
        const accessor = (array: Uint8Array | Float32Array) =>
            document.createAccessor().setArray(array).setType("VEC4").setBuffer(root.listBuffers()[0]);
        primitive.setAttribute("JOINTS_0", accessor(second)).setAttribute("WEIGHTS_0", accessor(Float32Array.from(second)));
        root.listScenes()[0].addChild(cap);
    }
    root.listNodes().forEach((node) => void ((node === cap) !== isPiece && node.dispose()));
    root.listSkins().forEach((skin) => void (isPiece && skin.dispose()));
    await document.transform(prune({ keepAttributes: true, keepExtras: true }));
    return await io.writeBinary(document);
}

async function CreateHeadAsync(): Promise<HeadRig> {
    return await HeadRig.CreateAsync(scene, { rig, modelUrl, baseUrl: base });
}

beforeAll(async () => {
    server = createServer((request, response) => {
        asked.push(request.url ?? "");
        const body = files.get(request.url ?? "");
        body ? response.writeHead(200).end(body) : response.writeHead(503).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const whole = await BuildFixtureGlbAsync();
    modelUrl = `data:model/gltf-binary;base64,${Buffer.from(await CutAsync(whole, false)).toString("base64")}`;
    cap = await CutAsync(whole, true);
    const sha256 = createHash("sha256").update(cap).digest("hex");
    rig = ParseRigFile({
        ...FixtureRig(),
        pieces: [{ file: "cap.glb", bytes: cap.length, sha256, meshes: ["hair_cap"], materials: ["hair"] }],
    });
});

afterAll(() => {
    server.closeAllConnections();
    server.close();
});

beforeEach(() => {
    files.set("/cap.glb", cap);
    asked.length = 0;
    engine = new NullEngine();
    scene = new Scene(engine);
});

afterEach(() => {
    engine.dispose();
});

describe("options that are loaded on demand", () => {
    it("are not loaded with the head", async () => {
        const head = await CreateHeadAsync();
        expect(head.meshesOf("hair_cap")).toEqual([]);
        expect(asked).not.toContain("/cap.glb");
    });

    it("appear on a face that was applied before they were there", async () => {
        const head = await CreateHeadAsync();
        expect(head.applyFace(Cap).isComplete).toBe(false);
        await expect.poll(() => head.meshesOf("hair_cap").some((mesh) => mesh.isEnabled()), Patience).toBe(true);
        const [mesh] = head.meshesOf("hair_cap");
        expect(mesh.skeleton).toBe(head.meshesOf("head")[0].skeleton);
        expect(head.applyFace(Cap).isComplete).toBe(true);
        head.applyFace(Bald);
        expect(mesh.isEnabled()).toBe(false);
        expect(asked.filter((path) => path === "/cap.glb")).toHaveLength(1);
    });

    it("do not appear when another face is shown by then", async () => {
        const head = await CreateHeadAsync();
        head.applyFace(Cap);
        head.applyFace(Bald);
        await head.loadFaceAsync(Cap);
        expect(head.meshesOf("hair_cap")[0].isEnabled()).toBe(false);
    });

    it("that do not load leave the head as it is, say so, and can be tried again", async () => {
        files.delete("/cap.glb");
        const creator = await FaceCreator.CreateAsync(scene, { rigUrl: { rig, modelUrl, baseUrl: base } });
        const before = creator.face;
        await expect(creator.setFaceAsync(Cap)).rejects.toThrow(/cap\.glb" - check the connection and try again/);
        expect(creator.face).toBe(before);
        const failures: FaceCreatorError[] = [];
        creator.rig.onOptionFailedObservable.add((error) => failures.push(error));
        files.set("/cap.glb", cap);
        expect(await creator.setFaceAsync(Cap)).toBe(true);
        expect(creator.rig.meshesOf("hair_cap")[0].isEnabled()).toBe(true);
        expect(failures).toEqual([]);
    });

    it("that do not load unasked are told, and not asked for at once again", async () => {
        files.delete("/cap.glb");
        const head = await CreateHeadAsync();
        const failures: FaceCreatorError[] = [];
        head.onOptionFailedObservable.add((error) => failures.push(error));
        head.applyFace(Cap);
        await expect.poll(() => failures.map(({ code }) => code), Patience).toEqual(["E_READ"]);
        head.applyFace(Cap);
        expect(asked.filter((path) => path === "/cap.glb")).toHaveLength(1);
        expect(head.meshes.filter((mesh) => mesh.isEnabled()).map(({ name }) => name)).toEqual(["head"]);
    });

    it("are refused when they are another file", async () => {
        files.set(
            "/cap.glb",
            Uint8Array.from(cap, (byte, i) => (i === cap.length - 1 ? byte ^ 1 : byte)),
        );
        const head = await CreateHeadAsync();
        await expect(head.loadAllAsync()).rejects.toThrow(/not the one that its rig file names/);
    });

    it("belong to the face that was asked for last", async () => {
        const creator = await FaceCreator.CreateAsync(scene, { rigUrl: { rig, modelUrl, baseUrl: base } });
        const results = await Promise.all([creator.setFaceAsync(Cap), creator.setFaceAsync(Bald)]);
        expect(results).toEqual([false, true]);
        expect(creator.face).toBe(Bald);
    });

    it("are all loaded ahead for a game that wants them", async () => {
        const source = { rig, modelUrl, baseUrl: base };
        const creator = await FaceCreator.CreateAsync(scene, { rigUrl: source, prefetch: true });
        await expect.poll(() => creator.rig.meshesOf("hair_cap").length, Patience).toBe(1);
    });

    it("that arrive after the head is gone are dropped", async () => {
        const head = await CreateHeadAsync();
        const loading = head.loadAllAsync();
        head.dispose();
        await expect(loading).rejects.toMatchObject({ code: "E_DISPOSED" });
        expect(scene.meshes).toEqual([]);
    });
});
