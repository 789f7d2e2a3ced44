import { describe, expect, it } from "vitest";
import { installsItself, isStandInReference } from "#artifact/installed-name.ts";
import { commandLines } from "#artifact/command-words.ts";
import { parseShell } from "#syntax/shell.ts";

const words = (text: string) => commandLines(parseShell("x.sh", text))[0]!.words.slice(2);

describe("a name that the reader puts there", () => {
  it.each([
    "my-skill",
    "your_plugin",
    "skill-one",
    "plugin-name",
    "plugin-name@marketplace-name",
    "owner/repo@skill",
    "acme/your-skill",
    "https://user/repo-name".slice("https:".length),
    "<name>",
    "@scope/[name]",
    "skill2",
  ])("%s", (reference) => expect(isStandInReference(reference)).toBe(true));

  it.each([
    "skill-creator",
    "acme/skills",
    "acme/skills@skill",
    "example-skills@acme",
    "mySQL-skill",
    "one-password",
    "https://github.com/acme/skills",
    "plugin-dev@official",
  ])("not %s", (reference) => expect(isStandInReference(reference)).toBe(false));
});

describe("a text that shows how it is installed itself", () => {
  const path = "plugins/review/skills/start/SKILL.md";
  it.each([
    "clawhub install start",
    "clawhub install acme/Start@latest",
    "clawhub install @acme/start@1",
    "clawhub install start-skill --dir elsewhere",
    "skills add acme/skills@start",
    "skills add https://github.com/acme/start.git",
    "skills add acme/skills --skill start -a claude",
    "claude install review@acme",
    "claude install acme/agents/review",
    "clawhub install my_name",
  ])("%s", (text) => expect(installsItself(words(text), "skill/my-name", path)).toBe(true));

  it.each([
    "clawhub install other",
    "clawhub install start other",
    "clawhub install start/other",
    "skills add start/skills@other",
    "skills add acme/start --skill other",
    "claude install acme@review",
    "claude install plugins",
    "clawhub install",
  ])("not %s", (text) => expect(installsItself(words(text), "skill/my-name", path)).toBe(false));

  it("has no name of its own below a folder that holds no plugin", () => {
    expect(installsItself(words("clawhub install acme"), "instructions/AGENTS.md", "acme/AGENTS.md")).toBe(false);
    expect(installsItself(words("clawhub install ''"), "instructions/AGENTS.md", "AGENTS.md")).toBe(false);
  });
});
