import { type IFace } from "../face/face.types.js";
import { type IFaceSchema, type ParameterGroup } from "../face/faceSchema.js";
import { type IScreenStrings } from "./strings.js";

/**
 * What a step changed, in words.
 * @param schema the head's parameters
 * @param before the face before the step; undefined for the face at the beginning
 * @param face the face after it
 * @param strings the screen's texts
 * @returns for example `Nose: Width`, `Nose: 5 values`, `Photo`, `12 values`
 */
export function DescribeStep(schema: IFaceSchema, before: IFace | undefined, face: IFace, strings: IScreenStrings): string {
    const { history } = strings;
    if (!before) {
        return history.start;
    }
    if (face.origin && JSON.stringify(face.origin) !== JSON.stringify(before.origin)) {
        return history.origins[face.origin.kind];
    }
    const names: string[] = [];
    const groups = new Set<ParameterGroup | undefined>();
    for (const { id, group, label } of schema.continuous) {
        if (face.shape[id] !== before.shape[id] || face.asymmetry?.[id] !== before.asymmetry?.[id]) {
            names.push(`${strings.regions[group]}: ${label}`);
            groups.add(group);
        }
    }
    for (const { id, label } of schema.colors) {
        if (String(face.color[id]) !== String(before.color[id])) {
            names.push(strings.colorOf.replace("{n}", label));
            groups.add(undefined);
        }
    }
    for (const { id, label } of schema.discrete) {
        if (face.style[id] !== before.style[id]) {
            names.push(label);
            groups.add(undefined);
        }
    }
    if (names.length === 1) {
        return names[0];
    }
    const many = history.many.replace("{n}", String(names.length));
    const [group] = groups;
    return groups.size === 1 && group !== undefined ? `${strings.regions[group]}: ${many}` : many;
}
