import { describe, expect, it } from "vitest";
import { credentialReferences } from "#artifact/credential-text.ts";
import { issuerOf } from "#secrets/credential-issuer.ts";
import { expectCpuBelow } from "../cost.ts";

describe("credentialReferences", () => {
  it.each([
    ["${GITHUB_TOKEN}", [{ source: "env", name: "GITHUB_TOKEN" }]],
    ["Bearer ${GITHUB_TOKEN:-none}", [{ source: "env", name: "GITHUB_TOKEN" }]],
    ["${env:API_KEY}", [{ source: "env", name: "API_KEY" }]],
    ["{env:API_KEY}", [{ source: "env", name: "API_KEY" }]],
    ["{file:~/.key}", [{ source: "file", name: "~/.key" }]],
    ["$TOKEN", [{ source: "env", name: "TOKEN" }]],
    ["%TOKEN%", [{ source: "env", name: "TOKEN" }]],
    ["${input:github_token}", [{ source: "exchange", name: "github_token" }]],
    ["${user_config.api_key}", [{ source: "exchange", name: "api_key" }]],
    ["${{ secrets.DEPLOY_KEY }}", [{ source: "vault", name: "DEPLOY_KEY" }]],
    ["op://vault/item/field", [{ source: "vault", name: "op://vault/item/field" }]],
    [
      "arn:aws:secretsmanager:eu-west-1:1:secret:x",
      [{ source: "vault", name: "arn:aws:secretsmanager:eu-west-1:1:secret:x" }],
    ],
  ])("reads %s", (text, expected) => {
    expect(credentialReferences(text)).toEqual(expected);
  });

  it("takes a dollar inside a word for no reference", () => {
    expect(credentialReferences("pa$word and $$pid")).toEqual([]);
  });

  it("names each once, and keeps names that objects have", () => {
    expect(credentialReferences("$__proto__ ${__proto__} ${constructor}").map(({ name }) => name)).toEqual([
      "__proto__",
      "constructor",
    ]);
  });

  it("takes time in proportion to what it reads", () => {
    expectCpuBelow(2000, () => {
      for (const part of ["${", "${A:-", "$", "%A", "{file:", "op://", "${{ secrets.", "arn:aws:ssm:"]) {
        credentialReferences(part.repeat(100_000));
      }
    });
  });
});

describe("issuerOf", () => {
  it("reads the issuer from the words of a name", () => {
    expect(issuerOf("GITHUB_PERSONAL_ACCESS_TOKEN")).toBe("github");
    expect(issuerOf("OPENAI_API_KEY")).toBe("openai");
    expect(issuerOf("ACME_KEY")).toBeUndefined();
  });
});
