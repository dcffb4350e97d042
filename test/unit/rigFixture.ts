import { Document, NodeIO } from "@gltf-transform/core";
import sharp from "sharp";

import { type IRigFile } from "../../src/rig/rigFile.types.js";

/** Rows and columns of the fixture's sphere. */
const Rings = 48;
const Segments = 64;

/** Radius of the fixture's sphere in metres. */
export const SphereRadius = 0.1;

/** A small rig that uses every kind of bind, label and option; its model is {@link BuildFixtureGlbAsync}. */
export function FixtureRig(): IRigFile {
    return {
        format: "babylon-face-creator/rig",
        version: 1,
        id: "fixture",
        hash: "1",
        model: "fixture.glb",
        environment: "environment.env",
        framing: { fov: 20, camera: [0, 0, 1], pivot: [0, 0, 0] },
        continuous: [
            {
                id: "face.width",
                group: "face",
                label: "Width",
                binds: [
                    { type: "morph", target: "wide", low: 0, high: 1 },
                    { type: "morph", target: "narrow", low: 1, high: 0 },
                ],
            },
            {
                id: "face.lift",
                group: "face",
                label: "Lift",
                binds: [{ type: "bone", bone: "skull", property: "translation", axis: "y", low: -0.02, high: 0.02 }],
            },
            {
                id: "face.size",
                group: "face",
                label: "Size",
                binds: [{ type: "bone", bone: "skull", property: "scale", axis: "x", low: -0.5, high: 0.5 }],
            },
        ],
        colors: [
            {
                id: "skin",
                label: "Skin",
                default: [0.8, 0.6, 0.5],
                palette: [
                    [0.8, 0.6, 0.5],
                    [0.4, 0.25, 0.2],
                ],
                binds: [{ material: "skin", scale: 0.5 }],
            },
        ],
        discrete: [
            {
                id: "hair",
                label: "Hair",
                default: 0,
                options: [
                    { id: "none", label: "None", show: [] },
                    { id: "cap", label: "Cap", show: ["hair_cap"] },
                ],
            },
        ],
        nuisance: {
            pose: { bone: "skull", yaw: 60, pitch: 30, roll: 30 },
            expressions: [{ id: "jawOpen", label: "Jaw open", binds: [{ type: "morph", target: "drop", low: 0, high: 1 }] }],
        },
        labels: { head: { kind: "texture", file: "labels.png" }, hair_cap: { kind: "sides", left: 4, right: 5 } },
        materials: {},
        alphaCutoff: { hair_cap: 0.5 },
    };
}

