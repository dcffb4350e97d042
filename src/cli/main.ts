import { Command } from "commander";
import { FaceCreatorError } from "../face/faceCreatorError.js";
import { RegisterBench } from "./commands/bench.js";
import { RegisterBuild } from "./commands/build.js";
import { RegisterCrowd } from "./commands/crowd.js";
import { RegisterDemo } from "./commands/demo.js";
import { RegisterEmbed } from "./commands/embed.js";
import { RegisterEvaluate } from "./commands/evaluate.js";
import { RegisterExport } from "./commands/export.js";
import { RegisterFit } from "./commands/fit.js";
import { RegisterGallery } from "./commands/gallery.js";
import { RegisterImitate } from "./commands/imitate.js";
import { RegisterRender } from "./commands/render.js";
import { RegisterRig } from "./commands/rig.js";
import { RegisterSample } from "./commands/sample.js";
import { RegisterSegment } from "./commands/segment.js";
import { RegisterStart } from "./commands/start.js";
import { RegisterTrain } from "./commands/train.js";

const program = new Command("babylon-face-creator").description("A photo becomes the face of a game head.").showHelpAfterError();
const commands = [
    RegisterDemo,
    RegisterFit,
    RegisterRender,
    RegisterExport,
    RegisterRig,
    RegisterImitate,
    RegisterSegment,
    RegisterEmbed,
    RegisterCrowd,
    RegisterGallery,
    RegisterSample,
    RegisterTrain,
    RegisterEvaluate,
    RegisterBench,
    RegisterStart,
    RegisterBuild,
];
for (const register of commands) {
    register(program);
}

try {
    await program.parseAsync();
} catch (error) {
    console.error(error instanceof FaceCreatorError ? `${error.code} ${error.message}` : error);
    process.exitCode = 1;
}
