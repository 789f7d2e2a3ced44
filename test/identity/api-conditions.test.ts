import { beforeAll, describe, expect, it } from "vitest";
import { loadSyntax } from "#load-syntax.ts";
import type { ApiModel } from "#model/api-model.ts";
import { apiFactsReader } from "./api-facts-of.ts";

beforeAll(() => loadSyntax("typescript"));

function keysOf(model: Pick<ApiModel, "where" | "each"> & { readonly key: string }, code: string): readonly string[] {
  const { key, ...rest } = model;
  const fact = { kind: "effect", key, value: { effect: "network", target: "x" } } as const;
  const row = { id: "x/call", system: "x", language: "script", modules: ["x"], paths: ["call"], use: "call" } as const;
  const read = apiFactsReader([{ ...row, ...rest, fact, evidence: "https://x.dev/" }]);
  return read(`import { call } from "x";\n${code}`, "script").map((one) => one.key);
}

describe("a condition of a row", () => {
  it("takes with `unless` what `is` does not, known or not", () => {
    const admin = { where: [{ at: "0", is: ["/admin$/"] }], key: "admin" };
    const other = { where: [{ at: "0", unless: ["/admin$/"] }], key: "other" };
    const told = (code: string) => [...keysOf(admin, code), ...keysOf(other, code)];
    expect(told('call("roles/admin")')).toEqual(["admin"]);
    expect(told('call("roles/viewer")')).toEqual(["other"]);
    expect(told("export const f = (role) => call(role)")).toEqual(["other"]);
  });

  it("is asked of each thing that is gone over, if it speaks of that", () => {
    const row = { where: [{ at: "item.kind", is: ["User"] }], each: "0.subjects[]", key: "$(item.name)" };
    expect(keysOf(row, 'call({ subjects: [{ kind: "User", name: "a" }, { kind: "Group", name: "b" }] })')).toEqual([
      "a",
    ]);
  });
});

describe("a place of a row", () => {
  it.each([
    ['call("https://me:pw@Api.Acme.dev:8443/v1?x=1")', "api.acme.dev"],
    ['call("/v1/users")', "*"],
  ])("may be the host of an address: %s", (code, key) => {
    expect(keysOf({ where: [], key: "$(0#host)" }, code)).toEqual([key]);
  });

  it.each([
    ['call("  /usr/bin/git status --short")', "git"],
    ['call("ls")', "ls"],
    ['call("A_TOKEN=abc B=c git push")', "git"],
    ['call("A_TOKEN=abc")', "*"],
    ['call("")', "*"],
  ])("may be the first word of a text: %s", (code, key) => {
    expect(keysOf({ where: [], key: "$(0#word)" }, code)).toEqual([key]);
  });

  it("stands in a key as all of the items of a list, in order, as far as they fit", () => {
    expect(keysOf({ where: [], key: "$(0[])" }, 'call(["b", "a"])')).toEqual(["a, b"]);
    const [long] = keysOf(
      { where: [], key: "$(0[])" },
      `call([${Array.from({ length: 90 }, (_, index) => `"n${index}"`).join()}])`,
    );
    expect(long).toHaveLength(201);
  });
});
