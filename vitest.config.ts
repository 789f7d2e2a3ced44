import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // The suite starts the built binary many times; two cores are the machine it must pass on.
    maxWorkers: 2,
  },
});
