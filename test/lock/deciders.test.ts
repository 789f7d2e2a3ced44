import { describe, expect, test } from "vitest";
import { ownersOf } from "#lock/codeowners.ts";
import { decidingChanges, type Deciders } from "#lock/deciders.ts";

const path = ".countersign/allowed_signers";
const nobody: Deciders = { configuration: {}, ownersOf: () => [] };
const owned =
  (text: string): Deciders["ownersOf"] =>
  (of) =>
    ownersOf({ path: "CODEOWNERS", text }, of);
const signing: Deciders = {
  configuration: { approvals: { signers: path }, exclude: [] },
  signers: { path, text: "ada@example.com ssh-ed25519 AAAA\n" },
  ownersOf: () => [],
};
const told = (base: Deciders, head: Deciders) =>
  decidingChanges(base, head).map(({ id, type, drift }) => [id, type, drift]);

describe("a change of what decides needs agreement itself, where somebody had to agree before:", () => {
  test("another signer", () => {
    const more = {
      ...signing,
      signers: { path, text: "ada@example.com ssh-ed25519 AAAA\neve@example.com ssh-ed25519 BBBB\n" },
    };
    expect(told(signing, more)).toEqual([["text:.countersign/allowed_signers", "changed", true]]);
  });

  test("a revoked key taken back", () => {
    const revoked = { ...signing, signers: { ...signing.signers!, revoked: "ssh-ed25519 CCCC\n" } };
    expect(told(revoked, signing)).toEqual([["text:.countersign/revoked_keys", "removed", true]]);
  });

  test("the configuration", () => {
    const configuration = { approvals: { signers: path }, exclude: ["**/.mcp.json"] };
    expect(told(signing, { ...signing, configuration })).toEqual([["text:countersign.yaml", "changed", true]]);
  });

  test("the owners of the approvals, of the configuration or of the signers, and no other line of CODEOWNERS", () => {
    const base = { ...nobody, ownersOf: owned("* @org/all\n/.countersign/ @org/identity\n") };
    const other = { ...nobody, ownersOf: owned("* @org/all\n/docs/ @docs\n/.countersign/ @org/identity\n") };
    expect(told(base, other)).toEqual([]);
    const open = { ...nobody, ownersOf: owned("/.countersign/ @org/identity\n* @org/all\n") };
    expect(told(base, open)).toEqual([["text:CODEOWNERS", "changed", true]]);
    const at = (codeowners: string) => ({ codeowners });
    const place = [["text:.github/CODEOWNERS", "changed", true]];
    expect(told({ ...base, ...at("CODEOWNERS") }, { ...open, ...at(".github/CODEOWNERS") })).toEqual(place);
    expect(told({ ...base, ...at(".github/CODEOWNERS") }, nobody)).toEqual(place);
    expect(told({ ...base, ...at("CODEOWNERS") }, { ...base, ...at(".github/CODEOWNERS") })).toEqual([]);
  });
});

test("where nobody had to agree, the first setting needs no agreement, and is told", () => {
  expect(told(nobody, signing).map(([, , drift]) => drift)).toEqual([false, false]);
});

test("line endings change nothing", () => {
  const windows = { ...signing, signers: { path, text: "ada@example.com ssh-ed25519 AAAA\r\n" } };
  expect(told(signing, windows)).toEqual([]);
});
