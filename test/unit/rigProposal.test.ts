import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Document } from "@gltf-transform/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CheckRigAsync } from "../../src/cli/rig/checkRig.js";
import { ExpressionId } from "../../src/cli/rig/expressions.js";
import { ToFrame } from "../../src/cli/rig/framing.js";
import { HashRigAsync } from "../../src/cli/rig/modelHash.js";
import { type IModelSummary } from "../../src/cli/rig/modelSummary.types.js";
import { SplitName } from "../../src/cli/rig/names.js";
import { PrepareModel } from "../../src/cli/rig/prepareModel.js";
import { ProposeRig } from "../../src/cli/rig/proposeRig.js";
import { BabylonToGltf } from "../../src/cli/rig/babylonModel.js";
import { EncodeModelAsync } from "../../src/cli/rig/readModel.js";
import { ParseRigFile } from "../../src/rig/rigFile.js";
import { type IRigFile } from "../../src/rig/rigFile.types.js";
import { IsHeadBuilt } from "./builtHead.js";

type Point = [number, number, number];
const Files = { id: "test", model: "test.glb", environment: "environment.env" };

/** A small box about a place: eight corners. */
function Corners([x, y, z]: Point, half: number): number[] {
    return [0, 1, 2, 3, 4, 5, 6, 7].flatMap((i) => [x + (i & 1 ? half : -half), y + (i & 2 ? half : -half), z + (i & 4 ? half : -half)]);
}

/** A head of boxes with the names of a tool: bones, eyes as meshes or not, morph targets that move the corner at +x. */
function BuildHead(names: {
    readonly bones: readonly string[];
    readonly targets?: readonly string[];
    readonly meshes?: Readonly<Record<string, Point>>;
}): Document {
    const document = new Document();
    const buffer = document.createBuffer();
    const scene = document.createScene();
    const [head, ...others] = names.bones.map((name) => document.createNode(name));
    const skin = document.createSkin();
    if (head) {
        scene.addChild(head.setTranslation([0, 1.5, 0]));
        others.forEach((node, i) => head.addChild(node.setTranslation([i % 2 === 0 ? 0.03 : -0.03, 0.1 - 0.02 * Math.floor(i / 2), 0.08])));
        [head, ...others].forEach((node) => skin.addJoint(node));
    }
    const add = (name: string, place: Point, half: number, targets: readonly string[], isSkinned: boolean): void => {
        const array = Float32Array.from(Corners(place, half));
        const accessor = (values: Float32Array | Uint16Array, type: "VEC3" | "VEC4" | "SCALAR") =>
            document.createAccessor().setArray(values).setType(type).setBuffer(buffer);
        const primitive = document
            .createPrimitive()
            .setAttribute("POSITION", accessor(array, "VEC3"))
            .setIndices(accessor(Uint16Array.of(0, 1, 2, 1, 3, 2), "SCALAR"))
            .setMaterial(document.createMaterial(`${name}_material`));
        for (const target of targets) {
            const delta = array.map((_, i) => (i % 3 === 0 && array[i] > place[0] ? 0.01 : 0));
            primitive.addTarget(document.createPrimitiveTarget(target).setAttribute("POSITION", accessor(delta, "VEC3")));
        }
        const node = document.createNode(name).setMesh(document.createMesh(name).addPrimitive(primitive));
        if (isSkinned && head) {
            const joints = Uint16Array.from({ length: 32 }, (_, i) => (i % 4 === 0 ? (i / 4) % names.bones.length : 0));
            const weights = Float32Array.from({ length: 32 }, (_, i) => (i % 4 === 0 ? 1 : 0));
            primitive.setAttribute("JOINTS_0", accessor(joints, "VEC4")).setAttribute("WEIGHTS_0", accessor(weights, "VEC4"));
        }
        scene.addChild(node);
    };
    add("Face", [0, 1.6, 0], 0.1, names.targets ?? [], false);
    for (const [name, place] of Object.entries(names.meshes ?? {})) {
        add(name, place, 0.012, [], false);
    }
    return document;
}

function Propose(document: Document) {
    const prepared = PrepareModel(document);
    return { ...ProposeRig(prepared.model, prepared.poseBone, Files), prepared };
}

