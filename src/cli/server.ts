import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import { join } from "node:path";
import sirv from "sirv";
import { GetPackageFolder, ProjectFolder } from "./projectPaths.js";

/** How to serve the playground. */
export interface IServerOptions {
    /** Default 0: any free port. */
    readonly port?: number;
    /** More folders: URL prefix (starts and ends with a slash) -> folder. They win over the built-in ones. */
    readonly folders?: Readonly<Record<string, string>>;
    /** Receives what a page sends with `PUT /upload/<name>`; the page's request ends when it resolves. */
    readonly onUploadAsync?: (name: string, body: Buffer) => Promise<void>;
}

/** A running server. */
export interface IServer {
    /** For example `http://127.0.0.1:43211/`, with the slash. */
    readonly url: string;
    closeAsync(): Promise<void>;
}

const UploadPrefix = "/upload/";

/**
 * Serves the built playground, the head, the networks and tfjs's wasm files on 127.0.0.1. Nothing is cached by the browser.
 * @param options port, folders, uploads
 * @returns the server; the caller closes it
 */
export async function StartServerAsync(options: IServerOptions = {}): Promise<IServer> {
    const wasm = join(GetPackageFolder("@tensorflow/tfjs-backend-wasm"), "dist");
    const folders: Record<string, string> = {
        "/assets/head/": join(ProjectFolder, "dist", "assets", "head"),
        "/assets/networks/face-api/": join(GetPackageFolder("@vladmandic/face-api"), "model"),
        "/assets/networks/": join(ProjectFolder, "assets", "networks"),
        "/assets/stylised/": join(ProjectFolder, "dist", "heads", "stylised"),
        "/assets/demo/": join(ProjectFolder, "assets", "demo"),
        "/wasm/": wasm,
        "/assets/wasm/": wasm,
        "/": join(ProjectFolder, "dist", "playground"),
        ...options.folders,
    };
    // The longest prefix wins.
    const handlers = Object.entries(folders)
        .sort(([a], [b]) => b.length - a.length)
        .map(([prefix, folder]) => ({ prefix, serve: sirv(folder, { dev: true, etag: true }) }));
    const server = createServer((request, response) => {
        const url = request.url ?? "/";
        if (request.method === "PUT" && url.startsWith(UploadPrefix) && options.onUploadAsync) {
            void ReceiveAsync(request, response, decodeURIComponent(url.slice(UploadPrefix.length)), options.onUploadAsync);
            return;
        }
        const handler = handlers.find(({ prefix }) => url.startsWith(prefix));
        request.url = url.slice((handler?.prefix.length ?? 1) - 1);
        const fail = (): void => void response.writeHead(404).end();
        handler ? handler.serve(request, response, fail) : fail();
    });
    server.listen(options.port ?? 0, "127.0.0.1");
    await once(server, "listening");
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
        closeAsync: async () => {
            server.closeAllConnections();
            server.close();
            await once(server, "close");
        },
    };
}

async function ReceiveAsync(
    request: IncomingMessage,
    response: ServerResponse,
    name: string,
    onUploadAsync: (name: string, body: Buffer) => Promise<void>,
): Promise<void> {
    try {
        const chunks: Buffer[] = [];
        for await (const chunk of request) {
            chunks.push(chunk as Buffer);
        }
        await onUploadAsync(name, Buffer.concat(chunks));
        response.writeHead(204).end();
    } catch (error) {
        response.writeHead(500).end(String(error));
    }
}
