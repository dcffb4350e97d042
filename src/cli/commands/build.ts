import { type Command, Option } from "commander";
import { EnsureBuiltAsync, type IBuildOptions } from "../build.js";
import { CopyPackageAssetsAsync } from "../packageAssets.js";

/**
 * Adds `build`: the default head and the playground, where they are missing or older than their sources, and the assets as a game serves them.
 * @param program the program
 */
export function RegisterBuild(program: Command): void {
    program
        .command("build")
        .description("build the default head and the pages where they are older than their sources")
        .option("--force", "build in any case")
        .addOption(new Option("--only <part>", "build one of them").choices(["head", "playground", "stylised"]))
        .action(async (options: IBuildOptions) => {
            await EnsureBuiltAsync(options);
            await CopyPackageAssetsAsync();
        });
}
