import { InvalidArgumentError } from "commander";
import { DefaultFitOptions, type IDefaultFitOptions } from "../../fitting/defaultFitOptions.js";
import { type FitMethod, FitMethods } from "../../fitting/fit.types.js";

/** A method of the fit, as it is or with other constants: what an ablation compares. */
export interface IFitVariant {
    /** As it was asked for, such as `default` or `default:wornOdds=0`. */
    readonly name: string;
    readonly method: FitMethod;
    /** Changes to the constants of the fit. */
    readonly constants: Partial<IDefaultFitOptions>;
}

/** `default:wornOdds=0;steps=60` and its like. */
function ParseVariant(name: string): IFitVariant {
    const [first, changes] = name.split(":", 2);
    const method = FitMethods.find((one) => one === first);
    if (!method) {
        throw new InvalidArgumentError(`"${first}" is no method; use ${FitMethods.join(", ")}, or several with commas`);
    }
    const constants: Record<string, number | readonly number[]> = {};
    for (const change of changes?.split(";") ?? []) {
        const [key, text = ""] = change.split("=", 2);
        const usual = (DefaultFitOptions as unknown as Record<string, unknown>)[key];
        const numbers = text === "" ? [] : text.split("/").map(Number);
        const fits = Array.isArray(usual) || (typeof usual === "number" && numbers.length === 1);
        if (!fits || numbers.some((value) => !Number.isFinite(value))) {
            throw new InvalidArgumentError(
                `"${change}" changes no constant of the fit; write name=number, such as wornOdds=0, or strengths=0.5/1`,
            );
        }
        constants[key] = Array.isArray(usual) ? numbers : numbers[0];
    }
    return { name, method, constants: constants };
}

/**
 * Methods of one run, separated by commas; each may change constants of the fit, as in `default,default:wornOdds=0;steps=60`.
 * @param text what was asked for
 * @returns the variants
 * @throws InvalidArgumentError for an unknown method or constant
 */
export function ParseVariants(text: string): IFitVariant[] {
    return text.split(",").map(ParseVariant);
}

/**
 * What a variant is compared with: the method whose constants it changes where that was measured too, the published method otherwise.
 * @param variant the variant
 * @param measured figures of the run so far
 * @returns the figures to compare with, if there are any
 */
export function FindControl<T extends { readonly method: string }>({ name, method }: IFitVariant, measured: readonly T[]): T | undefined {
    const plain = name === method ? undefined : measured.find((one) => one.method === method);
    return plain ?? measured.find((one) => one.method === "published");
}
