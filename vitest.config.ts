import { defineConfig } from "vitest/config";

export default defineConfig({
    test: { include: ["test/unit/**/*.test.ts", "test/package/**/*.test.ts"], testTimeout: 30_000, hookTimeout: 120_000 },
});
