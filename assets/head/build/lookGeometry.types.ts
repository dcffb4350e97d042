/** A point or direction in rig space: metres, y up, the face looks to +z, +x is the subject's left. */
export type Vector3Tuple = readonly [number, number, number];

/**
 * Region weights 0..1 of the head's vertices, one value a vertex. They change smoothly over a few vertices, so that a texel's region is
 * found by interpolating them and cutting at 0.5.
 */
export interface ILookRegions {
    /** Red of both lips; `upperLip + lowerLip`. */
    readonly lips: Float32Array;
    readonly upperLip: Float32Array;
    readonly lowerLip: Float32Array;
    /** 1 where the lips begin inside, 0.5 on the border of their red, 0 as far beyond it. */
    readonly lipDepth: Float32Array;
    /** Mouth cavity behind the lips' contact line. */
    readonly innerMouth: Float32Array;
    /** Inside of the eye sockets, behind the lid margins. */
    readonly eyeSocket: Float32Array;
    /** Bridge to tip and wings. */
    readonly nose: Float32Array;
    /** Both lids, upper and lower. */
    readonly eyelids: Float32Array;
    /** Skin under the brows. */
    readonly brows: Float32Array;
    /** Hair-bearing skin, 0.5 at the hairline. */
    readonly scalp: Float32Array;
    readonly ears: Float32Array;
    /** Skin below the jaw line. */
    readonly neck: Float32Array;
}

/** A triangle mesh with one UV set. */
export interface ILookMesh {
    /** Three values a vertex, metres, rest pose of the average face. */
    readonly positions: Float32Array;
    /** Three values a vertex, unit length. */
    readonly normals: Float32Array;
    /** Two values a vertex, glTF convention: (0, 0) is the top left corner of the picture. */
    readonly uv: Float32Array;
    readonly indices: Uint32Array;
}

/** The head's skin mesh. */
export interface ILookHead extends ILookMesh {
    /** Two values a vertex: UV in MakeHuman's own skin pictures, already turned to the glTF convention (v from the top). */
    readonly makeHumanUv: Float32Array;
    /** Island of the vertex in the new UVs: 0 outer skin, 1 mouth cavity, 2 eye sockets. */
    readonly island: Uint8Array;
    readonly regions: ILookRegions;
}

/** A mesh other than the head, by glTF node name: sclera, iris, cornea, lashes, teeth, tongue, brow_<id>, hair_<id>, scalp, lips. */
export interface ILookPart extends ILookMesh {
    readonly name: string;
    /** glTF material name; a key of what BuildLookTextures returns. */
    readonly material: string;
    /** Absolute path of the CC0 source picture (hash already verified) whose UV the part keeps; none where the part has UVs of our own. */
    readonly sourceTexture?: string;
    /**
     * Lips and scalp: per vertex alpha 0..1 (0.5 at the border). They carry the head's own UVs, so an alpha picture can be drawn in
     * the head's texture space from the head's region weights.
     */
    readonly alpha?: Float32Array;
}

/** Points of the average face in rest pose. */
export interface ILookLandmarks {
    /** Centres of the eyeballs. */
    readonly eyeL: Vector3Tuple;
    readonly eyeR: Vector3Tuple;
    /** Radius of the eyeballs. */
    readonly eyeRadius: number;
    readonly noseTip: Vector3Tuple;
    readonly noseRoot: Vector3Tuple;
    readonly chin: Vector3Tuple;
    readonly mouthCenter: Vector3Tuple;
    readonly mouthCornerL: Vector3Tuple;
    readonly mouthCornerR: Vector3Tuple;
    readonly earL: Vector3Tuple;
    readonly earR: Vector3Tuple;
    readonly browL: Vector3Tuple;
    readonly browR: Vector3Tuple;
    readonly forehead: Vector3Tuple;
}

/** What the look is baked from. */
export interface ILookGeometry {
    readonly head: ILookHead;
    /** By glTF node name. */
    readonly parts: Readonly<Record<string, ILookPart>>;
    readonly landmarks: ILookLandmarks;
    /**
     * Absolute path of a CC0 skin picture by its MakeHuman path below `public/data/skins/`, for example
     * `young_caucasian_female/textures/young_lightskinned_female_diffuse.png`; throws if it is not in source.json or its hash differs.
     */
    readonly skinPicture: (path: string) => string;
}

/** Encoded pictures of one material. All are optional; UVs are the mesh's first set. */
export interface ILookMaterial {
    /** PNG, JPEG or WebP bytes; sRGB. A neutral detail map where the material is tinted by a colour. Alpha counts where alphaMode says so. */
    readonly albedo?: Buffer;
    /** Tangent space, glTF convention (+Y up). */
    readonly normal?: Buffer;
    /** Roughness in green, metalness in blue. */
    readonly metallicRoughness?: Buffer;
    /** Ambient occlusion in red. */
    readonly occlusion?: Buffer;
    readonly mimeType: "image/png" | "image/jpeg" | "image/webp";
    readonly alphaMode?: "OPAQUE" | "MASK" | "BLEND";
    readonly alphaCutoff?: number;
    readonly doubleSided?: boolean;
    /** Rectangle of the UVs (left, top, width, height) that the albedo picture fills; without it all of them. */
    readonly albedoBox?: readonly [number, number, number, number];
    /** Factors; default roughness 0.5, metalness 0. */
    readonly roughness?: number;
    readonly metallic?: number;
    /** Linear colour and alpha where there is no albedo picture; default: by the material's name. */
    readonly color?: readonly [number, number, number, number];
}

/** By glTF material name. */
export type LookTextures = Readonly<Record<string, ILookMaterial>>;

/** `export` of assets/head/build/look/textures.ts. Deterministic: the same geometry gives the same pixels. */
export type BuildLookTexturesAsync = (geometry: ILookGeometry) => Promise<LookTextures>;
