import { type IPicture } from "../../face/picture.js";
import { type Point2D } from "../../photo/photo.types.js";
import { ReadContourPointsAsync } from "./contours.js";
import { ReadPictureAsync } from "./pictureFiles.js";
import { type IPersonPhotos, ReadFactsAsync } from "./split.js";
import { LumaOf, SrgbToLinear } from "../../face/srgb.js";

/** The groups of a person, for figures by group. */
export interface IPersonGroups {
    readonly gender: string;
    readonly age: string;
    /** From the colour of the cheeks in the photo, not from what anybody said. */
    readonly tone: "light" | "medium" | "dark";
}

/** Limits of the individual typology angle (Chardon et al. 1991), in degrees: above the first light, below the second dark. */
const ToneLimits = [41, 10] as const;
/** Limits of age in years. */
const AgeLimits = [25, 35] as const;

/**
 * The groups of London people.
 * @param faces folder with the photographs
 * @param people whose
 * @returns groups in the same order
 */
export async function ReadGroupsAsync(faces: string, people: readonly IPersonPhotos[]): Promise<IPersonGroups[]> {
    const facts = await ReadFactsAsync(faces, "london");
    const groups: IPersonGroups[] = [];
    for (const { id, photo } of people) {
        const { age, gender } = facts.get(id)!;
        const angle = TypologyAngle(await ReadPictureAsync(photo), await ReadContourPointsAsync(photo.replace(/\.jpg$/, ".json")));
        groups.push({
            gender,
            age:
                age < AgeLimits[0]
                    ? `under ${AgeLimits[0]}`
                    : age < AgeLimits[1]
                      ? `${AgeLimits[0]} to ${AgeLimits[1] - 1}`
                      : `${AgeLimits[1]} and over`,
            tone: angle > ToneLimits[0] ? "light" : angle < ToneLimits[1] ? "dark" : "medium",
        });
    }
    return groups;
}

/**
 * The individual typology angle of the cheeks: atan((L - 50) / b) in CIELAB.
 * @param photo the photo
 * @param points its 189 hand-set points
 * @returns degrees; high is light
 */
export function TypologyAngle(photo: IPicture, points: readonly Point2D[]): number {
    const between = Math.hypot(points[1][0] - points[0][0], points[1][1] - points[0][1]);
    const values: [number, number][] = [];
    for (const [pupil, corner] of [
        [points[0], points[87]],
        [points[1], points[93]],
    ]) {
        // prettier-ignore
        // Half-way from pupil to mouth corner and a little outwards.
        const outwards = pupil === points[0] ? -0.12 : 0.12;
        const [cx, cy] = [(pupil[0] + corner[0]) / 2 + outwards * between, (pupil[1] + corner[1]) / 2];
        const radius = 0.1 * between;
        for (let y = Math.ceil(cy - radius); y <= cy + radius; y++) {
            for (let x = Math.ceil(cx - radius); x <= cx + radius; x++) {
                if (Math.hypot(x - cx, y - cy) <= radius) {
                    values.push(LightnessAndYellow(photo, 4 * (y * photo.width + x)));
                }
            }
        }
    }
    const middle = (k: 0 | 1): number => values.map((value) => value[k]).sort((a, b) => a - b)[values.length >> 1];
    return (Math.atan2(middle(0) - 50, middle(1)) * 180) / Math.PI;
}

/** L* and b* of an sRGB pixel, white point D65. */
function LightnessAndYellow({ data }: IPicture, at: number): [number, number] {
    const [r, g, b] = [0, 1, 2].map((c) => SrgbToLinear(data[at + c] / 255));
    const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 / 116) * t + 16 / 116);
    const fy = f(LumaOf(r, g, b));
    const fz = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.0888);
    return [116 * fy - 16, 200 * (fy - fz)];
}
