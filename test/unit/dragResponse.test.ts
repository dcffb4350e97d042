import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AverageVector } from "../../src/face/faceVector.js";
import { DragResponse } from "../../src/faceCreator/dragResponse.js";
import { VertexMoves } from "../../src/faceCreator/vertexMoves.js";
import { ChooseGroup } from "../../src/gui/solveDrag.js";
import { type IBuiltHead, IsHeadBuilt, OpenBuiltHeadAsync } from "./builtHead.js";

describe.skipIf(!IsHeadBuilt())("how far the skin follows a hand", () => {
    let built: IBuiltHead;
    let moves: VertexMoves;
    let response: DragResponse;

    beforeAll(async () => {
        built = await OpenBuiltHeadAsync();
        moves = new VertexMoves(built.head);
        response = new DragResponse(built.head, moves);
    }, 120_000);

    afterAll(() => built.close());

    /** The vertex of the skin that is most to the front, among those up to a distance from the middle. */
    const findTip = (): number => {
        const { rest } = response.skin;
        return [...response.shares.keys()].reduce((best, i) => (rest[3 * i + 2] > rest[3 * best + 2] ? i : best), 0);
    };
    const nearest = (x: number, y: number, z: number): number => {
        const { rest } = response.skin;
        const far = (i: number): number => Math.hypot(rest[3 * i] - x, rest[3 * i + 1] - y, rest[3 * i + 2] - z);
        return [...response.shares.keys()].reduce((best, i) => (far(i) < far(best) ? i : best), 0);
    };
    const computeAt = (vertex: number, side?: "left" | "right"): readonly number[] => {
        const { continuous } = built.head.schema;
        const point = moves.at(response.skin.mesh, vertex);
        const group = ChooseGroup(point, moves.peaks, continuous);
        const parameters = continuous.flatMap(({ group: own, sided }, i) => (own === group && (sided || !side) ? [i] : []));
        response.compute(point, parameters, side);
        return parameters;
    };

    it("is what the parameters of the point do to the head", () => {
        const tip = findTip();
        const parameters = computeAt(tip);
        expect(built.head.schema.continuous[parameters[0]].group).toBe("nose");
        const { shares, skin } = response;
        const shares0 = shares.slice();
        const point = moves.at(skin.mesh, tip);
        const average = AverageVector(built.head.schema);
        built.head.applyVector(average);
        const before = skin.positions.slice();
        const squares = new Float64Array(shares.length);
        const most = Math.max(...parameters.flatMap((i) => [0, 1, 2].map((c) => Math.abs(point[3 * i + c]))));
        for (let c = 0; c < 3; c++) {
            const x = average.slice();
            parameters.forEach((i) => (x[i] += (0.25 * point[3 * i + c]) / most));
            built.head.applyVector(x);
            for (let v = 0; v < squares.length; v++) {
                for (let k = 3 * v; k < 3 * v + 3; k++) {
                    squares[v] += (skin.positions[k] - before[k]) ** 2;
                }
            }
        }
        const whole = Math.sqrt(squares[tip]);
        const off = [...shares0].map((share, v) => Math.abs(share - Math.min(1, Math.sqrt(squares[v]) / whole)));
        // Targets differ a little above and below the average, and bones are not in the positions.
        expect(Math.max(...off)).toBeLessThan(0.25);
        expect(off.reduce((sum, value) => sum + value, 0) / off.length).toBeLessThan(0.01);
        const seen = shares0.filter((share) => share > 0.3).length;
        expect(shares0[tip]).toBeCloseTo(1, 2);
        // A part of the face, not all of it and not a spot.
        expect(seen / shares0.length).toBeGreaterThan(0.01);
        expect(seen / shares0.length).toBeLessThan(0.4);
    });

    it("is the same on both sides, and on one side where left and right are edited apart", () => {
        const { rest } = response.skin;
        const tip = findTip();
        const cheek = nearest(0.045, rest[3 * tip + 1] - 0.01, rest[3 * tip + 2] - 0.05);
        const other = nearest(-rest[3 * cheek], rest[3 * cheek + 1], rest[3 * cheek + 2]);
        computeAt(cheek);
        expect(response.shares[cheek]).toBeCloseTo(1, 1);
        expect(response.shares[other]).toBeCloseTo(response.shares[cheek], 1);
        computeAt(cheek, "left");
        expect(response.shares[cheek]).toBeGreaterThan(0.8);
        expect(response.shares[other]).toBeLessThan(0.05);
    });

    it("is nothing where every parameter is locked", () => {
        response.compute(moves.at(response.skin.mesh, findTip()), []);
        expect(Math.max(...response.shares)).toBe(0);
    });
});
