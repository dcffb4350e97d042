import { type IFaceSchema } from "../face/faceSchema.js";

/**
 * The parameters of a head with names that a game gives them, such as those of another language.
 * @param schema the parameters
 * @param names by id of a parameter, colour or block, and by `block.option` of an option; what is missing keeps the head's own name
 * @returns the parameters, named
 */
export function NameSchema(schema: IFaceSchema, names: Readonly<Record<string, string>>): IFaceSchema {
    const name = <T extends { readonly id: string; readonly label: string }>(one: T, key = one.id): T => ({
        ...one,
        label: names[key] ?? one.label,
    });
    return {
        ...schema,
        continuous: schema.continuous.map((parameter) => name(parameter)),
        colors: schema.colors.map((color) => name(color)),
        discrete: schema.discrete.map((block) => ({
            ...name(block),
            options: block.options.map((option) => name(option, `${block.id}.${option.id}`)),
        })),
    };
}
