/** Vertices that a target moves less (metres), and whose normals it turns less (radians), are left out. */
const Smallest = { POSITION: 1e-6, NORMAL: 1e-3 } as const;
type TargetKind = keyof typeof Smallest;

/** Where the text of a glTF binary begins, and bytes before the content of each further part. */
const [TextStart, PartHeader] = [20, 8];
const [Unsigned16, Unsigned32, Float32] = [5123, 5125, 5126];

/** Bytes of three numbers. */
const VectorSize = 12;

interface IBufferView {
    readonly buffer: number;
    readonly byteStride?: number;
    byteOffset?: number;
    readonly byteLength: number;
}

interface IAccessor {
    bufferView?: number;
    byteOffset?: number;
    readonly componentType: number;
    readonly count: number;
    min?: number[];
    max?: number[];
    sparse?: {
        readonly count: number;
        readonly indices: { bufferView: number; readonly componentType: number };
        readonly values: { bufferView: number };
    };
}

interface IGltf {
    readonly buffers: { byteLength: number }[];
    bufferViews: IBufferView[];
    readonly accessors: IAccessor[];
    readonly meshes?: { readonly primitives: { readonly targets?: Partial<Record<TargetKind, number>>[] }[] }[];
    readonly images?: { bufferView?: number }[];
}

/**
 * Makes the morph targets of a glTF binary sparse: of each only the vertices that it moves are kept. Sparse accessors are part of glTF itself, so whatever
 * reads glTF reads them. Babylon's exporter writes every target for every vertex.
 * @param glb bytes of a file with one buffer, its own, as that exporter writes it; left as they are. Targets that share a view with others stay dense
 * @returns the bytes of the smaller file
 */
export function MakeTargetsSparse(glb: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    const view = new DataView(glb.buffer, glb.byteOffset, glb.byteLength);
    const textLength = view.getUint32(12, true);
    const gltf = JSON.parse(new TextDecoder().decode(glb.subarray(TextStart, TextStart + textLength))) as IGltf;
    const binary = glb.subarray(TextStart + textLength + PartHeader);
    const contents = gltf.bufferViews.map(({ byteOffset = 0, byteLength }) => binary.subarray(byteOffset, byteOffset + byteLength));
    const add = (values: Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float32Array<ArrayBuffer>): number => {
        gltf.bufferViews.push({ buffer: 0, byteLength: values.byteLength });
        return contents.push(new Uint8Array(values.buffer)) - 1;
    };
    for (const [index, kind] of TargetAccessors(gltf)) {
        const accessor = gltf.accessors[index];
        if (accessor.componentType !== Float32 || accessor.bufferView === undefined || accessor.sparse) {
            continue;
        }
        if ((gltf.bufferViews[accessor.bufferView].byteStride ?? VectorSize) === VectorSize) {
            MakeSparse(accessor, contents[accessor.bufferView], Smallest[kind], add);
        }
    }
    return Write(gltf, contents);
}

function TargetAccessors({ meshes = [] }: IGltf): Map<number, TargetKind> {
    const targets = meshes.flatMap(({ primitives }) => primitives.flatMap((primitive) => primitive.targets ?? []));
    return new Map(
        targets.flatMap(({ POSITION, NORMAL }) => [
            ...(POSITION === undefined ? [] : [[POSITION, "POSITION"] as const]),
            ...(NORMAL === undefined ? [] : [[NORMAL, "NORMAL"] as const]),
        ]),
    );
}

/** Keeps what is longer than the smallest; of a target that moves nothing its first vertex, since none is not allowed. */
function MakeSparse(
    accessor: IAccessor,
    content: Uint8Array,
    smallest: number,
    add: (values: Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float32Array<ArrayBuffer>) => number,
): void {
    const { count, byteOffset = 0, min } = accessor;
    const values = new Float32Array(content.slice(byteOffset, byteOffset + VectorSize * count).buffer);
    const moved = Array.from({ length: count }, (_, v) => v).filter(
        (v) => Math.hypot(values[3 * v], values[3 * v + 1], values[3 * v + 2]) > smallest,
    );
    const kept = moved.length > 0 ? moved : [0];
    const indices = count > 65536 ? Uint32Array.from(kept) : Uint16Array.from(kept);
    const moves = Float32Array.from({ length: 3 * kept.length }, (_, i) => values[3 * kept[Math.floor(i / 3)] + (i % 3)]);
    if (indices.byteLength + moves.byteLength >= values.byteLength) {
        return;
    }
    if (min) {
        const along = (axis: number): number[] => [0, ...kept.map((_, k) => moves[3 * k + axis])];
        accessor.min = [0, 1, 2].map((axis) => along(axis).reduce((a, b) => Math.min(a, b)));
        accessor.max = [0, 1, 2].map((axis) => along(axis).reduce((a, b) => Math.max(a, b)));
    }
    delete accessor.bufferView;
    delete accessor.byteOffset;
    accessor.sparse = {
        count: kept.length,
        indices: { bufferView: add(indices), componentType: count > 65536 ? Unsigned32 : Unsigned16 },
        values: { bufferView: add(moves) },
    };
}

/** Writes the file with those of the contents that something refers to. */
function Write(gltf: IGltf, contents: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
    const sparse = gltf.accessors.flatMap((accessor) => (accessor.sparse ? [accessor.sparse.indices, accessor.sparse.values] : []));
    const users = [...gltf.accessors, ...sparse, ...(gltf.images ?? [])];
    const used = [...new Set(users.map(({ bufferView }) => bufferView).filter((index) => index !== undefined))].sort((a, b) => a - b);
    const numbers = new Map(used.map((index, i) => [index, i]));
    users.forEach((user) => (user.bufferView = user.bufferView === undefined ? undefined : numbers.get(user.bufferView)));
    let length = 0;
    gltf.bufferViews = used.map((index) => {
        const byteOffset = length;
        length += Padded(contents[index].length);
        return { ...gltf.bufferViews[index], byteOffset };
    });
    gltf.buffers[0].byteLength = length;
    const text = new TextEncoder().encode(JSON.stringify(gltf));
    const textLength = Padded(text.length);
    const binaryStart = TextStart + textLength + PartHeader;
    const glb = new Uint8Array(binaryStart + length);
    const view = new DataView(glb.buffer);
    // The words "glTF", "JSON" and "BIN", and version 2.
    [0x46546c67, 2, glb.length, textLength, 0x4e4f534a].forEach((word, i) => view.setUint32(4 * i, word, true));
    glb.fill(0x20, TextStart, TextStart + textLength).set(text, TextStart);
    [length, 0x004e4942].forEach((word, i) => view.setUint32(TextStart + textLength + 4 * i, word, true));
    used.forEach((index, i) => glb.set(contents[index], binaryStart + (gltf.bufferViews[i].byteOffset ?? 0)));
    return glb;
}

function Padded(length: number): number {
    return 4 * Math.ceil(length / 4);
}
