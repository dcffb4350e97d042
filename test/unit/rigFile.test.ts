import { describe, expect, it } from "vitest";

import { FaceCreatorError } from "../../src/face/faceCreatorError.js";
import { GetVectorLayout } from "../../src/face/faceVector.js";
import { ParseRigFile, RigToSchema } from "../../src/rig/rigFile.js";
import { FixtureRig } from "./rigFixture.js";

/** The fixture as JSON with one entry replaced; undefined removes it. */
function Broken(path: string, value: unknown): unknown {
    const json = JSON.parse(JSON.stringify(FixtureRig())) as Record<string, unknown>;
    const keys = path.split(".");
    const last = keys.pop() as string;
    const parent = keys.reduce<Record<string, unknown>>((node, key) => node[key] as Record<string, unknown>, json);
    if (value === undefined) {
        delete parent[last];
    } else {
        parent[last] = value;
    }
    return json;
}

function ErrorOf(json: unknown): FaceCreatorError {
    try {
        ParseRigFile(json);
    } catch (error) {
        if (error instanceof FaceCreatorError) {
            return error;
        }
        throw error;
    }
    throw new Error("the file was accepted");
}

describe("ParseRigFile", () => {
    it("returns the rig unchanged", () => {
        const rig = FixtureRig();
        expect(ParseRigFile(JSON.parse(JSON.stringify(rig)))).toEqual(rig);
    });

    it.each([
        ["id", undefined, "id"],
        ["hash", "", "hash"],
        ["format", "something else", "format"],
        ["framing.fov", 0, "framing.fov"],
        ["continuous.0.group", "ear", "continuous.0.group"],
        ["continuous.0.binds.0.type", "cloth", "continuous.0.binds.0.type"],
        ["continuous.0.binds.0.low", "1", "continuous.0.binds.0.low"],
        ["continuous.1.binds.0.axis", "w", "continuous.1.binds.0.axis"],
        ["continuous.2.id", "face.width", "continuous.2.id"],
        ["colors.0.default.1", 1.5, "colors.0.default.1"],
        ["colors.0.palette", [[0, 0, 0]], "colors.0.palette"],
        ["discrete.0.default", 2, "discrete.0.default"],
        ["discrete.0.options.1.id", "none", "discrete.0.options.1.id"],
        ["discrete.0.options", [], "discrete.0.options"],
        ["discrete.0.defaultShare", 1.2, "discrete.0.defaultShare"],
        ["discrete.0.tints", ["skin"], "discrete.0.options.0.color"],
        ["discrete.0.options.1.color", [1, 0, 0], "discrete.0.options.1.color"],
        ["nuisance.pose.yaw", -1, "nuisance.pose.yaw"],
        ["labels.head.kind", "stripes", "labels.head.kind"],
        ["labels.hair_cap.left", 12, "labels.hair_cap.left"],
        ["materials.skin", "gold", "materials.skin"],
        ["alphaCutoff.hair_cap", 2, "alphaCutoff.hair_cap"],
    ])("names the path when %s is %j", (path, value, named) => {
        const error = ErrorOf(Broken(path, value));
        expect(error.code).toBe("E_RIG_FORMAT");
        expect(error.message).toContain(`"${named}"`);
    });

    it("says that a newer file needs a newer library", () => {
        expect(ErrorOf(Broken("version", 2)).code).toBe("E_VERSION_NEWER");
    });

    it.each([null, 3, "text", []])("refuses %j", (json) => {
        expect(ErrorOf(json).code).toBe("E_RIG_FORMAT");
    });
});

describe("RigToSchema", () => {
    it("keeps colours of options, shares and makeup, and leaves out what is tinted", () => {
        const rig = FixtureRig();
        const options = rig.discrete[0].options.map((option) => ({ ...option, color: [1, 0, 0] as const }));
        const block = { ...rig.discrete[0], options, tints: ["skin"], defaultShare: 0.8, makeup: true };
        const [read] = RigToSchema(ParseRigFile({ ...rig, discrete: [block] })).discrete;
        expect(read).toEqual({
            id: "hair",
            label: "Hair",
            default: 0,
            defaultShare: 0.8,
            makeup: true,
            options: [
                { id: "none", label: "None", color: [1, 0, 0] },
                { id: "cap", label: "Cap", color: [1, 0, 0] },
            ],
        });
    });

    it("keeps the order and leaves out what is driven", () => {
        const schema = RigToSchema(FixtureRig());
        expect(schema.continuous).toEqual([
            { id: "face.width", group: "face", label: "Width", sided: true },
            { id: "face.lift", group: "face", label: "Lift" },
            { id: "face.size", group: "face", label: "Size" },
        ]);
        expect(schema.discrete[0].options).toEqual([
            { id: "none", label: "None" },
            { id: "cap", label: "Cap" },
        ]);
        expect(GetVectorLayout(schema).length).toBe(3 + 3 + 2);
    });
});
