#!/usr/bin/env node
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("./main.ts", import.meta.url));

if (existsSync(program)) {
    const { register } = await import("tsx/esm/api");
    register();
    await import(program);
} else {
    console.error(
        "The commands of babylon-face-creator need its repository: they drive a browser, build the head and measure with packages that a game does not install.\n" +
            "Clone it and run `npm ci`; then `npx babylon-face-creator --help` there lists them. Heads and networks that they make go into a game as files.",
    );
    process.exitCode = 1;
}
