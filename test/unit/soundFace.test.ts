import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { BrokenPlaces, CreateAverageFace, EditFace, GetSides, type IFace, type IFaceSchema, RandomFace } from "../../src/pure.js";
import { SeededRandom } from "../../src/face/random.js";
import { MoveSide } from "../../src/face/asymmetry.js";
import { KeepRandomSound, KeepSound } from "../../src/face/soundFace.js";
import { DiceFace } from "../../src/gui/diceFace.js";
import { VaryFace } from "../../src/gui/varyFace.js";
import { EditRange } from "../../src/gui/editRange.js";
import { ParseRigFile, RigToSchema } from "../../src/rig/rigFile.js";
import { IsHeadBuilt } from "./builtHead.js";

/** `a` and `b` together may reach 1.2 of 2, with a little for the last digits; `c` takes away from them. */
const Schema: IFaceSchema = {
    rig: { id: "any", hash: "" },
    continuous: ["a", "b", "c"].map((id) => ({ id, group: "nose", label: id, sided: id !== "c" })),
    colors: [],
    discrete: [],
    expressions: [],
    prior: { deviation: 0.16, directions: [], limits: [{ place: "lids", weights: [1, 1, -0.5], most: 1.201 }] },
};
const Average = CreateAverageFace(Schema);
const Shape = (a: number, b: number, c = 0.5): IFace => EditFace(Schema, Average, { shape: { a, b, c } });

describe("a face that is stopped where it would no longer be sound", () => {
    it("goes anywhere that is sound, and no further than the limit on its way to what is not", () => {
        const sound = Shape(1, 0.6);
        expect(KeepSound(Schema, Average, sound)).toBe(sound);
        // From a = 1, where b may add 0.2 of its 1.
        expect(KeepSound(Schema, Shape(1, 0.5), Shape(1, 1))).toEqual(Shape(1, 0.6));
        // Both at once: each 0.6 of its way.
        expect(KeepSound(Schema, Average, Shape(1, 1))).toEqual(Shape(0.8, 0.8));
        // What makes up for it lets it go further.
        const far = Shape(1, 0.8, 1);
        expect(KeepSound(Schema, Shape(1, 0.5, 1), far)).toBe(far);
    });

    it("gets no further past a limit that it is past already, but back as it likes", () => {
        const past = Shape(1, 0.9);
        expect(KeepSound(Schema, past, Shape(1, 1))).toEqual(past);
        const back = Shape(1, 0.7);
        expect(KeepSound(Schema, past, back)).toBe(back);
        // Within one drag it may return to where it began.
        expect(KeepSound(Schema, past, past)).toBe(past);
    });

    it("is stopped on each side of the face", () => {
        const from = Shape(1, 0.5);
        const kept = KeepSound(Schema, from, EditFace(Schema, from, MoveSide(from, "b", "left", 1)));
        const { left, right } = GetSides(kept, "b");
        expect(left).toBeLessThan(0.601);
        expect(left).toBeGreaterThan(0.59);
        expect(right).toBeCloseTo(0.5, 12);
    });

    it("gets no further past a limit on one side because the other is past it", () => {
        const from = EditFace(Schema, Shape(1, 0.5), MoveSide(Shape(1, 0.5), "b", "left", 0.9));
        const kept = KeepSound(Schema, from, EditFace(Schema, from, MoveSide(from, "b", "right", 1)));
        const { left, right } = GetSides(kept, "b");
        expect(left).toBeCloseTo(GetSides(from, "b").left, 12);
        expect(right).toBeLessThan(0.601);
        expect(right).toBeGreaterThan(0.59);
    });

    it("keeps values that no slider reaches, and takes colours and origin of where it goes", () => {
        const from: IFace = { ...Average, shape: { a: 1.4 } };
        const to: IFace = { ...from, shape: { a: 1.4, b: 1 }, color: { any: [1, 0, 0] }, origin: { kind: "preset" } };
        expect(KeepSound(Schema, from, to)).toEqual({ ...to, shape: { a: 1.4 } });
    });

    it("is stopped nowhere on a head without limits, or on request", () => {
        const far = Shape(1, 1);
        expect(KeepSound({ ...Schema, prior: undefined }, Average, far)).toBe(far);
        const range = new EditRange(Schema, true);
        expect(range.follow(Average, far)).toBe(far);
        range.isExtended = false;
        expect(range.follow(Average, far)).toEqual(Shape(0.8, 0.8));
        expect([new EditRange({ ...Schema, prior: undefined }, false).hasLimits, range.hasLimits]).toEqual([false, true]);
    });

    it("tells once for each move of the hand", () => {
        const range = new EditRange(Schema, false);
        let told = 0;
        range.onStopObservable.add(() => told++);
        range.follow(Average, Shape(1, 0.6));
        expect(told).toBe(0);
        range.follow(Average, Shape(1, 0.8));
        range.follow(Average, Shape(1, 0.9));
        expect(told).toBe(1);
        range.rest();
        range.follow(Average, Shape(1, 0.9));
        expect(told).toBe(2);
        // Chance tells nobody.
        range.rest();
        range.keepRandom(Average, Shape(1, 1));
        expect(told).toBe(2);
    });

    it("turns chance the other way where it would break a face together with what is kept of it", () => {
        const range = new EditRange(Schema, false);
        const face = Shape(1, 0.2);
        const random = Shape(0.3, 0.9);
        expect(DiceFace(Schema, face, random, ["a"], range)).toEqual(Shape(1, 0.1));
        // At a limit and past it, too; what breaks nothing stays as it is.
        expect(range.keepRandom(Shape(1, 0.6), Shape(1, 0.7, 0.4))).toEqual(Shape(1, 0.5, 0.6));
        expect(range.keepRandom(Shape(1, 0.9), Shape(1, 1, 0.4))).toEqual(Shape(1, 0.8, 0.6));
        expect(range.keepRandom(Shape(1, 0.9), Shape(1, 0.8))).toEqual(Shape(1, 0.8));
        range.isExtended = true;
        expect(DiceFace(Schema, face, Shape(0.3, 0.9), ["a"], range)).toEqual(Shape(1, 0.9));
    });
});

