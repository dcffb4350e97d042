import { type FaceSide } from "../../face/asymmetry.js";
import { type IBounds, type IModelMesh, type IModelSummary, type Vector } from "./modelSummary.types.js";
import { GroupOf, HasWord, SplitName } from "./names.js";

/** Where the eyes are, and what told it. */
export interface IEyePlaces {
    readonly left: Vector;
    readonly right: Vector;
    readonly source: "eye bones" | "eye meshes" | "blink morphs";
}

/**
 * The joint that turns the head.
 * @param model the model
 * @returns its name, or undefined where no name says it
 */
export function FindHeadBone(model: IModelSummary): string | undefined {
    const candidates = model.bones.filter(({ name }) => {
        const { words, side } = SplitName(name);
        return side === undefined && HasWord(words, /^head$|^skull$|^cranium$/) && !HasWord(words, /^(end|top|nub|tip|front|face)/);
    });
    // The shortest name is the bone itself, not one of its helpers.
    return [...candidates].sort((a, b) => a.name.length - b.name.length)[0]?.name;
}

/**
 * The bones below one.
 * @param model the model
 * @param name the bone
 * @returns names, without the bone itself
 */
export function BonesBelow(model: IModelSummary, name: string): ReadonlySet<string> {
    const below = new Set<string>();
    for (let grown = true; grown;) {
        grown = false;
        for (const bone of model.bones) {
            if (!below.has(bone.name) && bone.parent !== undefined && (bone.parent === name || below.has(bone.parent))) {
                below.add(bone.name);
                grown = true;
            }
        }
    }
    return below;
}

/**
 * The bounds of the head: of the vertices that its bone or those below it move most; else of meshes whose name says head or face; else of all.
 * @param model the model
 * @param headBone the head's joint, where there is one
 * @returns the box, and what it was taken from; undefined where the model has no vertices
 */
export function FindHeadBounds(model: IModelSummary, headBone: string | undefined): (IBounds & { readonly source: string }) | undefined {
    if (headBone !== undefined) {
        const names = new Set([headBone, ...BonesBelow(model, headBone)]);
        const box = BoundsOf(model.meshes, (mesh, vertex) => names.has(mesh.dominant[vertex]));
        if (box) {
            return { ...box, source: `the vertices of the joint "${headBone}"` };
        }
    }
    const named = model.meshes.filter(({ name }) => HasWord(SplitName(name).words, /^(head|face)$/));
    const box = BoundsOf(named.length > 0 ? named : model.meshes);
    return box && { ...box, source: named.length > 0 ? `the meshes ${named.map(({ name }) => name).join(", ")}` : "the whole model" };
}

/**
 * Bounds of vertices.
 * @param meshes the meshes
 * @param includes which vertices; default all
 * @returns the box, or undefined where there are no vertices
 */
export function BoundsOf(
    meshes: readonly IModelMesh[],
    includes: (mesh: IModelMesh, vertex: number) => boolean = () => true,
): IBounds | undefined {
    const low = [Infinity, Infinity, Infinity];
    const high = [-Infinity, -Infinity, -Infinity];
    for (const mesh of meshes) {
        for (let i = 0; i < mesh.positions.length; i += 3) {
            if (includes(mesh, i / 3)) {
                for (let c = 0; c < 3; c++) {
                    low[c] = Math.min(low[c], mesh.positions[i + c]);
                    high[c] = Math.max(high[c], mesh.positions[i + c]);
                }
            }
        }
    }
    return Number.isFinite(low[0]) ? { minimum: low as unknown as Vector, maximum: high as unknown as Vector } : undefined;
}

/**
 * Looks for the eyes: meshes that are eyeballs, then bones, then what blinks.
 * @param model the model
 * @returns where they are, or undefined where nothing tells
 */
export function FindEyes(model: IModelSummary): IEyePlaces | undefined {
    const meshes = EyesOfMeshes(model.meshes);
    if (meshes) {
        return { ...meshes, source: "eye meshes" };
    }
    const bone = (side: FaceSide): Vector | undefined =>
        model.bones.find(({ name }) => {
            const split = SplitName(name);
            return split.side === side && IsEyeball(split.words);
        })?.position;
    const bones = Both(bone("left"), bone("right"));
    if (bones) {
        return { ...bones, source: "eye bones" };
    }
    const blink = (side: FaceSide): Vector | undefined =>
        model.meshes
            .flatMap(({ targets }) => targets)
            .find(({ name, centre }) => {
                const split = SplitName(name);
                return centre && split.side === side && HasWord(split.words, /^blink/);
            })?.centre;
    const blinks = Both(blink("left"), blink("right"));
    return blinks && { ...blinks, source: "blink morphs" };
}

function Both(left: Vector | undefined, right: Vector | undefined): { left: Vector; right: Vector } | undefined {
    return left && right ? { left, right } : undefined;
}

/** `eye`, `eyeball`, `face eye`, but not `eye lash` or `eye brow`. */
function IsEyeball(words: readonly string[]): boolean {
    return (
        GroupOf(words) === "eye" &&
        HasWord(words, /^eyes?(ball)?s?$/) &&
        !HasWord(words, /^(lid|lash|eyelash|eyelid|occlusion|shadow|tear|look|end|target|highlight|blink)/)
    );
}

function EyesOfMeshes(meshes: readonly IModelMesh[]): { left: Vector; right: Vector } | undefined {
    const eyes = meshes.filter(({ name, positions }) => positions.length > 0 && IsEyeball(SplitName(name).words));
    const named = (side: FaceSide): Vector | undefined => {
        const box = BoundsOf(eyes.filter(({ name }) => SplitName(name).side === side));
        return box && FrontOf(box);
    };
    const parts = (sign: number): Vector | undefined => {
        const box = BoundsOf(eyes, (mesh, vertex) => sign * mesh.positions[3 * vertex] > 0);
        return box && FrontOf(box);
    };
    return Both(named("left"), named("right")) ?? Both(parts(1), parts(-1));
}

/** The pupil: the middle of the front of an eyeball's box. */
function FrontOf({ minimum, maximum }: IBounds): Vector {
    return [(minimum[0] + maximum[0]) / 2, (minimum[1] + maximum[1]) / 2, maximum[2]];
}
