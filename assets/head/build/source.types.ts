/** A polygon of the source meshes: vertex numbers and UV numbers, corner by corner. */
export interface ISourceFace {
    readonly corners: readonly number[];
    readonly uvs: readonly number[];
    readonly material: number;
}

/** The base mesh: decimetres, y up, +x the figure's left. */
export interface ISourceMesh {
    readonly positions: Float32Array;
    /** OBJ convention: v from the bottom. */
    readonly uvs: readonly number[];
    readonly faces: readonly ISourceFace[];
    /** Group name of each face. */
    readonly groups: readonly string[];
}

/** A mesh fitted to the base mesh: vertex i = sum of weights[i][k] * base[references[i][k]] + offsets[i]. */
export interface ISourceProxy {
    readonly count: number;
    readonly uvs: readonly number[];
    readonly faces: readonly ISourceFace[];
    readonly references: readonly (readonly number[])[];
    readonly weights: readonly (readonly number[])[];
    readonly offsets: readonly (readonly number[])[];
}

/** How the values of a target are proven; see `assets/head/README.md`. */
export interface ITargetProof {
    /** SHA-256 over all vertex sets, or none where only parts are proven. */
    readonly sha256?: string;
    /** SHA-256 of single vertex sets; the values of all other vertices are taken as zero. */
    readonly parts?: Readonly<Record<string, string>>;
    /** Mirror rule that turns the package values of head skin and face helpers into the official ones. */
    readonly repair?: { readonly rule: "keepPositiveX" | "keepNegativeX" | "mirrorOf"; readonly of?: string; readonly sha256: string };
}

/** `source.json`: what is read and its hashes. */
export interface ISourceManifest {
    readonly package: { readonly name: string; readonly version: string };
    readonly baseMesh: Readonly<Record<"positionsSha256" | "uvsSha256" | "facesSha256" | "faceGroupsSha256", string>>;
    readonly targets: Readonly<Record<string, ITargetProof>>;
    readonly proxies: Readonly<Record<string, Readonly<Record<"sha256" | "facesSha256" | "uvsSha256", string>>>>;
    /** Package path -> SHA-256 of the file. */
    readonly textures: Readonly<Record<string, string>>;
}

/** Verified reader of the source package; every method throws if a value is not listed or its hash differs. */
export interface ISource {
    readonly mesh: ISourceMesh;
    /** Number of vertices of the base mesh. */
    readonly count: number;
    /** Vertex behind the mirror plane of a vertex of the head skin and face helpers; -1 elsewhere. */
    readonly mirror: Int32Array;
    /** 1 for body vertices that belong to the head's skin. */
    readonly headSkin: Uint8Array;
    /** Displacements in decimetres, three values a vertex; a new array. */
    target(name: string): Float32Array;
    proxy(name: string): ISourceProxy;
    /** Absolute path of a picture. */
    texture(path: string): string;
}
