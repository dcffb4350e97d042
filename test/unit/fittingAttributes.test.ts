import { beforeAll, describe, expect, it } from "vitest";
import { type IFaceSchema } from "../../src/face/faceSchema.js";
import { AverageVector, GetVectorLayout } from "../../src/face/faceVector.js";
import { DefaultFitOptions } from "../../src/fitting/defaultFitOptions.js";
import { ExpectFace } from "../../src/fitting/expectedFace.js";
import { type IFitContext } from "../../src/fitting/fitContext.js";
import { WornLogOdds } from "../../src/fitting/wornOptions.js";
import { AttributeProbe, type IAttribute } from "../../src/networks/attributeProbe.js";
import { LoadNetworkFileAsync } from "../../src/networks/loadNetworkFile.js";
import { AllowFileFetch, StartWasmAsync, TinySchema } from "./fittingNetworks.js";

const Url = new URL("../../assets/networks/attributes/", import.meta.url).href;

let probe: AttributeProbe;
let directions: Float32Array[];

beforeAll(async () => {
    AllowFileFetch();
    await StartWasmAsync();
    probe = await AttributeProbe.LoadAsync(Url);
    const { weights } = await LoadNetworkFileAsync(Url);
    const [inputs, count] = weights["weight"].shape;
    const values = (await weights["weight"].data()) as Float32Array;
    directions = Array.from({ length: count }, (_, column) => {
        const direction = Float32Array.from({ length: inputs }, (_unused, row) => values[row * count + column]);
        const length = Math.hypot(...direction);
        return direction.map((value) => value / length);
    });
    Object.values(weights).forEach((weight) => weight.dispose());
});

function Masculine(probability: number): IAttribute[] {
    return [{ name: "masculine", parameter: "macro.gender", probability, expected: probability }];
}

describe("the attributes that ship", () => {
    it("are there or not as the embedding lies on one side or the other, and expect the parameter's value accordingly", () => {
        directions.forEach((direction, i) => {
            const there = probe.read(direction)[i];
            const absent = probe.read(direction.map((value) => -value))[i];
            expect(there.probability).toBeGreaterThan(0.8);
            expect(absent.probability).toBeLessThan(0.2);
            expect(there.expected).toBeGreaterThan(absent.expected + 0.2);
            for (const { expected } of [there, absent]) {
                expect(expected).toBeGreaterThanOrEqual(0);
                expect(expected).toBeLessThanOrEqual(1);
            }
        });
    });

    it("tell about parameters of the default head", () => {
        expect(probe.read(directions[0]).map(({ parameter }) => parameter)).toEqual(["macro.gender", "macro.african"]);
    });
});

describe("the face that is expected", () => {
    it("has people's irises, which nothing measures, and the average face's other parameters", () => {
        const schema: IFaceSchema = {
            ...TinySchema,
            continuous: [...TinySchema.continuous, { id: "eye.iris", label: "Iris size", group: "eye" }],
        };
        const layout = GetVectorLayout(schema);
        const context = { schema, layout } as unknown as IFitContext;
        const { x, sigmas } = ExpectFace(context, undefined, DefaultFitOptions);
        const expected = AverageVector(schema);
        expected[layout.continuousCount - 1] = 0.85;
        expect([...x]).toEqual([...expected]);
        expect(sigmas).toHaveLength(layout.continuousCount);
        // A head without them is left alone
        const tiny = { schema: TinySchema, layout: GetVectorLayout(TinySchema) } as unknown as IFitContext;
        expect([...ExpectFace(tiny, undefined, DefaultFitOptions).x]).toEqual([...AverageVector(TinySchema)]);
    });
});

describe("options that people wear", () => {
    it("say nothing where nothing is known, or where all wear them alike", () => {
        expect(WornLogOdds("beard", "full", [])).toBe(0);
        expect(WornLogOdds("hair", "fringe", Masculine(0.99))).toBeCloseTo(0, 10);
        // The same id in another block is another option
        expect(WornLogOdds("brow", "short", Masculine(0.01))).toBeCloseTo(0, 10);
    });

    it("are less likely on faces of those who seldom wear them, the surer the attribute the more", () => {
        expect(WornLogOdds("beard", "short", Masculine(0.01))).toBeLessThan(-3);
        expect(WornLogOdds("beard", "short", Masculine(0.99))).toBeCloseTo(0, 1);
        expect(WornLogOdds("hair", "bob", Masculine(0.99))).toBeLessThan(-2.5);
        expect(WornLogOdds("hair", "bob", Masculine(0.5))).toBeGreaterThan(-0.7);
    });
});
