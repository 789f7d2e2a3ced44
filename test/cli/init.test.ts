import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { expect, test } from "vitest";
import { countersign, makeTree } from "../tree.ts";
import { setupFiles } from "#setup-files.ts";

test("shows everything and writes nothing, unless it is told to", () => {
  const root = makeTree({});
  const { out, code } = countersign(["init"], { cwd: root });
  expect(code).toBe(0);
  for (const { path, text } of setupFiles("0.1.0")) {
    expect(out).toContain(`# ${path}: `);
    expect(out).toContain(text.split("\n")[0]);
    expect(existsSync(join(root, path))).toBe(false);
  }
});

test("writes what is not there, and leaves what is", () => {
  const root = makeTree({ "countersign.yaml": "failOn: low\n", ".claude/settings.json": "{}\n" });
  const { out, code } = countersign(["init", "--write"], { cwd: root });
  expect(code).toBe(0);
  expect(readFileSync(join(root, "countersign.yaml"), "utf8")).toBe("failOn: low\n");
  expect(readFileSync(join(root, ".claude/settings.json"), "utf8")).toBe("{}\n");
  expect(out).toContain(".claude/settings.json is there and stays as it is; to add");
  expect(readFileSync(join(root, ".github/CODEOWNERS"), "utf8")).toContain("/.countersign/ @OWNER");
  // Its own configuration is one that it understands.
  expect(countersign(["scan", "."], { cwd: root }).code).toBeLessThan(2);
});

test("writes through no link", () => {
  const [root, elsewhere] = [makeTree({}), makeTree({})];
  symlinkSync(join(elsewhere, "target.yaml"), join(root, "countersign.yaml"));
  countersign(["init", "--write"], { cwd: root });
  expect(existsSync(join(elsewhere, "target.yaml"))).toBe(false);
});

test("the files it shows are what they say they are", () => {
  for (const { path, text } of setupFiles("0.1.0")) {
    if (path.endsWith(".json")) expect(() => JSON.parse(text) as unknown).not.toThrow();
    if (/\.ya?ml$/.test(path)) expect(parse(text)).toBeTypeOf("object");
  }
});

test("the action and the hooks for commits name verbs and flags that there are", () => {
  const { runs } = parse(readFileSync("action.yml", "utf8")) as { runs: { steps: { run?: string }[] } };
  const hooks = parse(readFileSync(".pre-commit-hooks.yaml", "utf8")) as { entry: string }[];
  const scripts = runs.steps.flatMap(({ run = "" }) => run.split("\n"));
  const commands = [
    ...scripts.flatMap((line) => /node "\$COUNTERSIGN" (.*)/.exec(line)?.[1] ?? []),
    ...hooks.map(({ entry }) => entry.replace("countersign ", "")),
  ];
  expect(commands.length).toBeGreaterThan(4);
  for (const command of commands) {
    const [verb = "", ...words] = command.split(/\s+/);
    const { out, code } = countersign([verb, "--help"]);
    expect([verb, code]).toEqual([verb, 0]);
    for (const flag of words.filter((word) => word.startsWith("--"))) expect(out).toContain(flag);
  }
});

test("its workflow judges a pull request against its own base, and its owners guard all that decides", () => {
  const textOf = (path: string) => setupFiles("0.1.0").find((file) => file.path === path)!.text;
  const { jobs } = parse(textOf(".github/workflows/countersign.yml")) as {
    jobs: Record<string, { steps: { run?: string; env?: Record<string, string> }[] }>;
  };
  const verify = jobs["countersign"]!.steps.find(({ run = "" }) => run.includes(" verify"));
  expect(verify?.run).toContain('verify --base "$BASE"');
  expect(verify?.env?.["BASE"]).toContain("github.event.pull_request.base.sha");
  const owned = textOf(".github/CODEOWNERS")
    .split("\n")
    .flatMap((line) => /^(\/\S+) @OWNER$/.exec(line)?.[1] ?? []);
  expect(owned).toEqual(
    expect.arrayContaining([
      "/.countersign/",
      "/countersign.yaml",
      "/.github/workflows/countersign.yml",
      "/.github/CODEOWNERS",
    ]),
  );
});
