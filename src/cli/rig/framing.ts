import { BoothFrame } from "../../face/boothFrame.js";
import { type IRigFraming } from "../../rig/rigFile.types.js";
import { type IBounds, type Vector } from "./modelSummary.types.js";
import { type IEyePlaces } from "./places.js";

/** Pixels of a metre at a distance of one metre. */
const Focal = BoothFrame.size / 2 / Math.tan((BoothFrame.fov * Math.PI) / 360);

/** Where eyes are in the box of a head of which nothing else is known: share of the height from below, share of the width between them. */
const TypicalEyes = { height: 0.5, distance: 0.42 } as const;

/**
 * The camera that puts the eyes where the photo-booth frame wants them.
 * @param eyes where they are; undefined takes typical ones in the head's box
 * @param head bounds of the head
 * @param pivot the head's joint, about which views turn; undefined takes the middle of the box
 * @returns the framing
 */
export function ProposeFraming(
    eyes: Pick<IEyePlaces, "left" | "right"> | undefined,
    head: IBounds,
    pivot: Vector | undefined,
): IRigFraming {
    const { left, right } = eyes ?? TypicalPlaces(head);
    const distance = (Focal * Math.hypot(left[0] - right[0], left[1] - right[1])) / BoothFrame.distance;
    const below = ((BoothFrame.size / 2 - BoothFrame.middle[1]) / Focal) * distance;
    const middle = [0, 1, 2].map((c) => (left[c] + right[c]) / 2);
    const at = pivot ?? (head.minimum.map((value, c) => (value + head.maximum[c]) / 2) as unknown as Vector);
    const round = (value: number): number => Math.round(value * 1e5) / 1e5;
    return {
        fov: BoothFrame.fov,
        camera: [round(middle[0]), round(middle[1] - below), round(middle[2] + distance)],
        pivot: [round(middle[0]), round(at[1]), round(at[2])],
    };
}

/**
 * Where a point falls in the photo-booth frame.
 * @param framing the rig's framing
 * @param point rig space
 * @returns pixels of a picture of side 512, from the left and from the top
 */
export function ToFrame(framing: IRigFraming, point: Vector): [number, number] {
    const focal = BoothFrame.size / 2 / Math.tan((framing.fov * Math.PI) / 360);
    const depth = framing.camera[2] - point[2];
    const half = BoothFrame.size / 2;
    return [half + (focal * (point[0] - framing.camera[0])) / depth, half - (focal * (point[1] - framing.camera[1])) / depth];
}

function TypicalPlaces({ minimum, maximum }: IBounds): { left: Vector; right: Vector } {
    const middle = (minimum[0] + maximum[0]) / 2;
    const half = (TypicalEyes.distance * (maximum[0] - minimum[0])) / 2;
    const y = minimum[1] + TypicalEyes.height * (maximum[1] - minimum[1]);
    return { left: [middle + half, y, maximum[2]], right: [middle - half, y, maximum[2]] };
}
