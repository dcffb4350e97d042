import prettier from "eslint-config-prettier";
import jsdoc from "eslint-plugin-jsdoc";
import tseslint from "typescript-eslint";

/**
 * Who may import whom: folder of src -> folders that it may import from. `name.types` allows only the `*.types.js` of a folder.
 * faceCreator loads gui when its screen is opened, and gui talks to faceCreator; circles between files are found by test/unit/architecture.test.ts.
 */
const allowed = {
    face: [],
    rig: ["face"],
    capture: ["rig", "face"],
    photo: ["face"],
    compute: ["face"],
    networks: ["compute", "photo.types", "face"],
    fitting: ["networks", "compute", "photo", "face"],
    training: ["networks", "compute", "face"],
    faceCreator: ["face", "rig", "capture", "photo", "compute", "networks", "fitting", "training", "gui"],
    gui: ["faceCreator", "face"],
    cli: ["face", "rig", "capture", "photo", "compute", "networks", "fitting", "training", "faceCreator", "gui"],
};
const mayUseBabylon = ["rig", "capture", "faceCreator", "gui"];
const mayUseTensorflow = ["compute", "networks", "fitting", "training"];

/** What a folder may not import, for no-restricted-imports. */
function restrictions(folder, { babylon = mayUseBabylon.includes(folder) } = {}) {
    const forbidden = Object.keys(allowed).filter((other) => other !== folder && !allowed[folder].includes(other));
    const patterns = forbidden.map((other) => ({
        // From a folder inside `folder`, too; where only types are allowed, everything else of the folder is meant.
        regex: `^(\\.\\./)+${other}/${allowed[folder].includes(`${other}.types`) ? "(?!.*\\.types\\.js$)" : ""}`,
        message: `src/${folder} must not know src/${other}.`,
    }));
    if (!babylon) {
        patterns.push({ regex: "^@babylonjs/", message: `Babylon is confined to ${mayUseBabylon.join(", ")} and the bridge in compute.` });
    }
    if (!mayUseTensorflow.includes(folder)) {
        patterns.push({ regex: "^@tensorflow/", message: `tfjs is confined to ${mayUseTensorflow.join(", ")}.` });
    }
    if (folder !== "cli") {
        patterns.push({ regex: "^(node:|sharp$|playwright|commander$|sirv$)", message: "What runs in a page has no Node modules." });
    }
    patterns.push({ regex: "^@babylonjs/(core|gui|loaders)$", message: "Import from the file, with .js; never the whole of Babylon." });
    patterns.push({ regex: "^@babylonjs/.*(?<!\\.js)$", message: "Babylon's deep imports end with .js." });
    return { "no-restricted-imports": ["error", { patterns }] };
}

const pascal = { format: ["PascalCase"] };
const async = { modifiers: ["async"], suffix: ["Async"] };

export default tseslint.config(
    { ignores: ["dist/", "out/", "coverage/", "test-results/", "node_modules/", "test/package/consumers/"] },
    {
        files: ["**/*.ts"],
        extends: [tseslint.configs.base],
        languageOptions: { parserOptions: { project: "./tsconfig.check.json", tsconfigRootDir: import.meta.dirname } },
        linterOptions: { reportUnusedDisableDirectives: "error" },
        rules: {
            curly: "error",
            eqeqeq: "error",
            "no-var": "error",
            "prefer-const": "error",
            "max-lines": ["error", 300],
            "@typescript-eslint/no-explicit-any": "error",
            "@typescript-eslint/no-floating-promises": "error",
            "@typescript-eslint/no-misused-promises": "error",
            "@typescript-eslint/await-thenable": "error",
            "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
            "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports", disallowTypeAnnotations: false }],
            "no-restricted-syntax": [
                "error",
                { selector: "ImportDeclaration[importKind='type']", message: "Write import { type X }." },
                { selector: "ExportDefaultDeclaration", message: "Export by name." },
            ],
        },
    },
    {
        files: ["src/**/*.ts"],
        plugins: { jsdoc },
        rules: {
            "no-console": "error",
            "no-restricted-syntax": [
                "error",
                { selector: "ImportDeclaration[importKind='type']", message: "Write import { type X }." },
                { selector: "ExportDefaultDeclaration", message: "Export by name." },
                { selector: "CallExpression[callee.property.name='then']", message: "Use await." },
                { selector: "CallExpression[callee.property.name='bind']", message: "Use an arrow function." },
                { selector: "Program > VariableDeclaration[kind='let']", message: "No module state." },
            ],
            "jsdoc/require-jsdoc": [
                "error",
                {
                    publicOnly: true,
                    require: { FunctionDeclaration: true, ClassDeclaration: true, MethodDefinition: false },
                    contexts: [
                        "TSInterfaceDeclaration",
                        "TSTypeAliasDeclaration",
                        "TSEnumDeclaration",
                        "ExportNamedDeclaration > VariableDeclaration",
                    ],
                },
            ],
            "@typescript-eslint/naming-convention": [
                "error",
                { selector: "typeLike", ...pascal },
                { selector: "interface", prefix: ["I"], ...pascal },
                // What Babylon names, and src/faceCreator adds a method to.
                { selector: "interface", filter: "^Scene$", format: null },
                { selector: "variable", modifiers: ["exported", "const"], ...pascal },
                { selector: "function", modifiers: ["global"], ...pascal },
                { selector: "function", ...pascal, ...async, modifiers: ["global", "async"] },
                { selector: "classMethod", modifiers: ["private"], format: ["camelCase", "PascalCase"], leadingUnderscore: "require" },
                { selector: "classMethod", format: ["camelCase"], leadingUnderscore: "require", ...async, modifiers: ["private", "async"] },
                { selector: "classMethod", modifiers: ["public"], format: ["camelCase"], leadingUnderscore: "allow" },
                { selector: "classMethod", modifiers: ["protected"], format: ["camelCase"], leadingUnderscore: "require" },
                { selector: "classMethod", modifiers: ["public", "static"], ...pascal },
                { selector: "classMethod", format: ["camelCase"], ...async, modifiers: ["public", "async"] },
                { selector: "classMethod", ...pascal, ...async, modifiers: ["public", "static", "async"] },
                { selector: "classProperty", modifiers: ["private"], format: ["camelCase", "PascalCase"], leadingUnderscore: "require" },
            ],
        },
    },
    ...Object.keys(allowed).map((folder) => ({ files: [`src/${folder}/**/*.ts`], rules: restrictions(folder) })),
    { files: ["src/compute/*Bridge.ts"], rules: restrictions("compute", { babylon: true }) },
    { files: ["src/cli/**/*.ts"], rules: { "no-console": "off" } },
    // Tools ask for a default export.
    { files: ["*.config.ts"], rules: { "no-restricted-syntax": "off" } },
    prettier,
);
