import { type Command } from "commander";
import { EnsureBuiltAsync } from "../build.js";

/**
 * Adds `build`: the default head and the playground, where they are missing or older than their sources.
 * @param program the program
 */
export function RegisterBuild(program: Command): void {
    program
        .command("build")
        .description("build the default head and the pages where they are older than their sources")
        .option("--force", "build in any case")
        .action(async (options: { force?: boolean }) => {
            await EnsureBuiltAsync(options);
        });
}