describe("names of rigs", () => {
    it.each([
        ["mixamorig:LeftEye", "eye", "left"],
        ["CC_Base_L_Eye", "eye", "left"],
        ["J_Adj_R_FaceEye", "face eye", "right"],
        ["DEF-brow.T.R.001", "brow", "right"],
        ["eyeBlinkLeft", "eye blink", "left"],
        ["nose-scale-horiz-incr", "nose scale horiz incr", undefined],
    ])("%s", (name, words, side) => {
        const split = SplitName(name);
        expect([split.words.filter((word) => word !== "t").join(" "), split.side]).toEqual([words, side]);
    });

    it.each([
        ["eyeBlinkLeft", "eyeBlink"],
        ["Eye_Blink_R", "eyeBlink"],
        ["mouthSmile_L", "mouthSmile"],
        ["jawOpen", "jawOpen"],
        ["Fcl_ALL_Joy", "allJoy"],
        ["viseme_PP", "visemePp"],
        ["nose_width", undefined],
        ["head-oval", undefined],
    ])("%s is the expression %s", (name, id) => {
        expect(ExpressionId(SplitName(name).words)).toBe(id);
    });
});

describe("rig init", () => {
    it("puts the two sides of a pair and the two ends of a scale together", () => {
        const { rig } = Propose(
            BuildHead({
                bones: ["mixamorig:Head"],
                targets: ["eyeBlinkLeft", "eyeBlinkRight", "nose-decr", "nose-incr", "ear_L", "ear_R", "jawOpen"],
            }),
        );
        expect(rig.nuisance.pose.bone).toBe("mixamorig:Head");
        expect(rig.nuisance.expressions.map(({ id }) => id).sort()).toEqual(["eyeBlink", "jawOpen"]);
        expect(rig.nuisance.expressions.find(({ id }) => id === "eyeBlink")?.binds).toHaveLength(2);
        const nose = rig.continuous.find(({ group }) => group === "nose");
        expect(nose?.binds).toEqual([
            { type: "morph", target: "nose-decr", low: 1, high: 0 },
            { type: "morph", target: "nose-incr", low: 0, high: 1 },
        ]);
        expect(
            rig.continuous.find(({ binds }) => binds.some((bind) => bind.type === "morph" && bind.target === "ear_L"))?.binds,
        ).toHaveLength(2);
    });

    it("frames the eyes where the photo-booth frame wants them, and labels what it can name", () => {
        const document = BuildHead({
            bones: ["Head"],
            meshes: { Eye_L: [0.032, 1.62, 0.09], Eye_R: [-0.032, 1.62, 0.09], Hair: [0, 1.7, 0] },
        });
        const { rig, missing } = Propose(document);
        const [left, right] = [0.032, -0.032].map((x) => ToFrame(rig.framing, [x, 1.62, 0.102]));
        expect(left[0] - right[0]).toBeCloseTo(108, 0);
        expect((left[0] + right[0]) / 2).toBeCloseTo(256, 0);
        expect(left[1]).toBeCloseTo(236, 0);
        expect(rig.labels).toMatchObject({
            Face: { kind: "constant", label: 1 },
            Eye_L: { kind: "constant", label: 4 },
            Eye_R: { kind: "constant", label: 5 },
            Hair: { kind: "constant", label: 10 },
        });
        expect(rig.discrete[0]).toMatchObject({ id: "hair", default: 1 });
        expect(missing.join(" ")).toMatch(/No parameter was found.*nose, upperLip, innerMouth, lowerLip/s);
    });

    it("says when the head looks the other way, and turns a model without a skeleton by a node of its own", () => {
        const { rig, missing, prepared } = Propose(
            BuildHead({ bones: [], meshes: { Eye_L: [-0.032, 1.62, 0.09], Eye_R: [0.032, 1.62, 0.09], thing: [0, 1.4, 0] } }),
        );
        expect(prepared.changed).toBe(true);
        expect(rig.nuisance.pose.bone).toBe("head_pose");
        expect(missing.join(" ")).toMatch(/looks to -z/);
        expect(missing.join(" ")).toMatch(/what the mesh "thing" is/);
    });

    it("reads a .babylon file: left-handed, mirrored so that it looks to +z", () => {
        const document = BabylonToGltf({
            meshes: [
                {
                    name: "Face",
                    positions: [0, 0, -0.1, 0, 0.1, -0.1, 0.1, 0, -0.1],
                    normals: [0, 0, -1, 0, 0, -1, 0, 0, -1],
                    indices: [0, 2, 1],
                    morphTargetManagerId: 0,
                },
            ],
            morphTargetManagers: [{ id: 0, targets: [{ name: "jawOpen", positions: [0, -0.01, -0.1, 0, 0.1, -0.1, 0.1, 0, -0.1] }] }],
        });
        const primitive = document.getRoot().listMeshes()[0].listPrimitives()[0];
        const p = primitive.getAttribute("POSITION")!.getArray()!;
        const [a, b, c] = [...primitive.getIndices()!.getArray()!].map((i) => [p[3 * i], p[3 * i + 1]]);
        expect(p[2]).toBeCloseTo(0.1);
        // Counter-clockwise as seen from +z.
        expect((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])).toBeGreaterThan(0);
        expect(Propose(document).rig.nuisance.expressions[0].id).toBe("jawOpen");
    });
});

