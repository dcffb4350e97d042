import { VertexBuffer } from "@babylonjs/core/Buffers/buffer.js";
import { type PBRMaterial } from "@babylonjs/core/Materials/PBR/pbrMaterial.js";
import { type Scene } from "@babylonjs/core/scene.js";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { type IRigPiece, type RigPicture } from "./rigFile.types.js";
import { type IRigModel, LoadModelAsync } from "./rigModel.js";

/**
 * Reads a piece of a head, hidden and not yet in the scene: its skinned meshes get the model's skeleton, its materials the pictures that they share.
 * @param scene the scene
 * @param bytes the piece
 * @param url where it came from, for errors
 * @param piece its entry in the rig file
 * @param model the model, with the pieces that it needs
 * @returns the piece alone; the caller disposes its container
 * @throws FaceCreatorError E_READ when it cannot be read, E_RIG_FORMAT when it lacks what its entry names
 */
export async function ReadRigPieceAsync(
    scene: Scene,
    bytes: Uint8Array<ArrayBuffer>,
    url: string,
    piece: IRigPiece,
    model: IRigModel,
): Promise<IRigModel> {
    const part = await LoadModelAsync(scene, bytes, url);
    try {
        Check(url, "mesh", piece.meshes, part.meshesByName);
        Check(url, "material", piece.materials, part.materials);
        for (const mesh of part.meshes) {
            mesh.setEnabled(false);
            if (mesh.isVerticesDataPresent(VertexBuffer.MatricesIndicesKind)) {
                mesh.skeleton = model.container.skeletons.at(0) ?? null;
            }
        }
        for (const [name, pictures] of Object.entries(piece.pictures ?? {})) {
            for (const [picture, from] of Object.entries(pictures) as [RigPicture, string][]) {
                Check(url, "material", [name], part.materials);
                Check(url, "material to take pictures from", [from], model.materials);
                SharePicture(picture, model.materials.get(from) as PBRMaterial, part.materials.get(name) as PBRMaterial);
            }
        }
        return part;
    } catch (error) {
        part.container.dispose();
        throw error;
    }
}

/** What the glTF loader sets for a picture of a material. */
function SharePicture(picture: RigPicture, from: PBRMaterial, to: PBRMaterial): void {
    switch (picture) {
        case "albedo":
            to.albedoTexture = from.albedoTexture;
            to.useAlphaFromAlbedoTexture = from.useAlphaFromAlbedoTexture;
            break;
        case "normal":
            to.bumpTexture = from.bumpTexture;
            to.invertNormalMapX = from.invertNormalMapX;
            to.invertNormalMapY = from.invertNormalMapY;
            to.forceIrradianceInFragment = from.forceIrradianceInFragment;
            break;
        case "metallicRoughness":
            to.metallicTexture = from.metallicTexture;
            to.useMetallnessFromMetallicTextureBlue = from.useMetallnessFromMetallicTextureBlue;
            to.useRoughnessFromMetallicTextureGreen = from.useRoughnessFromMetallicTextureGreen;
            to.useRoughnessFromMetallicTextureAlpha = from.useRoughnessFromMetallicTextureAlpha;
            break;
        case "occlusion":
            to.ambientTexture = from.ambientTexture;
            to.ambientTextureStrength = from.ambientTextureStrength;
            to.useAmbientInGrayScale = from.useAmbientInGrayScale;
    }
}

function Check(url: string, kind: string, names: readonly string[], known: ReadonlyMap<string, unknown>): void {
    for (const name of names) {
        if (!known.has(name)) {
            throw new FaceCreatorError(
                "E_RIG_FORMAT",
                `a file of the head lacks a ${kind}:`,
                name,
                `correct ${url} or its entry in the rig file`,
            );
        }
    }
}
