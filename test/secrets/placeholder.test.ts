import { describe, expect, it } from "vitest";

import { isPlaceholder, namesStandIn } from "#secrets/placeholder.ts";

describe("isPlaceholder", () => {
  it.each([
    "",
    "your-api-key",
    "your_token_here",
    "YOUR_API_KEY",
    "<token>",
    "[TOKEN]",
    "{token}",
    "xxx",
    "xxxxxxxx",
    "sk-xxxxxxxx",
    "changeme",
    "change-me",
    "...",
    "sk-...",
    "sk-ant-…",
    "***",
    "EXAMPLE",
    "example-key",
    "REPLACE_ME",
    "replace-with-your-key",
    "insert token here",
    "GITHUB_TOKEN",
    "__TOKEN__",
    "dummy",
    "fake-token",
    "not-a-real-token",
    "invalid_key_1",
    "64_character_random_string",
    "generate-a-long-value",
    "TODO",
    "1234567890",
    "my-api-key-12345",
    "*password*:*token*:*secret*",
    ["AKIA", "IOSFODNN7EXAMPLE"].join(""),
    "password",
    "ghp_" + "0".repeat(36),
    "••••••",
    // As secrets are looked for: a character for each byte.
    Buffer.from("••••••").toString("latin1"),
    Buffer.from("您的密钥").toString("latin1"),
  ])("holds for %s", (value) => expect(isPlaceholder(value)).toBe(true));

  it.each([
    "hunter2",
    "random-9f8a7b",
    "invalidate2x",
    "correct horse battery staple",
    ["ghp_", "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5"].join(""),
    "example-8f3a9c1e7b2d4f6a8c0e",
    "samples3cr3t",
    "s3cret",
    "prod-db-7",
    "my-secret-password-7",
    "my-key-9f8a7b",
    "my-prod-db-key-1",
    "my-db-key-48213377",
    "*a*:" + "x7Kq".repeat(9) + "Zt4!",
    "*s3cret!*",
    "a".repeat(300),
  ])("does not hold for %s", (value) => expect(isPlaceholder(value)).toBe(false));
});

it("a variable may be named for the one that is to be put there", () => {
  expect(["YOUR_API_KEY", "EXAMPLE_TOKEN", "REPLACE_ME_TOKEN"].filter(namesStandIn)).toHaveLength(3);
  expect(["API_KEY", "TOKEN", "GITHUB_TOKEN", "YOURS_TOKEN"].filter(namesStandIn)).toEqual([]);
});
