import { describe, expect, test } from "vitest";
import { readConfig } from "#config.ts";

const read = (text: string) => readConfig("countersign.yaml", text).approvals;

describe("approvals in the configuration", () => {
  test("need no word: then no signature is asked for", () => {
    expect(read("failOn: high\n")).toEqual({ requireSignature: false });
    expect(read("")).toEqual({ requireSignature: false });
  });

  test("name who may sign, whether they must, and the repository", () => {
    const text = 'approvals: { signers: "a/allowed_signers", requireSignature: true, repository: desk }\n';
    expect(read(text)).toEqual({ signers: "a/allowed_signers", requireSignature: true, repository: "desk" });
  });

  test.each([
    ["approvals: { signer: a }\n", /the key 'signer' is not known/],
    ["approvals: { requireSignature: true }\n", /only be required where 'signers' names/],
    ["approvals: { signers: a, requireSignature: 1 }\n", /true or false/],
    ["approvals: { signers: ../a }\n", /leaves the tree/],
    ["approvals: { signers: /etc/a }\n", /leaves the tree/],
    ["approvals: [a]\n", /a map is expected/],
  ])("%s", (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});

describe("declared agents", () => {
  const readAll = (text: string) => readConfig("countersign.yaml", text);

  test("say what they may reach, and owners who answers for identities", () => {
    const agent =
      "{ owner: '@a/b', systems: [stripe], effects: [network], privilege: write, principals: [role/x], artifacts: ['a/**'] }";
    const { identityOwners } = readAll(`agents: { bot: ${agent} }\nowners: { identity: ["@a/iam"] }\n`);
    expect(identityOwners).toEqual(["@a/iam"]);
  });

  test.each([
    ["agents: { bot: { system: [stripe] } }\n", /the key 'system' is not known/],
    ["agents: { bot: { effects: [fly] } }\n", /'fly' is not one of exec/],
    ["agents: { bot: { privilege: root } }\n", /'root' is not one of read/],
    ["agents: { bot: { systems: stripe } }\n", /a list is expected/],
    ["owners: { security: ['@a'] }\n", /the key 'security' is not known/],
  ])("%s", (text, message) => {
    expect(() => readAll(text)).toThrow(message);
  });
});