describe.skipIf(!IsHeadBuilt())("the default head under the player's hand", () => {
    const schema = IsHeadBuilt()
        ? RigToSchema(ParseRigFile(JSON.parse(readFileSync("dist/assets/head/head.rig.json", "utf8"))))
        : ({ continuous: [] } as unknown as IFaceSchema);
    const broken = (face: IFace): string[] =>
        BrokenPlaces(
            schema.prior!,
            schema.continuous.map(({ id }) => face.shape[id] ?? 0.5),
        );

    it("keeps within its limits, whatever sliders are dragged to their ends, and never otherwise", () => {
        const random = new SeededRandom(3, 0);
        let stops = 0;
        let breaks = 0;
        for (let i = 0; i < 20; i++) {
            let face = RandomFace(schema, 3, i, { prior: true });
            let free = face;
            for (let k = 0; k < 40; k++) {
                const { id } = schema.continuous[Math.floor(random.uniform() * schema.continuous.length)];
                const change = { shape: { [id]: random.uniform() < 0.5 ? 0 : 1 } };
                const wanted = EditFace(schema, face, change);
                face = KeepSound(schema, face, wanted);
                free = EditFace(schema, free, change);
                stops += face === wanted ? 0 : 1;
                expect(face.shape[id] === wanted.shape[id] || broken(wanted).length > 0, id).toBe(true);
                expect(broken(face)).toEqual([]);
            }
            breaks += broken(free).length > 0 ? 1 : 0;
        }
        console.log(`${stops} of 800 drags to an end were stopped; without stops ${breaks} of 20 faces would be past a limit`);
        expect(stops).toBeGreaterThan(0);
        expect(breaks).toBeGreaterThan(0);
    });

    it("varies at a limit and past it, and leaves sliders of other parts free there", () => {
        const average = CreateAverageFace(schema);
        for (const { place, weights, most } of schema.prior!.limits) {
            // Straight towards the limit, to it and half as far again, as far as the ranges go.
            const length = weights.reduce((sum, weight) => sum + weight * weight, 0);
            for (const far of [1, 1.5]) {
                const shape = Object.fromEntries(
                    schema.continuous
                        .map(({ id }, i) => [id, 0.5 + (far * most * weights[i]) / (2 * length)] as const)
                        .filter(([, x]) => x !== 0.5),
                );
                const from = EditFace(schema, average, { shape });
                const still = Array.from({ length: 40 }, (_, i) => VaryFace(schema, from, 7, i, new Set()))
                    .map((to) => KeepRandomSound(schema, from, to))
                    .filter((face) => schema.continuous.every(({ id }) => (face.shape[id] ?? 0.5) === (from.shape[id] ?? 0.5)));
                expect(still.length, `${place}, ${far}`).toBeLessThan(4);
                const free = schema.continuous.filter((_, i) => weights[i] === 0);
                expect(free.length, place).toBeGreaterThan(200);
            }
        }
    });

    it("reaches both ends of nearly every slider from the average face, and nearly the others", () => {
        const average = CreateAverageFace(schema);
        const stopped: string[] = [];
        for (const { id } of schema.continuous) {
            for (const end of [0, 1]) {
                const reached = KeepSound(schema, average, EditFace(schema, average, { shape: { [id]: end } })).shape[id];
                if (reached !== end) {
                    stopped.push(`${id}: ${reached}`);
                    expect(Math.abs(reached - end), id).toBeLessThan(0.05);
                }
            }
        }
        console.log(`${schema.continuous.length} sliders; stopped before an end: ${stopped.join(", ")}`);
        expect(stopped.length).toBeLessThan(4);
    });
});
