import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { expect, test } from "vitest";
import { countersign, makeTree } from "../tree.ts";
import { setupFiles } from "#setup-files.ts";

const source = `example/countersign@${"0123456789".repeat(4)}`;
const choice = { source, codeowners: ".github/CODEOWNERS" };

test("shows everything and writes nothing, unless it is told to", () => {
  const root = makeTree({});
  const { out, code } = countersign(["init", "--from", source], { cwd: root });
  expect(code).toBe(0);
  for (const { path, text } of setupFiles(choice)) {
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
  for (const { path, text } of setupFiles(choice)) {
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

test("takes the tool from no registry by its name: what runs is a commit that was named, or what is installed", () => {
  const root = makeTree({});
  const { err } = countersign(["init", "--write"], { cwd: root });
  expect(err).toMatch(/countersign\.yml is left out: .*--from OWNER\/REPOSITORY@COMMIT/);
  expect(existsSync(join(root, ".github/workflows/countersign.yml"))).toBe(false);
  for (const { path, text } of setupFiles(choice)) {
    expect([path, text]).not.toEqual([path, expect.stringMatching(/npx|npm |additional_dependencies/)]);
  }
  expect(countersign(["init", "--write", "--from", source], { cwd: root }).code).toBe(0);
  expect(readFileSync(join(root, ".github/workflows/countersign.yml"), "utf8")).toContain(`- uses: ${source}\n`);
  // Its own files are none that it warns of.
  expect(countersign(["scan", "."], { cwd: root })).toMatchObject({ code: 0 });
});

test.each(["example/countersign", "example/countersign@main", "example/countersign@0123456", "x\n/y@z"])(
  "runs nothing that may be moved: %j",
  (from) => {
    const root = makeTree({});
    expect(countersign(["init", "--write", "--from", from], { cwd: root })).toMatchObject({
      code: 2,
      err: expect.stringMatching(/names no commit of a repository/),
    });
    expect(existsSync(join(root, "countersign.yaml"))).toBe(false);
  },
);

test("writes at the root of the repository, whichever folder it runs in", () => {
  const root = makeTree({ "src/deep/a.ts": "" });
  mkdirSync(join(root, ".git"));
  const { out, err, code } = countersign(["init", "--write"], { cwd: join(root, "src/deep") });
  expect(code).toBe(0);
  expect(out).toContain("# ../../.github/CODEOWNERS: ");
  expect(err).toContain("wrote ../../.github/CODEOWNERS");
  expect(existsSync(join(root, ".github/CODEOWNERS"))).toBe(true);
  expect(existsSync(join(root, "src/deep/.github"))).toBe(false);
});

test("adds no second CODEOWNERS, which would take the place of the one that counts", () => {
  const root = makeTree({ "docs/CODEOWNERS": "* @org/all\n" });
  const { out } = countersign(["init", "--write"], { cwd: root });
  expect(out).toMatch(/# docs\/CODEOWNERS is there and stays as it is; to add[^]*\n\/docs\/CODEOWNERS @OWNER\n/);
  expect(existsSync(join(root, ".github/CODEOWNERS"))).toBe(false);
});

test("its workflow judges a pull request against its own base, and its owners guard all that decides", () => {
  const textOf = (path: string) => setupFiles(choice).find((file) => file.path === path)!.text;
  const { jobs } = parse(textOf(".github/workflows/countersign.yml")) as {
    jobs: Record<string, { steps: { uses?: string; with?: Record<string, unknown> }[] }>;
  };
  const { steps } = jobs["countersign"]!;
  expect(steps.find(({ uses }) => uses === source)?.with?.["base"]).toContain("github.event.pull_request.base.sha");
  const { inputs } = parse(readFileSync("action.yml", "utf8")) as { inputs: Record<string, unknown> };
  expect(Object.keys(inputs)).toEqual(expect.arrayContaining(["base", "fail-on"]));
  // The configuration that is written beside the workflow decides what fails.
  expect(inputs["fail-on"]).toMatchObject({ default: "" });
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