describe("rig check", () => {
    let folder: string;
    let right: IRigFile;
    let model: IModelSummary;
    beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), "face-creator-rig-"));
        const document = BuildHead({
            bones: ["Head"],
            targets: ["nose_width", "jawOpen"],
            meshes: { Eye_L: [0.032, 1.62, 0.09], Eye_R: [-0.032, 1.62, 0.09] },
        });
        const proposal = Propose(document);
        model = proposal.prepared.model;
        await writeFile(join(folder, Files.model), await EncodeModelAsync(document));
        await writeFile(join(folder, Files.environment), "light");
        const hash = await HashRigAsync(proposal.rig, document, model, [Buffer.from("light")]);
        right = ParseRigFile({ ...proposal.rig, hash });
    });
    afterAll(async () => {
        await rm(folder, { recursive: true, force: true });
    });

    async function FaultsOfAsync(change: (rig: IRigFile & Record<string, unknown>) => void): Promise<string[]> {
        const rig = structuredClone(right) as IRigFile & Record<string, unknown>;
        change(rig);
        const path = join(folder, "test.rig.json");
        await writeFile(path, JSON.stringify(rig));
        return (await CheckRigAsync(path)).faults
            .filter(({ severity }) => severity === "fault")
            .map(({ place, text }) => `${place}: ${text}`);
    }

    it("finds nothing wrong with what rig init proposes", async () => {
        expect(await FaultsOfAsync(() => undefined)).toEqual([]);
    });

    it.skipIf(!IsHeadBuilt())("finds nothing wrong with the default head, glasses and all", { timeout: 300_000 }, async () => {
        const { faults } = await CheckRigAsync(join("dist", "assets", "head", "head.rig.json"));
        expect(faults.filter(({ severity }) => severity === "fault")).toEqual([]);
    });

    it("tells every wrong entry at once, each with its place", async () => {
        const faults = await FaultsOfAsync((rig) => {
            const json = rig as unknown as {
                continuous: { id: unknown; group: string; binds: { target: string }[] }[];
                framing: { fov: unknown };
            };
            json.continuous.push({ ...structuredClone(json.continuous[0]), group: "tail" }, structuredClone(json.continuous[0]));
            json.framing.fov = "wide";
            (rig.labels as Record<string, unknown>)["Eye_L"] = { kind: "constant", label: 12 };
        });
        expect(faults.map((fault) => fault.split(":")[0])).toEqual([
            "framing.fov",
            "continuous.1.group",
            "labels.Eye_L.label",
            "continuous.2.id",
        ]);
    });

    it.each<[string, string, (string | number)[], unknown]>([
        [
            "an unknown morph target",
            'continuous.0.binds.0.target: the model has no morph target "nose_widht"; did you mean "nose_width"?',
            ["continuous", 0, "binds", 0, "target"],
            "nose_widht",
        ],
        ["an unknown joint", 'nuisance.pose.bone: the model has no joint "Heed"', ["nuisance", "pose", "bone"], "Heed"],
        ["an unknown mesh", 'labels.Ear: the model has no mesh "Ear"', ["labels", "Ear"], { kind: "hidden" }],
        ["an unknown material", 'materials.gold: the model has no material "gold"', ["materials", "gold"], "skin"],
        [
            "a bind that does nothing",
            "continuous.0.binds.0: low and high are 0",
            ["continuous", 0, "binds", 0],
            { type: "morph", target: "nose_width", low: 0, high: 0 },
        ],
        [
            "a move that nobody sees",
            "continuous.0.binds: ",
            ["continuous", 0, "binds", 0],
            { type: "morph", target: "nose_width", low: 0, high: 0.001 },
        ],
        ["a mesh without a label", "labels.Eye_R: missing", ["labels", "Eye_R"], undefined],
        ["a label texture that is not there", "labels.Face.file: the file", ["labels", "Face"], { kind: "texture", file: "none.png" }],
        ["a camera that looks past the head", "framing.camera: the middle of the head", ["framing", "camera", 1], 0],
        ["a camera behind the face", "framing.camera: it stands behind", ["framing", "camera", 2], -1],
        ["a change since the hash was made", "hash: rig or model changed", ["continuous", 0, "binds", 0, "high"], 0.9],
        ["a light that is not there", "environment: the file", ["environment"], "none.env"],
    ])("tells %s", async (_what, expected, path, value) => {
        const faults = await FaultsOfAsync((rig) => {
            const parent = path.slice(0, -1).reduce<Record<string, unknown>>((entry, key) => entry[key] as Record<string, unknown>, rig);
            parent[path[path.length - 1]] = value;
        });
        expect(
            faults.some((fault) => fault.startsWith(expected)),
            faults.join("\n"),
        ).toBe(true);
    });
});
