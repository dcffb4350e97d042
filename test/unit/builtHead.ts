import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo } from "node:net";
import { NullEngine } from "@babylonjs/core/Engines/nullEngine.js";
import { Scene } from "@babylonjs/core/scene.js";
import { HeadRig } from "../../src/rig/HeadRig.js";
import { ParseRigFile } from "../../src/rig/rigFile.js";

const Folder = "dist/assets/head";

/** The default head as it is built, in a scene that draws nothing. */
export interface IBuiltHead {
    readonly head: HeadRig;
    /** Removes engine and server. */
    close(): void;
}

/** Whether the head is built; says so where it is not. */
export function IsHeadBuilt(): boolean {
    const isBuilt = existsSync(`${Folder}/head.glb`);
    if (!isBuilt) {
        console.log(`skipped: ${Folder} is not built; run npm run build:assets`);
    }
    return isBuilt;
}

/** Loads the built head; its options are served to it as a host would. */
export async function OpenBuiltHeadAsync(): Promise<IBuiltHead> {
    // Measuring keeps the server waiting for longer than connections last.
    const server = createServer(({ url }, response) => {
        response.writeHead(200, { connection: "close" }).end(readFileSync(`${Folder}/${url}`));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const engine = new NullEngine();
    const scene = new Scene(engine);
    scene.useRightHandedSystem = true;
    const rig = ParseRigFile(JSON.parse(readFileSync(`${Folder}/head.rig.json`, "utf8")));
    const modelUrl = `data:model/gltf-binary;base64,${readFileSync(`${Folder}/${rig.model}`).toString("base64")}`;
    const head = await HeadRig.CreateAsync(scene, { rig, modelUrl, baseUrl }, { compileOptions: false });
    const close = (): void => {
        engine.dispose();
        server.close();
    };
    return { head, close };
}
