import { cpSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { FilePlace } from "#file-place.ts";
import { judge, judgeFiles, type Judgement, type ScanRequest, walkTree } from "#scan.ts";
import { analyseFiles, type Sharing } from "#analyse-files.ts";
import { commit, git, makeRepository, revisionAt } from "./repository.ts";
import { countersign, makeTree, requestFor, scanFolder } from "./tree.ts";

const open = '{"permissions":{"defaultMode":"bypassPermissions"}}';

describe("a revision is scanned like the folder that it would be", () => {
  test.each(["support-desk"])("fixtures/%s", async (fixture) => {
    const root = realpathSync(makeTree({}));
    cpSync(join("fixtures", fixture), root, { recursive: true });
    git(root, "init", "-q");
    commit(root, {});
    const folder = await scanFolder(root);
    expect(folder.findings.length).toBeGreaterThan(3);
    rmSync(join(root, ".claude"), { recursive: true, force: true });
    expect(await scanFolder(root, { place: revisionAt(root, "HEAD") })).toEqual(folder);
  });

  test("by one thread and by several, on the command line, without a work tree", () => {
    const files = Object.fromEntries(
      Array.from({ length: 320 }, (_, index) => [
        `skills/s${index}/SKILL.md`,
        `---\nname: s${index}\ndescription: b\nallowed-tools: Bash(*)\n---\n\nRun it.\n`,
      ]),
    );
    const root = makeRepository({ ...files, ".claude/settings.json": open });
    const words = ["--format", "json", "--profile", "audit", "--now", "2026-01-01"];
    const folder = countersign(["scan", ...words], { cwd: root });
    expect(folder.out).toContain("skills/s319/SKILL.md");
    for (const path of ["skills", ".claude"]) rmSync(join(root, path), { recursive: true, force: true });
    const one = countersign(["scan", "--rev", "HEAD", "--jobs", "1", ...words], { cwd: root });
    expect(one).toEqual(folder);
    expect(countersign(["scan", "--rev", "HEAD", "--jobs", "2", ...words], { cwd: root })).toEqual(folder);
    const bare = join(makeTree({}), "bare.git");
    git(root, "clone", "-q", "--bare", root, bare);
    expect(countersign(["scan", "--rev", "main", ...words], { cwd: bare })).toEqual(folder);
    const inventory = countersign(["inventory", "--rev", "HEAD", "skills/s1"], { cwd: root });
    expect(inventory.out).toContain("s1");
    expect(inventory.out).not.toContain("s2");
  });

  test("with the configuration and the rules of that revision", () => {
    const rule =
      "rules:\n  - id: no-x\n    languages: [generic]\n    severity: HIGH\n    message: It is x.\n    pattern: xylophone\n";
    const root = makeRepository({
      "countersign.yaml": 'rules: ["security/rules"]\nexclude: ["old/**", "security/**"]\n',
      "security/rules/a.yaml": rule,
      "security/rules/note.txt": "no rule",
      "a.md": "xylophone\n",
      "old/a.md": "xylophone\n",
    });
    commit(root, { "countersign.yaml": 'exclude: ["**"]\n', "security/rules/a.yaml": "broken: [" });
    const run = countersign(["scan", "--rev", "HEAD~1", "--format", "json"], { cwd: root });
    const { findings } = JSON.parse(run.out) as { findings: { ruleId: string; location: { path: string } }[] };
    expect(findings.map(({ ruleId, location }) => `${ruleId} ${location.path}`)).toEqual(["no-x a.md"]);
    expect(run.err).toContain("leaves out old/**, security/**");
    expect(run.code).toBe(1);
  });

  test("and a configuration or rules behind a link are not passed over", () => {
    const linked = (name: string, target: string, files: Record<string, string>) => {
      const root = makeRepository(files);
      symlinkSync(target, join(root, name));
      commit(root, {});
      return countersign(["scan", "--rev", "HEAD"], { cwd: root });
    };
    for (const run of [
      linked("countersign.yaml", "other.yaml", { "other.yaml": "failOn: never\n" }),
      linked("rules/a.yaml", "../a.yaml", {
        "countersign.yaml": "rules: [rules]\n",
        "rules/x": "",
        "a.yaml": "rules: []\n",
      }),
    ]) {
      expect([run.code, run.out]).toEqual([2, ""]);
      expect(run.err).toMatch(/is a symbolic link at 'HEAD'/);
    }
  });

  test("and what is wrong with the question is one message", () => {
    const root = makeRepository({ "a/b": "" });
    const mistakes: readonly (readonly [readonly string[], RegExp])[] = [
      [["--rev", "HEAD", "gone"], /'gone' does not exist at 'HEAD'/],
      [["--rev", "HEAD", ""], /a path is empty/],
      [["--rev", "gone"], /'gone' is no revision/],
      [["--rev=--all"], /'--all' is no revision/],
      [["--rev", "HEAD", "/etc"], /no git repository|outside/],
      [["--rev", "HEAD", "a", "/etc"], /'\/etc' lies outside of the repository/],
      [["--rev", "HEAD", "--user"], /--user scans no revision/],
    ];
    for (const [words, message] of mistakes) {
      const run = countersign(["scan", ...words], { cwd: root });
      expect(run.err).toMatch(message);
      expect([run.code, run.out]).toEqual([2, ""]);
    }
    expect(countersign(["scan", "--rev", "HEAD"], { cwd: makeTree({}) }).err).toContain("no git repository");
  });
});

describe("what two trees share is analysed once", () => {
  const all = ({ tree, graph, findings, problems, analysis }: Judgement) => ({
    tree,
    graph,
    findings,
    problems,
    summaries: analysis.summaries,
  });

  const judgeSharing = async (request: ScanRequest, sharing: Sharing) => {
    const tree = walkTree(request);
    return judgeFiles(request, tree, await analyseFiles(tree, request, sharing));
  };

  test("and nothing else changes", async () => {
    const root = makeRepository({
      ".claude/settings.json": open,
      "skills/a/SKILL.md": "---\nname: a\ndescription: b\n---\n\nRun it.\n",
      "skills/b/SKILL.md": "---\nname: a\ndescription: b\n---\n\nRun it.\n",
      "broken/.mcp.json": "{",
      "b.bin": "\0\0",
    });
    commit(root, { ".claude/settings.json": "{}", "skills/c/SKILL.md": "---\nname: c\ndescription: b\n---\n" });
    const [base, head] = [revisionAt(root, "HEAD~1"), revisionAt(root, "HEAD")];
    const folder: FilePlace = { kind: "folder", root };
    const sharing = { objectFormat: "sha1", known: new Map() } as const;
    const fromFolder = (await judgeSharing(requestFor(folder), sharing)).analysis.byContent;
    const fromHead = (await judgeSharing(requestFor(head), sharing)).analysis.byContent;
    expect([...fromFolder.keys()].sort()).toEqual([...fromHead.keys()].sort());
    const alone = await judge(requestFor(base));
    for (const known of [fromFolder, fromHead]) {
      const shared = await judgeSharing(requestFor(base), { ...sharing, known });
      expect(all(shared)).toEqual(all(alone));
      const reused = shared.analysis.summaries.filter((summary) => [...known.values()].includes(summary));
      expect(reused.map(({ path }) => path)).toEqual([
        "b.bin",
        "broken/.mcp.json",
        "skills/a/SKILL.md",
        "skills/b/SKILL.md",
      ]);
    }
  });
});
