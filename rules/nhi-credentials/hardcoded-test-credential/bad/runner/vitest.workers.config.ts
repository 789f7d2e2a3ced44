import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    env: {
      // ruleid: hardcoded-test-credential
      SESSION_SECRET: "«{AN:40}»",
      // ok: hardcoded-test-credential
      BASE_DOMAIN: "acme-systems.com",
    },
  },
});
