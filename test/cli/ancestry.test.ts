import { expect, test } from "vitest";
import { agentAbove, type Ancestor } from "#cli/ancestry.ts";

const tree = (processes: Readonly<Record<number, Ancestor>>) => (pid: number) => processes[pid];

test("a coding agent above is named, as a program or as the script of an interpreter", () => {
  const shell = { parent: 10, words: ["/bin/sh", "-c", "countersign approve"] };
  expect(agentAbove(20, tree({ 20: shell, 10: { parent: 1, words: ["/opt/bin/codex"] } }))).toBe("codex");
  expect(agentAbove(20, tree({ 20: shell, 10: { parent: 1, words: ["node", "/x/bin/claude", "-c"] } }))).toBe("claude");
  expect(agentAbove(20, tree({ 20: shell, 10: { parent: 1, words: ["/usr/bin/zsh"] } }))).toBeUndefined();
});

test("nothing is named where nothing can be seen, or where processes go round in circles", () => {
  expect(agentAbove(20, () => undefined)).toBeUndefined();
  expect(agentAbove(20, () => ({ parent: 20, words: [] }))).toBeUndefined();
});

test("this process can be looked at", () => {
  expect(() => agentAbove(process.pid)).not.toThrow();
});
