import { describe, expect, test } from "vitest";
import { scanTree } from "../tree.ts";

/** The files that a program is told to read. */
async function readBy(path: string, code: string): Promise<string[]> {
  const { facts } = await scanTree({ [path]: code });
  return facts.flatMap(({ kind, key }) => (kind === "effect" && key.startsWith("file-read:") ? [key.slice(10)] : []));
}

const lines = (...code: readonly string[]) => `${code.join("\n")}\n`;

describe("a variable that is given several values has the one that it was given last", () => {
  test.each([
    [
      "in its own branch",
      ["if old:", "    name = 'a'", "    open(name)", "else:", "    name = other()", "    use(name)"],
      ["a"],
    ],
    [
      "what is not known in its own branch",
      ["if old:", "    name = 'a'", "else:", "    name = other()", "    open(name)"],
      ["*"],
    ],
    ["where it is given the next one later", ["name = other()", "use(name)", "name = 'a'", "open(name)"], ["a"]],
    ["where the one before is not known", ["name = 'a'", "use(name)", "name = other()", "open(name)"], ["*"]],
    ["either where ways meet", ["if old:", "    name = 'a'", "else:", "    name = 'b'", "open(name)"], ["a", "b"]],
    [
      "the first where the other way leaves",
      ["name = 'a'", "if old:", "    name = other()", "    return name", "open(name)"],
      ["a"],
    ],
    ["any where a loop goes round", ["name = 'a'", "for each in all:", "    open(name)", "    name = 'b'"], ["a", "b"]],
    ["the one of its turn", ["name = other()", "for each in all:", "    name = 'b'", "    open(name)"], ["b"]],
    [
      "any behind what may fail",
      ["name = 'a'", "try:", "    name = 'b'", "except OSError:", "    open(name)"],
      ["a", "b"],
    ],
    [
      "any within what is called later",
      ["name = 'a'", "def late():", "    open(name)", "name = 'b'", "late()"],
      ["a", "b"],
    ],
  ])("%s", async (_, body, told) => {
    const code = lines("def run(old, all):", ...body.map((line) => `    ${line}`), "");
    expect((await readBy("main.py", code)).toSorted()).toEqual(told);
  });

  test("and what a test says that it is", async () => {
    const code = lines(
      "import subprocess",
      "def check(tool):",
      "    if tool == 'kubectl':",
      "        subprocess.run([tool, 'version'])",
      "    elif tool == 'helm':",
      "        subprocess.run([tool, 'version', '--short'])",
      "for name in ['kubectl', 'helm']:",
      "    check(name)",
    );
    const { facts } = await scanTree({ "main.py": code });
    const told = facts.flatMap(({ kind, key, locations }) =>
      kind === "effect" ? locations.map(({ region }) => `${key} ${region.startLine}`) : [],
    );
    expect(told.toSorted()).toEqual(["exec:helm 6", "exec:kubectl 4"]);
  });

  test("in a script, and at the top of a module", async () => {
    const code = lines(
      'import fs from "node:fs";',
      'let name = "a";',
      "fs.readFileSync(name);",
      "name = other();",
      "use(name);",
      'name = "b";',
      "fs.readFileSync(name);",
      "export const late = () => fs.readFileSync(name);",
    );
    const { facts } = await scanTree({ "main.ts": code });
    const places = facts.flatMap(({ kind, key, locations }) =>
      kind === "effect" ? locations.map(({ region }) => `${key} ${region?.startLine}`) : [],
    );
    expect(places.toSorted()).toEqual(["file-read:* 8", "file-read:a 3", "file-read:b 7"]);
  });

  test("but what is changed is the same thing wherever it is read", async () => {
    const code = lines(
      "import subprocess",
      "def run(old):",
      "    command = ['git']",
      "    if old:",
      "        command = ['svn']",
      "    command.append('log')",
      "    subprocess.run(command)",
    );
    const { facts } = await scanTree({ "main.py": code });
    expect(facts.flatMap(({ kind, key }) => (kind === "effect" ? [key] : [])).toSorted()).toEqual([
      "exec:git",
      "exec:svn",
    ]);
  });
});
