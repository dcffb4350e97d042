import { type Command } from "commander";
import { RegisterImitator } from "../evaluation/imitatorCommand.js";
import { RegisterLikeness } from "../evaluation/likenessCommand.js";
import { RegisterRecognition } from "../evaluation/recognitionCommand.js";
import { RegisterSegmentation } from "../evaluation/segmentationCommand.js";

/**
 * Adds `evaluate`: how good each part is, on photographs that are not part of the package and on the engine's own pictures.
 * @param program the program
 */
export function RegisterEvaluate(program: Command): void {
    const evaluate = program.command("evaluate").description("measure quality on photographs outside the package");
    for (const register of [RegisterLikeness, RegisterImitator, RegisterRecognition, RegisterSegmentation]) {
        register(evaluate);
    }
}