/** A sphere with a texture seam and three morph targets, skinned to two joints, and a cap of alpha-tested hair. */
export async function BuildFixtureGlbAsync(): Promise<Uint8Array> {
    const document = new Document();
    const buffer = document.createBuffer();
    const sphere = Sphere(SphereRadius);
    const scaled = (x: number, y: number): Float32Array =>
        sphere.positions.map((value, i) => (i % 3 === 0 ? value * x : i % 3 === 1 ? value * y : 0));
    const accessor = (array: Float32Array | Uint16Array | Uint8Array, type: "VEC2" | "VEC3" | "VEC4" | "SCALAR" | "MAT4") =>
        document.createAccessor().setArray(array).setType(type).setBuffer(buffer);
    const skinTexture = document
        .createTexture("skin")
        .setImage(await Png(() => 255))
        .setMimeType("image/png");
    const hairTexture = document
        .createTexture("hair")
        .setImage(await Png((x) => (x % 4 < 2 ? 255 : 0)))
        .setMimeType("image/png");
    const skin = document.createMaterial("skin").setBaseColorTexture(skinTexture).setRoughnessFactor(0.6).setMetallicFactor(0);
    const hair = document
        .createMaterial("hair")
        .setBaseColorTexture(hairTexture)
        .setAlphaMode("MASK")
        .setDoubleSided(true)
        .setBaseColorFactor([0.1, 0.05, 0.02, 1]);

    const joints = [document.createNode("neck").setTranslation([0, -0.1, 0]), document.createNode("skull").setTranslation([0, 0.1, 0])];
    joints[0].addChild(joints[1]);
    const inverse = new Float32Array(32);
    inverse.set([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0.1, 0, 1]);
    inverse.set([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], 16);
    const bones = document
        .createSkin()
        .addJoint(joints[0])
        .addJoint(joints[1])
        .setInverseBindMatrices(accessor(inverse, "MAT4"))
        .setSkeleton(joints[0]);

    const count = sphere.positions.length / 3;
    const jointIndices = new Uint8Array(4 * count);
    const jointWeights = new Float32Array(4 * count);
    for (let i = 0; i < count; i++) {
        jointIndices[4 * i] = 1;
        jointWeights[4 * i] = 1;
    }
    const primitive = document
        .createPrimitive()
        .setAttribute("POSITION", accessor(sphere.positions, "VEC3"))
        .setAttribute("NORMAL", accessor(sphere.normals, "VEC3"))
        .setAttribute("TEXCOORD_0", accessor(sphere.uv, "VEC2"))
        .setAttribute("JOINTS_0", accessor(jointIndices, "VEC4"))
        .setAttribute("WEIGHTS_0", accessor(jointWeights, "VEC4"))
        .setIndices(accessor(sphere.indices, "SCALAR"))
        .setMaterial(skin);
    for (const [name, target] of Object.entries({ wide: scaled(0.5, 0), narrow: scaled(-0.3, 0), drop: scaled(0, 0.2) })) {
        primitive.addTarget(document.createPrimitiveTarget(name).setAttribute("POSITION", accessor(target, "VEC3")));
    }
    const mesh = document.createMesh("head").addPrimitive(primitive);
    const head = document.createNode("head").setMesh(mesh).setSkin(bones);

    const cap = Sphere(SphereRadius * 1.1, 0.5);
    const capPrimitive = document
        .createPrimitive()
        .setAttribute("POSITION", accessor(cap.positions, "VEC3"))
        .setAttribute("NORMAL", accessor(cap.normals, "VEC3"))
        .setAttribute("TEXCOORD_0", accessor(cap.uv, "VEC2"))
        .setIndices(accessor(cap.indices, "SCALAR"))
        .setMaterial(hair);
    const capNode = document.createNode("hair_cap").setMesh(document.createMesh("hair_cap").addPrimitive(capPrimitive));
    joints[1].addChild(capNode);
    document.createScene().addChild(joints[0]).addChild(head);
    return await new NodeIO().writeBinary(document);
}

async function Png(alpha: (x: number) => number): Promise<Uint8Array> {
    const pixels = Buffer.alloc(16 * 16 * 4, 255);
    for (let i = 0; i < 256; i++) {
        pixels[4 * i + 3] = alpha(i % 16);
    }
    return new Uint8Array(
        await sharp(pixels, { raw: { width: 16, height: 16, channels: 4 } })
            .png()
            .toBuffer(),
    );
}

/** A sphere from its north pole down to `share` of the way to the south pole, with a seam of doubled vertices at the back. */
function Sphere(radius: number, share = 1): { positions: Float32Array; normals: Float32Array; uv: Float32Array; indices: Uint16Array } {
    const normals: number[] = [];
    const uv: number[] = [];
    const indices: number[] = [];
    for (let r = 0; r <= Rings; r++) {
        const theta = (Math.PI * share * r) / Rings;
        for (let s = 0; s <= Segments; s++) {
            const phi = (2 * Math.PI * (s % Segments)) / Segments + Math.PI;
            normals.push(Math.sin(theta) * Math.sin(phi), Math.cos(theta), Math.sin(theta) * Math.cos(phi));
            uv.push(s / Segments, r / Rings);
            if (r < Rings && s < Segments) {
                const a = r * (Segments + 1) + s;
                const b = a + Segments + 1;
                indices.push(a, b, a + 1, a + 1, b, b + 1);
            }
        }
    }
    return {
        positions: Float32Array.from(normals, (value) => value * radius),
        normals: Float32Array.from(normals),
        uv: Float32Array.from(uv),
        indices: Uint16Array.from(indices),
    };
}
