import { CreateAverageFace } from "../../../src/face/createFace.js";
import { type HeadRig } from "../../../src/rig/HeadRig.js";
import { PosedPositions } from "../../../test/unit/headGeometry.js";
import { AddScaled, Ancestries, EyeHelpers, MeanOf } from "../build/average.js";
import { BuildHeadAsync, OpenInstalledSource } from "../build/buildHead.js";
import { Scale } from "../build/glb.js";
import { ApplyOperator } from "../build/operator.js";
import { RidgeSolver } from "./leastSquares.js";

/** Height (decimetres) above which the macro parameters are not faded towards the bust. */
const Unfaded = 6.2;
/** What the macro parameters do not explain goes to the others with this ridge: with less of it, parameters that undo each other grow beyond their ranges. */
const DetailRidge = 0.3;
const MacroRidge = 1e-9;
/** Parameters that blend the source's macro targets. */
const Macros: readonly string[] = ["macro.gender", "macro.african", "macro.asian"];

/** Where the source's people lie in the head's parameters. */
export interface IMacroPeople {
    /** Offsets from 0.5, a row each of both sexes and three ancestries; their sum is 0. */
    readonly offsets: readonly Float64Array[];
    /** Share of how these people differ that the macro parameters explain, and that all parameters do. */
    readonly explained: { readonly macro: number; readonly all: number };
}

/**
 * Projects the source's six young people on the parameters by least squares: macro parameters first, the others on what is left.
 * @param head the built head
 * @returns the people
 */
export async function ProjectPeopleAsync(head: HeadRig): Promise<IMacroPeople> {
    const { people, heights } = await BuildPeopleAsync();
    const kept = [...heights.keys()].filter((v) => heights[v] > Unfaded).flatMap((v) => [3 * v, 3 * v + 1, 3 * v + 2]);
    const wanted = people.map((person) => Float64Array.from(kept, (i) => Scale * person[i]));
    const fields = ReadFields(head, kept);
    const ids = head.schema.continuous.map(({ id }) => id);
    const offsets = people.map(() => new Float64Array(ids.length));
    const left = wanted.map((values) => values.slice());
    const project = (members: readonly number[], ridge: number): number => {
        const solve = RidgeSolver(
            kept.map((_, row) => members.map((k) => fields[k][row])),
            ridge,
        );
        left.forEach((values, person) => {
            solve(values).forEach((offset, i) => {
                offsets[person][members[i]] += offset;
                fields[members[i]].forEach((value, row) => (values[row] -= offset * value));
            });
        });
        return 1 - SquareOf(left) / SquareOf(wanted);
    };
    const macros = Macros.map((id) => ids.indexOf(id));
    const macro = project(macros, MacroRidge);
    const all = project(
        [...ids.keys()].filter((i) => !ids[i].startsWith("macro.")),
        DetailRidge,
    );
    return { offsets, explained: { macro, all } };
}

/** Displacements of the head's vertices from the mean of all six, decimetres, the midpoint of the eyes in place. */
async function BuildPeopleAsync(): Promise<{ readonly people: Float32Array[]; readonly heights: Float32Array }> {
    const source = OpenInstalledSource();
    const [mesh] = (await BuildHeadAsync(source)).meshes;
    const bodies = ["male", "female"].flatMap((sex) =>
        Ancestries.map((ancestry) =>
            AddScaled(
                source.target(`macrodetails/${ancestry}-${sex}-young`),
                source.target(`macrodetails/universal-${sex}-young-averagemuscle-averageweight`),
                1,
            ),
        ),
    );
    const mean = bodies.reduce((sum, body) => AddScaled(sum, body, 1 / bodies.length), new Float32Array(bodies[0].length));
    const people = bodies.map((body) => {
        const delta = AddScaled(body, mean, -1);
        const [left, right] = [MeanOf(delta, EyeHelpers.left), MeanOf(delta, EyeHelpers.right)];
        return ApplyOperator(
            mesh.operator,
            delta.map((value, i) => value - (left[i % 3] + right[i % 3]) / 2),
        );
    });
    return { people, heights: mesh.positions.filter((_, i) => i % 3 === 1) };
}

/** How each parameter moves the skin per unit, between 0.25 and 0.75. */
function ReadFields(head: HeadRig, kept: readonly number[]): Float64Array[] {
    const average = { ...CreateAverageFace(head.schema), style: {} };
    const [mesh] = head.meshesOf("head");
    const positionsAt = (id: string, value: number): Float32Array => {
        head.applyFace({ ...average, shape: { [id]: value } });
        return PosedPositions(mesh);
    };
    return head.schema.continuous.map(({ id }) => {
        const [low, high] = [positionsAt(id, 0.25), positionsAt(id, 0.75)];
        return Float64Array.from(kept, (i) => 2 * (high[i] - low[i]));
    });
}

function SquareOf(rows: readonly Float64Array[]): number {
    return rows.reduce((sum, row) => row.reduce((part, value) => part + value * value, sum), 0);
}
