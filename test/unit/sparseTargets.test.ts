import { Document, NodeIO, type Primitive, VertexLayout } from "@gltf-transform/core";
import { describe, expect, it } from "vitest";
import { MakeTargetsSparse } from "../../src/rig/sparseTargets.js";

const Count = 1000;
const Picture = Uint8Array.from({ length: 101 }, (_, i) => i);

/** A mesh of points with three targets: one that moves some of them, one that moves all, one that moves none. */
async function BuildAsync(): Promise<Uint8Array<ArrayBuffer>> {
    const document = new Document();
    const buffer = document.createBuffer();
    const values = (at: (v: number, axis: number) => number) =>
        document
            .createAccessor()
            .setType("VEC3")
            .setArray(Float32Array.from({ length: 3 * Count }, (_, i) => at(Math.floor(i / 3), i % 3)))
            .setBuffer(buffer);
    const primitive = document.createPrimitive().setAttribute(
        "POSITION",
        values((v) => v),
    );
    const isMoved = (v: number): boolean => v % 100 === 7;
    const moves = {
        some: values((v, axis) => (isMoved(v) ? v / 1000 - axis : 1e-8)),
        all: values((v, axis) => 1 + v + axis),
        none: values(() => 0),
    };
    for (const [name, positions] of Object.entries(moves)) {
        const normals = values((v) => (name === "some" && isMoved(v) ? 0.5 : 1e-5));
        primitive.addTarget(document.createPrimitiveTarget(name).setAttribute("POSITION", positions).setAttribute("NORMAL", normals));
    }
    const texture = document.createTexture().setImage(Picture).setMimeType("image/png");
    primitive.setMaterial(document.createMaterial().setBaseColorTexture(texture));
    const mesh = document.createMesh("points").addPrimitive(primitive);
    document.createScene().addChild(document.createNode().setMesh(mesh));
    return Uint8Array.from(await new NodeIO().setVertexLayout(VertexLayout.SEPARATE).writeBinary(document));
}

async function ReadAsync(glb: Uint8Array): Promise<Primitive> {
    const document = await new NodeIO().readBinary(glb);
    expect([...(document.getRoot().listTextures()[0].getImage() ?? [])]).toEqual([...Picture]);
    return document.getRoot().listMeshes()[0].listPrimitives()[0];
}

describe("sparse morph targets", () => {
    it("are read as the dense ones by another reader, in a smaller file", async () => {
        const dense = await BuildAsync();
        const copy = dense.slice();
        const sparse = MakeTargetsSparse(dense);
        expect(dense).toEqual(copy);
        // Left of six dense ones: that which moves everything; and the mesh itself.
        expect(sparse.length).toBeLessThan(3 * 12 * Count);
        const [before, after] = [await ReadAsync(dense), await ReadAsync(sparse)];
        expect(after.getAttribute("POSITION")?.getArray()).toEqual(before.getAttribute("POSITION")?.getArray());
        expect(after.listTargets().map((target) => target.getAttribute("POSITION")?.getSparse())).toEqual([true, false, true]);
        before.listTargets().forEach((target, t) => {
            for (const [kind, tolerance] of [
                ["POSITION", 1e-6],
                ["NORMAL", 1e-3],
            ] as const) {
                const [old, fresh] = [target, after.listTargets()[t]].map((one) =>
                    Float32Array.from(one.getAttribute(kind)?.getArray() ?? []),
                );
                expect(fresh.length).toBe(3 * Count);
                const farthest = fresh.reduce((most, x, i) => Math.max(most, Math.abs(x - old[i])), 0);
                expect(farthest).toBeLessThan(tolerance);
            }
        });
    });

    it("say between which bounds they lie", async () => {
        const glb = MakeTargetsSparse(await BuildAsync());
        const length = new DataView(glb.buffer).getUint32(12, true);
        const json = JSON.parse(new TextDecoder().decode(glb.subarray(20, 20 + length))) as {
            accessors: { min?: number[]; max?: number[]; sparse?: { count: number } }[];
            buffers: { byteLength: number }[];
        };
        expect(glb.length).toBe(28 + length + json.buffers[0].byteLength);
        const some = json.accessors.find(({ min, sparse }) => min && sparse?.count === Count / 100);
        expect(some?.min).toEqual([0, Math.fround(0.007 - 1), Math.fround(0.007 - 2)]);
        expect(some?.max).toEqual([Math.fround(0.907), 0, 0]);
    });
});
