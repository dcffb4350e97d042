/** comlink ships this module without types. */
declare module "comlink/dist/esm/node-adapter.mjs" {
    import { type Endpoint } from "comlink";
    import { type MessagePort, type Worker } from "node:worker_threads";
    function nodeEndpoint(port: Worker | MessagePort): Endpoint;
    export { nodeEndpoint as default };
}
