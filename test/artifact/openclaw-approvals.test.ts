import { describe, expect, it } from "vitest";
import { openclawApprovals } from "#artifact/openclaw-approvals.ts";
import { collectText, documentOf, factsOf } from "./collect.ts";

const read = (text: string) => collectText(openclawApprovals, "exec-approvals.json", text);
const gatesOf = (text: string) => factsOf(read(text), "gate");

describe("exec approvals", () => {
  it("is known by name and by content", () => {
    expect(openclawApprovals.claims(".openclaw/exec-approvals.json")).toBe(true);
    expect(openclawApprovals.claims("approvals.json")).toBe(false);
    expect(openclawApprovals.recognises?.(documentOf("x.json", '{"defaults":{"askFallback":"deny"}}'))).toBe(true);
    expect(openclawApprovals.recognises?.(documentOf("x.json", '{"defaults":["askFallback"]}'))).toBe(false);
  });

  it.each([
    ['{"defaults":{"security":"full","ask":"off"}}', "auto"],
    ['{"defaults":{"security":"allowlist","ask":"on-miss"}}', "human"],
    ['{"defaults":{"security":"allowlist","ask":"off"}}', "allowlist"],
    ['{"defaults":{"security":"deny","ask":"off"}}', "policy"],
    ['{"agents":{"*":{"security":"full","ask":"always"}}}', "human"],
  ])("reads %s", (text, verdict) => {
    expect(gatesOf(text)).toMatchObject([{ key: "exec-approvals.security", verdict, covers: "exec" }]);
  });

  it("is less sure where one half is missing", () => {
    expect(read('{"defaults":{"security":"full"}}').facts.at(-1)).toMatchObject({ kind: "gate", confidence: "medium" });
  });

  it("tells what happens without anybody to ask, and programs of skills", () => {
    expect(gatesOf('{"defaults":{"askFallback":"full","autoAllowSkills":true}}').map(({ key }) => key)).toEqual([
      "exec-approvals.askFallback",
      "exec-approvals.autoAllowSkills",
    ]);
    expect(gatesOf('{"defaults":{"askFallback":"deny","autoAllowSkills":false}}')).toEqual([]);
  });

  it.each([
    ["*", { wildcard: true, level: "admin" }],
    ["**", { wildcard: true, level: "admin" }],
    ["/bin/bash", { wildcard: true, level: "admin" }],
    ["sh *", { wildcard: true, level: "admin" }],
    ["/usr/bin/python3", { wildcard: true, level: "admin" }],
    ["~/Projects/**/bin/rg", { level: "write" }],
  ])("reads the pattern %s", (pattern, expected) => {
    const { facts, edges } = read(JSON.stringify({ agents: { main: { allowlist: [{ pattern }] } } }));
    const grant = facts.find(({ kind }) => kind === "grant");
    expect(grant).toMatchObject({ anchor: "agent/main", key: `shell:${pattern}`, value: expected });
    expect(edges).toContain(
      `grant:agent/main#shell:${pattern} reaches effect:agent/main#exec:${"wildcard" in expected ? "*" : pattern}`,
    );
  });

  it("is narrower where arguments are fixed", () => {
    const { facts } = read('{"agents":{"main":{"allowlist":[{"pattern":"/bin/bash","argPattern":"build.sh"}]}}}');
    expect(facts.find(({ kind }) => kind === "grant")?.value).not.toHaveProperty("wildcard");
  });

  it("tells an agent that may run the product itself", () => {
    const { facts } = read('{"agents":{"main":{"allowlist":["/usr/local/bin/openclaw"]}}}');
    expect(facts.find(({ key }) => key === "self-modify:permissions")).toBeDefined();
  });

  it("tells the socket's token by name", () => {
    const token = ["made", "up", "token"].join("-");
    const collected = read(JSON.stringify({ socket: { token } }));
    expect(factsOf(collected, "credential")).toMatchObject([{ key: "literal:socket.token", source: "literal" }]);
    expect(JSON.stringify(collected.facts.map(({ value }) => value))).not.toContain(token);
  });

  it.each([
    "[]",
    "null",
    "3",
    '{"agents":[{}]}',
    '{"agents":{"a":[]}}',
    '{"defaults":"full"}',
    '{"agents":{"__proto__":{"allowlist":[null,1,[],{"pattern":7}]}}}',
  ])("takes %s", (text) => expect(() => read(text)).not.toThrow());
});
