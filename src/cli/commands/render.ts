import { type Command, InvalidArgumentError, Option } from "commander";
import { type CaptureView } from "../../face/capture.types.js";
import { FaceCreatorError } from "../../face/faceCreatorError.js";
import { OpenHeadlessAsync } from "../headlessPage.js";
import { ReadFaceAsync, SizeOption } from "../options.js";
import { EncodeLabelPngAsync, EncodePngAsync, WriteFileAsync } from "../pictureFiles.js";

interface IRenderOptions {
    readonly out: string;
    readonly size: number;
    readonly view: CaptureView;
    readonly labels?: boolean;
    readonly rig?: string;
    readonly yaw: number;
    readonly pitch: number;
    readonly roll: number;
    readonly expression?: Record<string, number>;
    readonly glasses?: string;
}

/** Angles that the head may be drawn at: twice what the imitator knows, since the engine can turn it any way. */
const LargestAngle = 90;

/**
 * Adds `render`: the engine's picture of a Face in the photo-booth frame.
 * @param program the program
 */
export function RegisterRender(program: Command): void {
    program
        .command("render")
        .description("draw a face as the game's engine shows it")
        .argument("<face.json>", "a face file")
        .requiredOption("--out <png>", "picture to write")
        .option("--size <px>", "side of the picture", SizeOption, 512)
        .addOption(new Option("--view <view>", "direction").choices(["front", "threequarter", "profile"]).default("front"))
        .option("--rig <file>", "rig file of the face's head; default: the default head")
        .option("--labels", "draw the part labels instead")
        .option("--yaw <degrees>", "turn the head to its left", ReadAngle, 0)
        .option("--pitch <degrees>", "let it look up", ReadAngle, 0)
        .option("--roll <degrees>", "tilt it clockwise in the picture", ReadAngle, 0)
        .option("--expression <id=weight,...>", "for example mouthSmile=0.7,jawOpen=0.2", ReadExpression)
        .option("--glasses <id>", "put glasses on, for example square")
        .action(async (path: string, { out, size, view, labels, rig, yaw, pitch, roll, expression, glasses }: IRenderOptions) => {
            const face = await ReadFaceAsync(path);
            const page = await OpenHeadlessAsync({ rig });
            try {
                CheckExpression(expression ?? {}, page.schema.expressions);
                const nuisance = { pose: { yaw, pitch, roll }, expression, glasses };
                const picture = await page.callAsync("renderAsync", { face, size, view, labels, nuisance });
                await WriteFileAsync(out, await (labels ? EncodeLabelPngAsync(picture) : EncodePngAsync(picture)));
                console.log(out);
            } finally {
                await page.closeAsync();
            }
        });
}

function CheckExpression(expression: Readonly<Record<string, number>>, known: readonly string[]): void {
    const unknown = Object.keys(expression).find((id) => !known.includes(id));
    if (unknown !== undefined) {
        throw new FaceCreatorError("E_ARGUMENT", "the head has no expression", unknown, `use one of ${known.join(", ")}`);
    }
}

function ReadAngle(text: string): number {
    const value = Number(text);
    if (text.trim() === "" || !(Math.abs(value) <= LargestAngle)) {
        throw new InvalidArgumentError(`It must be a number of degrees from -${LargestAngle} to ${LargestAngle}.`);
    }
    return value;
}

function ReadExpression(text: string): Record<string, number> {
    return Object.fromEntries(
        text.split(",").map((part) => {
            const [id, weight = ""] = part.split("=");
            if (id.trim() === "" || weight.trim() === "" || !(Number(weight) >= 0 && Number(weight) <= 1)) {
                throw new InvalidArgumentError("It must be ids of expressions with weights from 0 to 1, as in mouthSmile=0.7,jawOpen=0.2.");
            }
            return [id.trim(), Number(weight)];
        }),
    );
}
