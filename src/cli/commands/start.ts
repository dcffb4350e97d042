import { type Command } from "commander";
import { EnsureBuiltAsync } from "../build.js";
import { IntegerOption } from "../options.js";
import { StartServerAsync } from "../server.js";

/**
 * Adds `start`: serves the playground until it is stopped.
 * @param program the program
 */
export function RegisterStart(program: Command): void {
    program
        .command("start")
        .description("build what is missing and serve the playground")
        .option("--port <n>", "port on 127.0.0.1; 0 = any free one", IntegerOption(0, 65535), 8080)
        .action(async (options: { port: number }) => {
            await EnsureBuiltAsync();
            const server = await StartServerAsync(options);
            console.log(`The playground: ${server.url}`);
        });
}
