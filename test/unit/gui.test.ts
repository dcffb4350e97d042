import { describe, expect, it } from "vitest";
import { CreateAverageFace, EditFace, EnglishStrings, type IFaceSchema, RandomFace } from "../../src/pure.js";
import { FaceHistory } from "../../src/gui/faceHistory.js";
import { IconPaths } from "../../src/gui/icons.js";
import { CreateRegions } from "../../src/gui/regions.js";
import { GetScreenMetrics } from "../../src/gui/screenMetrics.js";
import { GrowTexts, ResolveTheme, ScreenTheme } from "../../src/gui/theme.js";
import { FixtureRig } from "./rigFixture.js";
import { LumaOf, SrgbToLinear } from "../../src/face/srgb.js";

const { id, hash, continuous, colors, discrete } = FixtureRig();
const Schema: IFaceSchema = { rig: { id, hash }, continuous, colors, discrete, expressions: [] };

/** Contrast of two opaque sRGB colours, as WCAG 2 defines it. */
function Contrast(a: string, b: string): number {
    const luminance = (hex: string): number => {
        const [r, g, blue] = [1, 3, 5].map((i) => SrgbToLinear(parseInt(hex.slice(i, i + 2), 16) / 255));
        return LumaOf(r, g, blue);
    };
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
}

describe("FaceHistory", () => {
    it("undoes and redoes fifty steps to the very faces", () => {
        const start = CreateAverageFace(Schema);
        const history = new FaceHistory(start);
        const faces = [start, ...Array.from({ length: 50 }, (_, i) => RandomFace(Schema, 1, i))];
        faces.slice(1).forEach((face) => history.push(face));
        for (let i = 49; i >= 0; i--) {
            expect(history.undo()).toBe(faces[i]);
        }
        expect(history.canUndo).toBe(false);
        expect(history.undo()).toBe(start);
        for (let i = 1; i <= 50; i++) {
            expect(history.redo()).toBe(faces[i]);
        }
        expect(history.canRedo).toBe(false);
    });

    it("forgets undone steps when a new one is made, and takes the same face only once", () => {
        const start = CreateAverageFace(Schema);
        const history = new FaceHistory(start);
        const first = RandomFace(Schema, 1);
        const second = RandomFace(Schema, 2);
        history.push(first);
        history.push(first);
        history.push({ ...first, shape: { ...first.shape } });
        expect(history.faces).toHaveLength(2);
        history.undo();
        history.push(second);
        expect(history.canRedo).toBe(false);
        expect(history.undo()).toBe(start);
        expect(history.canUndo).toBe(false);
    });
});

describe("regions", () => {
    it("offer every parameter, colour and block somewhere", () => {
        const regions = CreateRegions(Schema, EnglishStrings);
        expect(regions.flatMap((region) => region.continuous.map((parameter) => parameter.id)).sort()).toEqual(
            continuous.map((parameter) => parameter.id).sort(),
        );
        expect(new Set(regions.flatMap((region) => region.colors))).toEqual(new Set(colors));
        expect(regions.flatMap((region) => region.discrete)).toEqual(discrete);
        const worn = [...discrete, { ...discrete[0], id: "lipstick", makeup: true }];
        const pages = CreateRegions({ ...Schema, discrete: worn }, EnglishStrings);
        expect(pages.find((region) => region.id === "style")?.discrete).toEqual(discrete);
        expect(pages.find((region) => region.id === "makeup")?.discrete).toEqual([worn[worn.length - 1]]);
        // The fixture has no nose: an empty region is not offered.
        expect(regions.some((region) => region.id === "nose")).toBe(false);
        expect(regions.every((region) => region.label.length > 0 && region.icon in IconPaths)).toBe(true);
    });
});

describe("edits of the screen", () => {
    it("leave no trace when they are taken back", () => {
        const start = CreateAverageFace(Schema);
        const edited = EditFace(Schema, start, { shape: { "face.width": 0.8 }, style: { hair: "cap" } });
        expect(edited).not.toEqual(start);
        expect(EditFace(Schema, edited, { shape: { "face.width": 0.5 }, style: { hair: "none" } })).toEqual(start);
    });
});

describe("theme", () => {
    it("keeps text readable on panels and buttons", () => {
        const { color } = ScreenTheme;
        // The panel over a white scene is the worst case: 88 % of its colour.
        const panel = `#${[16, 19, 26]
            .map((channel) =>
                Math.round(0.88 * channel + 0.12 * 255)
                    .toString(16)
                    .padStart(2, "0"),
            )
            .join("")}`;
        for (const ground of [panel, color.surface, color.surfaceHover, color.selected]) {
            expect(Contrast(color.text, ground)).toBeGreaterThanOrEqual(4.5);
        }
        expect(Contrast(color.textMuted, panel)).toBeGreaterThanOrEqual(4.5);
        expect(Contrast(color.danger, panel)).toBeGreaterThanOrEqual(4.5);
        expect(Contrast(color.accentHover, color.selected)).toBeGreaterThanOrEqual(4.5);
        for (const ground of [color.accent, color.accentHover, color.accentPressed]) {
            expect(Contrast(color.onAccent, ground)).toBeGreaterThanOrEqual(4.5);
        }
    });

    it("criterion 30: makes 18 ideal pixels 18 at 1080 lines, at least 14 on smaller canvases, and twice that at 200 %", () => {
        for (const [width, height, least] of [
            [1920, 1080, 18],
            [3840, 2160, 36],
            [1280, 720, 14],
            [390, 844, 14],
            [844, 390, 14],
            [768, 1024, 14],
        ]) {
            const size = (scale: number): number => {
                const metrics = GetScreenMetrics(width, height, scale);
                const { text } = GrowTexts(ResolveTheme(), metrics.textGrowth);
                return (Math.min(...Object.values(text)) * height) / metrics.height;
            };
            expect(size(1)).toBeGreaterThanOrEqual(least);
            expect(size(2) / size(1)).toBeGreaterThanOrEqual(1.99);
        }
        expect(GetScreenMetrics(1280, 720, 1).mode).toBe("wide");
        expect(GetScreenMetrics(1280, 720, 2).mode).toBe("side");
        expect(GetScreenMetrics(390, 844, 1).mode).toBe("sheet");
    });
});
