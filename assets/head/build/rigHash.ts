import { createHash } from "node:crypto";
import sharp from "sharp";
import { BoothLook } from "../../../src/capture/boothLook.js";
import { CanonicalJson, Rounded } from "../../../src/cli/rig/canonical.js";
import { MaterialLooks } from "../../../src/rig/materialLook.js";
import { MeshMorphs, Scale } from "./glb.js";
import { type IJoint } from "./joints.js";
import { StudioRadianceToRef } from "./look/studio.js";
import { type LookTextures } from "./lookGeometry.types.js";
import { type IBuiltMesh, type IMorph } from "./mesh.types.js";

/** Geometry enters the hash in units of 1e-5 m. */
const Unit = 1e5;

function Sha256(...parts: readonly (string | Uint8Array)[]): string {
    const hash = createHash("sha256");
    parts.forEach((part) => hash.update(part));
    return hash.digest("hex");
}

/**
 * Hash of rest geometry, skinning and morph targets, rounded, so that encodings do not matter.
 * @param meshes the meshes
 * @param morphs all morph targets
 * @param joints joints
 * @returns SHA-256
 */
export function HashGeometry(meshes: readonly IBuiltMesh[], morphs: readonly IMorph[], joints: readonly IJoint[]): string {
    const hash = createHash("sha256");
    hash.update(
        CanonicalJson(joints.map(({ name, parent, position }) => [name, parent, position.map((x) => Math.round(x * Scale * Unit))])),
    );
    for (const mesh of meshes) {
        hash.update(`${mesh.name} ${mesh.material}`);
        hash.update(Rounded(mesh.positions, Scale * Unit));
        hash.update(Rounded(mesh.indices, 1));
        hash.update(Rounded(mesh.uv, 1e4));
        hash.update(Rounded(mesh.follow ?? [], 1));
        hash.update(CanonicalJson(mesh.skin.map((vertex) => vertex.map(([joint, w]) => [joint, Math.round(w * 1e3)]))));
        for (const { name, delta } of MeshMorphs(mesh, morphs)) {
            hash.update(name);
            hash.update(Rounded(delta, Unit));
        }
    }
    return hash.digest("hex");
}

/**
 * Hash of decoded pictures: pixels, not encoded bytes.
 * @param look pictures by material
 * @param labels label map
 * @returns SHA-256
 */
export async function HashPicturesAsync(look: LookTextures, labels: Buffer): Promise<string> {
    const known = new Map<Buffer, string>();
    const pixels = async (picture: Buffer): Promise<string> => {
        const old = known.get(picture);
        if (old !== undefined) {
            return old;
        }
        const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
        const hash = Sha256(CanonicalJson([info.width, info.height, info.channels]), data);
        known.set(picture, hash);
        return hash;
    };
    const parts: string[] = [await pixels(labels)];
    for (const name of Object.keys(look).sort()) {
        const { albedo, normal, metallicRoughness, occlusion, alphaMode, alphaCutoff, doubleSided, roughness, albedoBox } = look[name];
        const box = albedoBox?.map((x) => Math.round(x * 1e5));
        parts.push(CanonicalJson({ name, alphaMode, alphaCutoff, doubleSided, roughness, box }));
        for (const picture of [albedo, normal, metallicRoughness, occlusion]) {
            parts.push(picture === undefined ? "none" : await pixels(picture));
        }
    }
    return Sha256(...parts);
}

/** Directions in which the booth's surroundings enter the hash. */
const StudioSamples = 500;

/**
 * What the code of the look holds: the materials' looks, the booth's lights and tone curve, and its surroundings.
 * @returns plain data
 */
export function LookValues(): unknown {
    const color = new Float64Array(3);
    const studio = Array.from({ length: StudioSamples }, (_, i) => {
        // Fibonacci's spiral over the sphere.
        const y = 1 - (2 * (i + 0.5)) / StudioSamples;
        const angle = i * Math.PI * (3 - Math.sqrt(5));
        const radius = Math.sqrt(1 - y * y);
        StudioRadianceToRef(radius * Math.cos(angle), y, radius * Math.sin(angle), color);
        return [...color].map((x) => Math.round(x * 1e4));
    });
    return { materials: MaterialLooks, booth: BoothLook, studio };
}

/**
 * The rig hash.
 * @param rig everything of the rig file that moves pixels
 * @param geometry hash of the geometry
 * @param pictures hash of the pictures
 * @param look what the code of the look holds
 * @returns SHA-256
 */
export function HashRig(rig: unknown, geometry: string, pictures: string, look: unknown = LookValues()): string {
    return Sha256(CanonicalJson({ rig, geometry, pictures, look }));
}
