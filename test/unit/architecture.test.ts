import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

/** Files of src that a file needs when it is loaded: imports of values, not of types, not `import()`. */
function ReadImports(file: string): string[] {
    const text = readFileSync(file, "utf8");
    const statements = text.matchAll(/^(?:import|export)\s+(?:([^;"]*?)\s+from\s+)?"(\.[^"]+)";/gm);
    return [...statements]
        .filter(([, names]) => !IsTypesOnly(names))
        .map(([, , path]) => normalize(join(dirname(file), path.replace(/\.js$/, ".ts"))));
}

function IsTypesOnly(names: string | undefined): boolean {
    const inner = names?.match(/^\{([^}]*)\}$/)?.[1];
    return inner !== undefined && inner.split(",").every((name) => name.trim() === "" || name.trim().startsWith("type "));
}

function FindCircle(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): string[] | undefined => {
        if (path.includes(file)) {
            return [...path.slice(path.indexOf(file)), file];
        }
        if (done.has(file)) {
            return undefined;
        }
        for (const next of graph.get(file) ?? []) {
            const circle = visit(next, [...path, file]);
            if (circle) {
                return circle;
            }
        }
        done.add(file);
        return undefined;
    };
    return [...graph.keys()].map((file) => visit(file, [])).find((circle) => circle !== undefined);
}

describe("architecture", () => {
    const files = readdirSync("src", { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => join("src", file));
    const graph = new Map(files.map((file) => [file, ReadImports(file)]));

    it("has imports that lead to files", () => {
        expect(files.length).toBeGreaterThan(50);
        expect(
            [...graph].flatMap(([file, imports]) => imports.filter((path) => !graph.has(path)).map((path) => `${file} -> ${path}`)),
        ).toEqual([]);
    });

    it("has no circle of imports", () => {
        expect(FindCircle(graph)).toBeUndefined();
    });

    it("would see a circle", () => {
        expect(
            FindCircle(
                new Map([
                    ["a", ["b"]],
                    ["b", ["c"]],
                    ["c", ["a"]],
                ]),
            ),
        ).toEqual(["a", "b", "c", "a"]);
    });
});
