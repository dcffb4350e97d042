import { describe, expect, it } from "vitest";
import { CreateAverageFace, EditFace, GetSides, type IFace } from "../../src/pure.js";
import { MoveSides, SideEditing } from "../../src/gui/sideEditing.js";
import { ReadNumber } from "../../src/gui/valueText.js";
import { RigToSchema } from "../../src/rig/rigFile.js";
import { FixtureRig } from "./rigFixture.js";

const Schema = RigToSchema(FixtureRig());
const [Width, Lift] = Schema.continuous;

describe("editing left and right apart", () => {
    it("turns each slider from both to left to right, once it is switched on, and only where the sides can differ", () => {
        const sides = new SideEditing();
        sides.turn(Width);
        expect(sides.sideOf(Width)).toBe("both");
        sides.isApart = true;
        expect([sides.turn(Width), sides.turn(Width), sides.turn(Width), sides.turn(Width)]).toEqual(["left", "right", "both", "left"]);
        expect(sides.turn(Lift)).toBe("both");
        sides.isApart = false;
        sides.isApart = true;
        expect(sides.sideOf(Width)).toBe("both");
    });

    it("shows and moves the chosen side, and with both the middle of them, keeping how they differ", () => {
        const sides = new SideEditing();
        let face: IFace = CreateAverageFace(Schema);
        const move = (value: number): void => {
            face = EditFace(Schema, face, sides.change(face, Width, value));
        };
        sides.isApart = true;
        sides.turn(Width);
        move(0.7);
        expect(sides.valueOf(face, Width)).toBeCloseTo(0.7, 2);
        expect(GetSides(face, Width.id).right).toBeCloseTo(0.5, 12);
        sides.turn(Width);
        expect(sides.valueOf(face, Width)).toBeCloseTo(0.5, 12);
        sides.turn(Width);
        const difference = face.asymmetry?.[Width.id];
        move(0.4);
        expect(face.asymmetry?.[Width.id]).toBe(difference);
        expect(sides.valueOf(face, Width)).toBe(0.4);
    });

    it("moves several on one side at once", () => {
        const face = CreateAverageFace(Schema);
        const moved = EditFace(Schema, face, MoveSides(face, { [Width.id]: 0.8 }, "right"));
        expect(GetSides(moved, Width.id)).toEqual({ left: 0.5, right: expect.closeTo(0.8, 2) as number });
    });

    it("reads typed numbers of both scales", () => {
        expect([ReadNumber("−50", "signed"), ReadNumber("25 %", "share"), ReadNumber("300", "signed")]).toEqual([0.25, 0.25, 1]);
        expect([ReadNumber(" ", "signed"), ReadNumber("x", "share")]).toEqual([undefined, undefined]);
    });
});
