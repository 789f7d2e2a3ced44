import { describe, expect, it } from "vitest";
import { skill } from "#artifact/skill.ts";
import { collectText, factsOf } from "./collect.ts";

function read(matter: string, body = "Use it.\n", path = "skills/pdf/SKILL.md") {
  return collectText(skill, path, `---\n${matter}\n---\n\n${body}`);
}

describe("agent-skill", () => {
  it("claims a skill in any folder and case", () => {
    expect(skill.claims("SKILL.md")).toBe(true);
    expect(skill.claims("a/b/skill.md")).toBe(true);
    expect(skill.claims("MYSKILL.md")).toBe(false);
  });

  it("records the skill as a tool by its name, else by its folder", () => {
    expect(factsOf(read("name: pdf-tools\ndescription: Reads"), "tool")).toMatchObject([
      { anchor: "skill/pdf-tools", form: "skill", registration: "static", modelInvocable: true },
    ]);
    expect(factsOf(read("name: ''"), "tool")).toMatchObject([{ anchor: "skill/pdf" }]);
    expect(factsOf(collectText(skill, "SKILL.md", "No front matter.\n"), "tool")).toMatchObject([
      { anchor: "skill/unnamed" },
    ]);
    expect(factsOf(collectText(skill, "x/SKILL.md", ""), "tool")).toMatchObject([{ anchor: "skill/x" }]);
  });

  it("gives it the tools it lists, and takes those it gives up for gates", () => {
    const collected = read("name: a\nallowed-tools: Bash(git log:*) Read\ndisallowed-tools: Write");
    expect(factsOf(collected, "grant").map(({ key }) => key)).toEqual(["shell:git log:*", "filesystem:read *"]);
    expect(factsOf(collected, "gate")).toMatchObject([{ verdict: "policy", covers: "Write" }]);
  });

  it("tells who may start it", () => {
    expect(factsOf(read("name: a\ndisable-model-invocation: true"), "tool")).toMatchObject([{ modelInvocable: false }]);
    const { facts } = read("name: a\nuser-invocable: false");
    expect(facts.find(({ kind }) => kind === "trigger")).toMatchObject({
      key: "model:only",
      owner: "tool:skill/a#a",
      value: { type: "model", sender: "internal" },
    });
    expect(factsOf(read("name: a\nuser-invocable: true"), "trigger")).toEqual([]);
  });

  it("reads hooks, fences, commands in the text, and tells the text as prose", () => {
    const hooks =
      "name: a\nhooks:\n  PreToolUse:\n    - matcher: Bash\n      hooks:\n        - type: command\n          command: ./g.sh";
    const collected = read(hooks, "Now !`date`.\n\n```python\nprint(1)\n```\n");
    expect(collected.embedded.map(({ language, text }) => [language, text.trim()])).toEqual([
      ["bash", "./g.sh"],
      ["bash", "date"],
      ["python", "print(1)"],
    ]);
    expect(collected.prose).toEqual(["skill/a"]);
  });
});
