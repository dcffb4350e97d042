import { type FaceSide, type ISideValues, SplitValue } from "../face/asymmetry.js";
import { GetVectorLayout, type IVectorLayout } from "../face/faceVector.js";
import { SideOfWords, SplitWords } from "./boneSides.js";
import { RigToSchema } from "./rigFile.js";
import { type IBoneBind, type IRigFile, type RigBind } from "./rigFile.types.js";

/** The offset channels of one bone: translation, rotation and scale, each x, y, z. */
export const BoneChannelCount = 9;

const PropertyOffset: Record<IBoneBind["property"], number> = { translation: 0, rotation: 3, scale: 6 };
const AxisOffset: Record<IBoneBind["axis"], number> = { x: 0, y: 1, z: 2 };

interface IDrive {
    /** Slot of `influences`, or of `channels` when `isBone`. */
    readonly slot: number;
    readonly isBone: boolean;
    readonly low: number;
    readonly high: number;
    /** Of a bone: the side of the head that it is on. */
    readonly side: FaceSide | undefined;
}

const NoDrives: readonly IDrive[] = [];

/**
 * What a rig does with numbers, without an engine: from the vector x and expression weights to morph influences, bone offsets,
 * colours and chosen options. One pass over x, no allocation.
 */
export class RigEvaluator {
    /** Layout of x. */
    public readonly layout: IVectorLayout;
    /** Names of the morph targets that any bind drives. */
    public readonly morphs: readonly string[];
    /** Names of the bones that any bind drives. */
    public readonly bones: readonly string[];
    /** Influence of each of `morphs`; where left and right of the head differ, that of the right. */
    public readonly influences: Float64Array;
    /** What is added to each influence on the subject's left. */
    public readonly leftAdditions: Float64Array;
    /** {@link BoneChannelCount} offsets for each of `bones`: metres, radians, what is added to the scale 1. */
    public readonly channels: Float64Array;
    /** Index of the chosen option of each discrete block. */
    public readonly options: Int32Array;

    private readonly _continuous: readonly (readonly IDrive[])[];
    private readonly _expressions: ReadonlyMap<string, readonly IDrive[]>;

    /** @param rig the rig */
    public constructor(rig: IRigFile) {
        this.layout = GetVectorLayout(RigToSchema(rig));
        const morphs = new Map<string, number>();
        const bones = new Map<string, number>();
        const compile = (binds: readonly RigBind[]): IDrive[] => binds.map((bind) => CompileBind(bind, morphs, bones));
        this._continuous = rig.continuous.map((parameter) => compile(parameter.binds));
        this._expressions = new Map(rig.nuisance.expressions.map((expression) => [expression.id, compile(expression.binds)]));
        this.morphs = [...morphs.keys()];
        this.bones = [...bones.keys()];
        this.influences = new Float64Array(morphs.size);
        this.leftAdditions = new Float64Array(morphs.size);
        this.channels = new Float64Array(bones.size * BoneChannelCount);
        this.options = new Int32Array(rig.discrete.length);
    }

    /**
     * Computes influences, channels and options.
     * @param x vector of `layout.length` values; continuous ones outside 0..1 go on in a straight line
     * @param expression weights by expression id; unknown ids are ignored
     * @param asymmetry of each continuous parameter, as AsymmetryToArray gives it; null: left and right are alike
     */
    public evaluate(x: Float32Array, expression: Readonly<Record<string, number>> = {}, asymmetry: Float64Array | null = null): void {
        this.influences.fill(0);
        this.leftAdditions.fill(0);
        this.channels.fill(0);
        for (let i = 0; i < this._continuous.length; i++) {
            if (asymmetry && asymmetry[i] !== 0) {
                this._addSides(this._continuous[i], SplitValue(x[i], asymmetry[i]));
            } else if (x[i] !== 0.5) {
                for (const drive of this._continuous[i]) {
                    this._add(drive, ValueOf(drive, x[i]));
                }
            }
        }
        for (const id in expression) {
            for (const drive of this._expressions.get(id) ?? NoDrives) {
                this._add(drive, expression[id] * drive.high);
            }
        }
        ChosenOptions(this.layout, x, this.options);
    }

    /** Morph targets part the sides by vertex, bones by where they are; a bone in the middle gets the mean. */
    private _addSides(drives: readonly IDrive[], sides: ISideValues): void {
        for (const drive of drives) {
            const left = ValueOf(drive, sides.left);
            const right = ValueOf(drive, sides.right);
            if (drive.isBone) {
                this._add(drive, drive.side === "left" ? left : drive.side === "right" ? right : (left + right) / 2);
            } else {
                this._add(drive, right);
                this.leftAdditions[drive.slot] += left - right;
            }
        }
    }

    private _add(drive: IDrive, value: number): void {
        const target = drive.isBone ? this.channels : this.influences;
        target[drive.slot] += value;
    }
}

function CompileBind(bind: RigBind, morphs: Map<string, number>, bones: Map<string, number>): IDrive {
    if (bind.type === "morph") {
        return { slot: SlotOf(morphs, bind.target), isBone: false, low: bind.low, high: bind.high, side: undefined };
    }
    const side = SideOfWords(SplitWords(bind.bone));
    const slot = SlotOf(bones, bind.bone) * BoneChannelCount + PropertyOffset[bind.property] + AxisOffset[bind.axis];
    return { slot, isBone: true, low: bind.low, high: bind.high, side };
}

function ValueOf({ low, high }: IDrive, x: number): number {
    const t = 2 * x - 1;
    return t < 0 ? -t * low : t * high;
}

function SlotOf(slots: Map<string, number>, name: string): number {
    let slot = slots.get(name);
    if (slot === undefined) {
        slot = slots.size;
        slots.set(name, slot);
    }
    return slot;
}

/**
 * The options that a vector shows: of each one-hot block the largest entry.
 * @param layout layout of x
 * @param x the vector
 * @param chosen written: number of the option of each block
 * @returns `chosen`
 */
export function ChosenOptions(
    layout: IVectorLayout,
    x: Float32Array,
    chosen: Int32Array = new Int32Array(layout.blocks.length),
): Int32Array {
    for (let i = 0; i < chosen.length; i++) {
        chosen[i] = ArgMax(x, layout.blocks[i].offset, layout.blocks[i].count);
    }
    return chosen;
}

function ArgMax(x: Float32Array, offset: number, count: number): number {
    let best = 0;
    for (let i = 1; i < count; i++) {
        if (x[offset + i] > x[offset + best]) {
            best = i;
        }
    }
    return best;
}
