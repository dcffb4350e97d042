import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { BoothFrame } from "../../face/boothFrame.js";
import { PartLabels } from "../../face/partLabels.js";
import { type IRigFile } from "../../rig/rigFile.types.js";
import { ToFrame } from "./framing.js";
import { type IModelSummary, type Vector } from "./modelSummary.types.js";
import { FindEyes, FindHeadBounds } from "./places.js";
import { LabelsIn } from "./proposeParts.js";
import { type IRigFault } from "./rigFaults.types.js";

/** Red of a label texture: label times this. */
const LabelStep = 20;

/** Pixels that the eyes may be off the photo-booth frame. */
const EyeTolerance = 12;

/** Distances that are drawn, as factors on that of the camera from the pivot: see capture/boothCamera. */
const DepthRange = [0.3, 3] as const;

/**
 * Checks that the camera shows the head where the photo-booth frame wants it.
 * @param rig the rig
 * @param model its model
 * @returns the faults
 */
export function CheckFraming(rig: IRigFile, model: IModelSummary): IRigFault[] {
    const { framing } = rig;
    const faults: IRigFault[] = [];
    const add = (severity: IRigFault["severity"], place: string, text: string): void => void faults.push({ severity, place, text });
    const head = FindHeadBounds(model, rig.nuisance.pose.bone);
    if (framing.fov !== BoothFrame.fov) {
        add("note", "framing.fov", `${framing.fov} degrees; the photo-booth frame has ${BoothFrame.fov}`);
    }
    if (head) {
        const middle = head.minimum.map((value, c) => (value + head.maximum[c]) / 2) as unknown as Vector;
        const distance = Math.abs(framing.camera[2] - framing.pivot[2]);
        if (framing.camera[2] <= head.maximum[2]) {
            add("fault", "framing.camera", "it stands behind or in the head: it looks along -z, so z must be larger than the head's");
            return faults;
        }
        const [x, y] = ToFrame(framing, middle);
        if (x < 0 || y < 0 || x > BoothFrame.size || y > BoothFrame.size) {
            add(
                "fault",
                "framing.camera",
                `the middle of the head is at (${Math.round(x)}, ${Math.round(y)}) of a picture of 512: the camera does not show it`,
            );
        }
        const depths = [framing.camera[2] - head.maximum[2], framing.camera[2] - head.minimum[2]];
        if (depths[0] < DepthRange[0] * distance || depths[1] > DepthRange[1] * distance) {
            add("fault", "framing.pivot", "the head reaches out of what is drawn, 0.3 to 3 times the distance of camera and pivot");
        }
    }
    const eyes = FindEyes(model);
    if (!eyes) {
        add("note", "framing", "the model's eyes were not found, so that the framing could not be held against them");
        return faults;
    }
    const [left, right] = [ToFrame(framing, eyes.left), ToFrame(framing, eyes.right)];
    const [x, y] = [(left[0] + right[0]) / 2, (left[1] + right[1]) / 2];
    const distance = left[0] - right[0];
    if (distance < 0) {
        add(
            "fault",
            "framing",
            "the subject's left eye is on the left of the picture: the head looks to -z, turn it by 180 degrees about y",
        );
    } else if (
        Math.hypot(x - BoothFrame.middle[0], y - BoothFrame.middle[1]) > EyeTolerance ||
        Math.abs(distance - BoothFrame.distance) > EyeTolerance
    ) {
        const is = `the eyes (by ${eyes.source}) are ${Math.round(distance)} px apart about (${Math.round(x)}, ${Math.round(y)})`;
        add("note", "framing.camera", `${is}; the photo-booth frame has 108 px about (256, 236)`);
    }
    return faults;
}

/**
 * Checks label maps: that every mesh has a label, every label can be drawn, and every part of a face has one.
 * @param rig the rig
 * @param model its model
 * @param folder that the rig's files are relative to
 * @returns the faults
 */
export async function CheckLabelsAsync(rig: IRigFile, model: IModelSummary, folder: string): Promise<IRigFault[]> {
    const faults: IRigFault[] = [];
    const present = new Set<number>();
    // Label maps draw frames as what is no part of a face, and leave lenses out, without being told
    const glasses = new Set((rig.glasses?.styles ?? []).flatMap(({ frame, lenses }) => [frame, lenses]));
    for (const { name, hasUv } of model.meshes.filter((mesh) => !glasses.has(mesh.name))) {
        const label = Object.hasOwn(rig.labels, name) ? rig.labels[name] : undefined;
        if (!label) {
            faults.push({
                severity: "fault",
                place: `labels.${name}`,
                text: "missing: the mesh is hidden in label maps; say so, or give it a label",
            });
        } else if (label.kind === "texture") {
            const place = `labels.${name}.file`;
            if (!hasUv) {
                faults.push({ severity: "fault", place, text: "the mesh has no texture coordinates" });
            }
            const { labels, fault } = await ReadLabelTextureAsync(join(folder, label.file));
            labels.forEach((value) => present.add(value));
            if (fault !== undefined) {
                faults.push({ severity: "fault", place, text: fault });
            }
        } else {
            LabelsIn(label).forEach((value) => present.add(value));
        }
    }
    const missing = Object.entries(PartLabels).filter(([part, label]) => !["background", "other"].includes(part) && !present.has(label));
    if (missing.length > 0) {
        faults.push({
            severity: "note",
            place: "labels",
            text: `no mesh and no texture has the labels ${missing.map(([part]) => part).join(", ")}`,
        });
    }
    return faults;
}

async function ReadLabelTextureAsync(path: string): Promise<{ labels: ReadonlySet<number>; fault?: string }> {
    if (!existsSync(path)) {
        return { labels: new Set(), fault: `the file ${path} is missing` };
    }
    try {
        const { data, info } = await sharp(await readFile(path))
            .raw()
            .toBuffer({ resolveWithObject: true });
        const reds = new Set<number>();
        for (let i = 0; i < data.length; i += info.channels) {
            reds.add(data[i]);
        }
        const wrong = [...reds].filter((red) => red % LabelStep !== 0 || red > LabelStep * PartLabels.other);
        const labels = new Set([...reds].filter((red) => !wrong.includes(red)).map((red) => red / LabelStep));
        return { labels, ...(wrong.length > 0 && { fault: `red must be label * 20; it also holds ${wrong.slice(0, 5).join(", ")}` }) };
    } catch (error) {
        return { labels: new Set(), fault: `the picture cannot be read (${(error as Error).message})` };
    }
}
