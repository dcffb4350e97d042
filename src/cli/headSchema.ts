import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type IFaceSchema } from "../face/faceSchema.js";
import { ParseRigFile, RigToSchema } from "../rig/rigFile.js";
import { EnsureBuiltAsync } from "./build.js";
import { ProjectFolder } from "./projectPaths.js";

/**
 * The parameters of the default head, without a browser. Builds the head where it is missing.
 * @returns the schema
 */
export async function ReadHeadSchemaAsync(): Promise<IFaceSchema> {
    await EnsureBuiltAsync({ only: "head" });
    const text = await readFile(join(ProjectFolder, "dist", "assets", "head", "head.rig.json"), "utf8");
    return RigToSchema(ParseRigFile(JSON.parse(text)));
}
