import { type IRigFile, type RigBind } from "../../rig/rigFile.types.js";
import { type IModelSummary } from "./modelSummary.types.js";
import { FindHeadBounds } from "./places.js";
import { type IRigFault } from "./rigFaults.types.js";

/** A parameter that moves no vertex farther than this share of the head's height cannot be seen. */
const LeastMove = 0.001;

/** Above these a bind is more likely a slip than meant: influence, radians, share of the head's height. */
const Largest = { morph: 2, rotation: Math.PI / 2, translation: 0.5 } as const;

/**
 * Checks what binds do: that they do something, and nothing absurd.
 * @param rig the rig
 * @param model its model
 * @returns the faults
 */
export function CheckRanges(rig: IRigFile, model: IModelSummary): IRigFault[] {
    const faults: IRigFault[] = [];
    const head = FindHeadBounds(model, rig.nuisance.pose.bone);
    const height = head ? head.maximum[1] - head.minimum[1] : 0.25;
    const reach = new Map<string, number>();
    for (const target of model.meshes.flatMap(({ targets }) => targets)) {
        reach.set(target.name, Math.max(reach.get(target.name) ?? 0, target.reach));
    }
    const moving = MovingBones(model);
    const lists = [
        ["continuous", rig.continuous],
        ["nuisance.expressions", rig.nuisance.expressions],
    ] as const;
    for (const [list, parameters] of lists) {
        parameters.forEach(({ id, binds }, i) => {
            const place = `${list}.${i}.binds`;
            if (binds.length === 0) {
                faults.push({ severity: "fault", place, text: `"${id}" drives nothing` });
            }
            binds.forEach((bind, k) => faults.push(...CheckBind(bind, `${place}.${k}`, height, list === "continuous")));
            const bones = binds.filter((bind) => bind.type === "bone");
            const idle = bones.find(({ bone }) => !moving.has(bone));
            if (idle) {
                faults.push({ severity: "fault", place, text: `the joint "${idle.bone}" moves no vertex and carries no mesh` });
            }
            const farthest = binds.reduce((sum, bind) => sum + (bind.type === "morph" ? Span(bind) * (reach.get(bind.target) ?? 0) : 0), 0);
            if (
                binds.length > 0 &&
                bones.length === 0 &&
                farthest < LeastMove * height &&
                binds.every((bind) => bind.type === "morph" && reach.has(bind.target))
            ) {
                faults.push({
                    severity: "fault",
                    place,
                    text: `"${id}" moves no vertex farther than ${(1000 * farthest).toFixed(3)} mm over its range: it cannot be seen`,
                });
            }
        });
    }
    return faults;
}

function CheckBind(bind: RigBind, place: string, height: number, hasLow: boolean): IRigFault[] {
    const extremes = [bind.low, bind.high].map(Math.abs);
    const most = Math.max(...extremes);
    if (hasLow ? most === 0 : bind.high === 0) {
        return [{ severity: "fault", place, text: hasLow ? "low and high are 0: it does nothing" : "high is 0: it does nothing" }];
    }
    if (bind.type === "morph") {
        return most > Largest.morph ? [{ severity: "note", place, text: `an influence of ${most}: most targets are made for 0 to 1` }] : [];
    }
    if (bind.property === "scale" && Math.min(bind.low, bind.high) <= -1) {
        return [{ severity: "fault", place, text: "it is added to the factor 1: at -1 or below the part collapses or turns inside out" }];
    }
    if (bind.property === "rotation" && most > Largest.rotation) {
        return [
            { severity: "note", place, text: `${most} radians are ${Math.round((most * 180) / Math.PI)} degrees: were degrees meant?` },
        ];
    }
    return bind.property === "translation" && most > Largest.translation * height
        ? [{ severity: "note", place, text: `${most} units are over half the head's height` }]
        : [];
}

/** How much of a target lies between both ends of a bind. */
function Span({ low, high }: RigBind): number {
    return Math.max(Math.abs(low), Math.abs(high), low * high < 0 ? Math.abs(high - low) : 0);
}

/** Joints with weights, with meshes below them, and those above both. */
function MovingBones(model: IModelSummary): ReadonlySet<string> {
    const parents = new Map(model.bones.map(({ name, parent }) => [name, parent]));
    const moving = new Set<string>();
    const seeds = [
        ...model.meshes.flatMap(({ joints }) => [...joints.keys()]),
        ...model.meshes.flatMap(({ above }) => (above ? [above] : [])),
    ];
    for (const seed of seeds) {
        for (let name: string | undefined = seed; name !== undefined && !moving.has(name); name = parents.get(name)) {
            moving.add(name);
        }
    }
    return moving;
}
