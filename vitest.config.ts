import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/seed.ts"],
    // A busy machine takes several times as long: these end what hangs, and judge no speed.
    testTimeout: 240_000,
    hookTimeout: 180_000,
    // Tests start the built binary, which takes threads of its own: more workers slow it past the limits on time.
    maxWorkers: 2,
  },
});
