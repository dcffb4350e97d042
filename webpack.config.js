import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import CopyPlugin from "copy-webpack-plugin";

const folder = dirname(fileURLToPath(import.meta.url));
const pages = ["headless", "game", "trainingLab"];

/**
 * The pages of the playground: `npx webpack` builds all, `npx webpack --env page=headless` one.
 * The worker of src/fitting is a chunk of its own, with a tfjs of its own.
 */
export default (env = {}) => ({
    mode: "production",
    target: ["web", "es2022"],
    entry: Object.fromEntries(
        pages
            .filter((page) => (env.page ? env.page === page : existsSync(join(folder, "playground", `${page}.ts`))))
            .map((page) => [page, `./playground/${page}.ts`]),
    ),
    output: {
        path: join(folder, "dist", "playground"),
        filename: "[name].js",
        chunkFilename: "chunk.[name].js",
        publicPath: "auto",
        clean: true,
    },
    resolve: {
        extensions: [".ts", ".js"],
        extensionAlias: { ".js": [".ts", ".js"] },
    },
    module: {
        rules: [
            {
                test: /\.ts$/,
                loader: "ts-loader",
                options: {
                    transpileOnly: true,
                    compilerOptions: { module: "esnext", moduleResolution: "bundler", declaration: false, rootDir: "." },
                },
            },
        ],
    },
    plugins: [
        new CopyPlugin({
            patterns: [
                { from: "*.{html,css}", context: join(folder, "playground") },
                { from: "uPlot.min.css", context: join(folder, "node_modules", "uplot", "dist") },
            ],
        }),
    ],
    cache: {
        type: "filesystem",
        cacheDirectory: join(folder, "node_modules", ".cache", "webpack"),
        buildDependencies: { config: [fileURLToPath(import.meta.url)] },
    },
    optimization: { minimize: false, splitChunks: false },
    performance: { hints: false },
    stats: "errors-warnings",
    devtool: false,
});
