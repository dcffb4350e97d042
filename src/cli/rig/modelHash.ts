import { createHash } from "node:crypto";
import { type Document, type Texture } from "@gltf-transform/core";
import sharp from "sharp";
import { BoothLook } from "../../capture/boothLook.js";
import { MaterialLooks } from "../../rig/materialLook.js";
import { type IRigFile } from "../../rig/rigFile.types.js";
import { CanonicalJson, Rounded } from "./canonical.js";
import { type IModelSummary } from "./modelSummary.types.js";

/** What stands before hashes of this kind; a hash without it was made by another build. */
export const HashPrefix = "model1-";

/** Places enter the hash in units of 1e-5 m. */
const Unit = 1e5;

/** A hash of a rig, or what to feed to one. */
type Hasher = ReturnType<typeof createHash>;

/**
 * The rig hash: parameters, binds, geometry, framing and rendered look. How files are compressed does not enter it.
 * @param rig the rig; its old hash, its id and the names of its files do not enter
 * @param document its model
 * @param model the same, summarised
 * @param pictures the environment and the label textures, as bytes
 * @returns the hash
 */
export async function HashRigAsync(
    rig: Omit<IRigFile, "hash">,
    document: Document,
    model: IModelSummary,
    pictures: readonly Uint8Array[],
): Promise<string> {
    const hash = createHash("sha256");
    const { framing, continuous, colors, discrete, nuisance, labels, materials, alphaCutoff } = rig;
    hash.update(CanonicalJson({ framing, continuous, colors, discrete, nuisance, labels, materials, alphaCutoff }));
    hash.update(CanonicalJson({ looks: MaterialLooks, booth: BoothLook }));
    hash.update(CanonicalJson(model.bones.map(({ name, parent, position }) => [name, parent, position.map((x) => Math.round(x * Unit))])));
    for (const mesh of model.meshes) {
        hash.update(CanonicalJson([mesh.name, mesh.materials, [...mesh.joints].map(([name, weight]) => [name, Math.round(weight * 10)])]));
        hash.update(Rounded(mesh.positions, Unit));
    }
    HashGeometry(hash, document);
    await HashLookAsync(hash, document);
    pictures.forEach((picture) => hash.update(picture));
    return HashPrefix + hash.digest("hex");
}

function HashGeometry(hash: Hasher, document: Document): void {
    for (const primitive of document
        .getRoot()
        .listMeshes()
        .flatMap((mesh) => mesh.listPrimitives())) {
        hash.update(Rounded(primitive.getIndices()?.getArray() ?? [], 1));
        for (const target of primitive.listTargets()) {
            const deltas = target.getAttribute("POSITION");
            hash.update(target.getName());
            for (let i = 0; deltas && i < deltas.getCount(); i++) {
                hash.update(Rounded(deltas.getElement(i, []), Unit));
            }
        }
        for (const [semantic, unit] of [
            ["TEXCOORD_0", 1e4],
            ["COLOR_0", 255],
        ] as const) {
            const values = primitive.getAttribute(semantic);
            for (let i = 0; values && i < values.getCount(); i++) {
                hash.update(Rounded(values.getElement(i, []), unit));
            }
        }
    }
}

async function HashLookAsync(hash: Hasher, document: Document): Promise<void> {
    const known = new Map<Texture, string>();
    for (const material of document.getRoot().listMaterials()) {
        hash.update(
            CanonicalJson([
                material.getName(),
                material.getBaseColorFactor().map((value) => Math.round(value * 1e4)),
                material.getAlphaMode(),
                material.getDoubleSided(),
                Math.round(material.getRoughnessFactor() * 1e4),
                Math.round(material.getMetallicFactor() * 1e4),
            ]),
        );
        for (const texture of [material.getBaseColorTexture(), material.getNormalTexture(), material.getMetallicRoughnessTexture()]) {
            const image = texture?.getImage();
            if (texture && image && !known.has(texture)) {
                const { data, info } = await sharp(image).raw().toBuffer({ resolveWithObject: true });
                known.set(
                    texture,
                    createHash("sha256")
                        .update(CanonicalJson([info.width, info.height]))
                        .update(data)
                        .digest("hex"),
                );
            }
            hash.update(texture ? (known.get(texture) ?? "none") : "none");
        }
    }
}
