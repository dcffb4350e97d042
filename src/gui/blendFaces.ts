import { EditFace } from "../face/createFace.js";
import { type IFace } from "../face/face.types.js";
import { type IFaceSchema, type SrgbColor } from "../face/faceSchema.js";

/** How much of a face is taken. */
export interface IBlendStrength {
    /** 0..1, of the continuous parameters; from one half on the options (hair, brows) are taken too. */
    readonly shape: number;
    /** 0..1, of the colours. */
    readonly color: number;
}

/**
 * A face between two faces.
 * @param schema the head's parameters
 * @param from what strength 0 gives, exactly
 * @param to what strength 1 gives, exactly
 * @param strength how much of `to`
 * @returns `from` or `to` itself at the ends, else a new face with the origin of `to`
 */
export function BlendFaces(schema: IFaceSchema, from: IFace, to: IFace, strength: IBlendStrength): IFace {
    if (strength.shape === 0 && strength.color === 0) {
        return from;
    }
    if (strength.shape === 1 && strength.color === 1) {
        return to;
    }
    const shape = Object.fromEntries(
        schema.continuous.map(({ id }) => [id, Mix(from.shape[id] ?? 0.5, to.shape[id] ?? 0.5, strength.shape)]),
    );
    const ids = new Set([from, to].flatMap(({ asymmetry }) => Object.keys(asymmetry ?? {})));
    const asymmetry = Object.fromEntries(
        [...ids].map((id) => [id, Mix(from.asymmetry?.[id] ?? 0, to.asymmetry?.[id] ?? 0, strength.shape)]),
    );
    const color = Object.fromEntries(
        schema.colors.map(({ id, default: average }) => {
            const [a, b] = [from.color[id] ?? average, to.color[id] ?? average];
            return [id, [0, 1, 2].map((c) => Mix(a[c], b[c], strength.color)) as unknown as SrgbColor];
        }),
    );
    const source = strength.shape >= 0.5 ? to : from;
    const style = Object.fromEntries(schema.discrete.map((block) => [block.id, source.style[block.id] ?? block.options[block.default].id]));
    return EditFace(schema, to, { shape, asymmetry, color, style });
}

function Mix(a: number, b: number, share: number): number {
    return a + (b - a) * share;
}
