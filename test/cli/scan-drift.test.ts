import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { newRepository, repositoryAt, type Repository } from "../lock/repository.ts";
import { countersign, makeTree } from "../tree.ts";

const settings = (...allow: string[]) =>
  `${JSON.stringify({ permissions: { allow, defaultMode: "default" } }, null, 2)}\n`;

interface Sarif {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly message: { readonly text: string };
      readonly properties?: Readonly<Record<string, unknown>>;
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
      }[];
    }[];
  }[];
}

/** A repository with an approval on `main`, and a branch that widens a permission. */
function widened(): Repository {
  const repository = newRepository({
    ".claude/settings.json": settings("Bash(npm test)"),
    "AGENTS.md": "# Rules\n",
    ".github/CODEOWNERS": "/.countersign/ @org/identity\n",
  });
  repository.git(["switch", "--quiet", "--create", "first"]);
  repository.write({ ".claude/settings.json": settings("Bash(npm test)", "Bash(npm ci)") });
  repository.approve();
  repository.commit("with an approval");
  repository.git(["switch", "--quiet", "main"]);
  repository.git(["merge", "--quiet", "--ff-only", "first"]);
  repository.git(["switch", "--quiet", "--create", "change"]);
  repository.commit("widen", { ".claude/settings.json": settings("Bash(npm test)", "Bash(npm:*)") });
  return repository;
}

function sarif(repository: Repository, words: readonly string[] = []) {
  const run = repository.run(["scan", "--format", "sarif", ...words]);
  const [only] = (JSON.parse(run.out) as Sarif).runs;
  return { ...run, rules: only!.tool.driver.rules.map(({ id }) => id), results: only!.results };
}

describe("a scan of a tree with approvals", () => {
  const repository = widened();

  test("can be asked for what it says of approvals alone, by a rule that is listed", () => {
    expect(sarif(repository, ["--only", "drift-approvals"])).toMatchObject({ code: 0, results: [] });
    expect(repository.run(["scan", "--only", "drift-approval"]).err).toContain("Did you mean 'drift-approvals'?");
    expect(countersign(["rules"]).out).toMatch(/^ {2}drift-approvals +high/m);
  });

  test("tells what nobody agreed to, with what was and what is", () => {
    const { results, rules, code } = sarif(repository);
    const drift = results.filter(({ ruleId }) => ruleId.startsWith("drift-"));
    expect(drift.map(({ ruleId }) => ruleId)).toEqual(["drift-authority-expanded"]);
    expect(drift[0]!.locations[0]!.physicalLocation.artifactLocation.uri).toBe(".claude/settings.json");
    expect(drift[0]!.properties?.["before"]).toContain("npm ci");
    expect(drift[0]!.properties?.["after"]).toContain("npm:*");
    expect(rules).toContain("drift-new-tool");
    expect(code).toBe(1);
  });

  test("says the same as verify does", () => {
    const ids = (verb: string) =>
      (JSON.parse(repository.run([verb, "--format", "sarif"]).out) as Sarif).runs[0]!.results.map(
        ({ ruleId, message }) => `${ruleId} ${message.text}`,
      ).filter((line) => line.startsWith("drift-"));
    expect(ids("scan")).toEqual(ids("verify"));
  });

  test("takes the base that is named, and limits that are given", () => {
    expect(sarif(repository, ["--base", "HEAD"]).results.filter(({ ruleId }) => ruleId.startsWith("drift-"))).toEqual(
      [],
    );
    expect(sarif(repository, ["--skip", "drift-authority-expanded"]).out).not.toContain('"ruleId": "drift-authority');
    expect(repository.run(["scan", "AGENTS.md"]).out).not.toContain("drift-authority-expanded");
    expect(repository.run(["scan", ".claude"]).out).toContain("drift-authority-expanded");
  });

  test("is about the tree that is asked for, wherever it is called from", () => {
    const elsewhere = repositoryAt(makeTree({}));
    expect(elsewhere.run(["scan", repository.root]).out).toContain("drift-authority-expanded");
  });

  test("says in one line why it cannot judge, and is a mistake where the base was named", () => {
    const lost = repository.run(["scan", "--base", "gone"]);
    expect([lost.code, lost.out]).toEqual([2, ""]);
    expect(repository.run(["scan", "--rev", "HEAD", "--base", "main"]).code).toBe(2);
    const bare = widened();
    rmSync(join(bare.root, ".git"), { recursive: true });
    const { err, out, code } = bare.run(["scan"]);
    expect(err).toMatch(/^note: drift is not judged: .+$/m);
    expect(out).not.toContain("drift-");
    expect(code).toBe(0);
  });

  test("is silent about drift once somebody agreed", () => {
    repository.approve();
    repository.commit("agreed");
    expect(sarif(repository).results.filter(({ ruleId }) => ruleId.startsWith("drift-"))).toEqual([]);
  });
});

test("without approvals nothing is judged against a base", () => {
  const repository = newRepository({ ".claude/settings.json": settings("Bash(npm test)") });
  repository.git(["switch", "--quiet", "--create", "change"]);
  repository.commit("widen", { ".claude/settings.json": settings("Bash(npm:*)") });
  const { out, err } = repository.run(["scan", "--base", "main"]);
  expect(out + err).not.toContain("drift");
});
