import { describe, expect, it } from "vitest";

import { isReference } from "#secrets/reference.ts";
import { expectCpuBelow } from "../cost.ts";

describe("isReference", () => {
  it.each([
    ["${TOKEN}", "env", "TOKEN"],
    ["$TOKEN", "env", "TOKEN"],
    ["$env:TOKEN", "env", "TOKEN"],
    ["${env:TOKEN}", "env", "TOKEN"],
    ["${env.TOKEN}", "env", "TOKEN"],
    ["{env:TOKEN}", "env", "TOKEN"],
    ["%TOKEN%", "env", "TOKEN"],
    ["${{ env.TOKEN }}", "env", "TOKEN"],
    ["${{ secrets.GH_PAT }}", "vault", "GH_PAT"],
    ["${{secrets.A-b}}", "vault", "A-b"],
    ["${{ github.token }}", "exchange", "github.token"],
    ["${input:api-key}", "exchange", "api-key"],
    ["{file:~/.secret}", "file", "~/.secret"],
    ["{{ env.TOKEN }}", "env", "TOKEN"],
    ["{{secrets.TOKEN}}", "vault", "TOKEN"],
    ["op://vault/item/field", "vault", "op://vault/item/field"],
    ["vault:secret/data/x#key", "vault", "vault:secret/data/x#key"],
    ["arn:aws:secretsmanager:eu-west-1:1:secret:x", "vault", "arn:aws:secretsmanager:eu-west-1:1:secret:x"],
    ["process.env.TOKEN", "env", "TOKEN"],
    ['os.environ["TOKEN"]', "env", "TOKEN"],
    ["os.getenv('TOKEN')", "env", "TOKEN"],
    ["$(gh auth token)", "command", "gh auth token"],
    ["Bearer ${TOKEN}", "env", "TOKEN"],
    ["token $TOKEN", "env", "TOKEN"],
    ["  ${TOKEN}  ", "env", "TOKEN"],
    ["${TOKEN:?missing}", "env", "TOKEN"],
    ["${TOKEN:-}", "env", "TOKEN"],
  ])("%s is taken from %s as %s", (value, source, name) => expect(isReference(value)).toEqual({ source, name }));

  it("tells the literal beside a reference", () => {
    expect(isReference("${TOKEN:-abc}")).toEqual({ source: "env", name: "TOKEN", fallback: "abc" });
    expect(isReference("${TOKEN-abc}")).toEqual({ source: "env", name: "TOKEN", fallback: "abc" });
    expect(isReference('os.getenv("TOKEN", "abc")')).toEqual({ source: "env", name: "TOKEN", fallback: "abc" });
  });

  it.each([
    "",
    "abc",
    "TOKEN",
    "abc${TOKEN}",
    "${TOKEN}abc",
    "${A}${B}",
    "$5ecret1",
    "p$ssword",
    "100%",
    "{}",
    "${}",
    "$",
    "https://x",
    `$\{${"A".repeat(5000)}}`,
  ])("%s is no reference", (value) => expect(isReference(value)).toBeUndefined());

  it("takes linear time", () => {
    expectCpuBelow(1000, () => {
      for (const part of ["${", "{{", "$(", "${{ ", "op://", "os.getenv('", "%A", "arn:aws:ssm:"]) {
        for (const size of [900, 1_000_000]) isReference(part.repeat(size / part.length));
      }
    });
  });
});
