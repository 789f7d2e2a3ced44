import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // Tests start the built binary, which takes threads of its own: more workers slow it past the limits on time.
    maxWorkers: 2,
  },
});
