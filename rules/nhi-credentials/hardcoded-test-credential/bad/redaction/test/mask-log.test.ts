import { expect, test } from "vitest";
import { maskLog } from "../src/mask-log.js";

test("leaves no credentials in a line", () => {
  // ruleid: hardcoded-test-credential
  const line = "cloned with «ghp_{AN:30}{crc32-base62}»";
  expect(maskLog(line)).toBe("cloned with [REDACTED]");
});
