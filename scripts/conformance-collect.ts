import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { compareText } from "#model/location.ts";
import { boardLanguage, type SuiteCase } from "./conformance-case.ts";

/** An entry of the manifest of the core suite: paths are relative to a checkout. */
interface ManifestEntry {
  readonly kind: string;
  readonly lang: string | readonly string[];
  readonly target: string;
  readonly pattern?: string;
  readonly rule?: string;
  readonly expect: readonly number[];
}

/** The cases of the engine's own suite: pairs of pattern and target, files of rules, comparisons. */
export function coreCases(checkout: string, manifest: string): SuiteCase[] {
  const entries = JSON.parse(readFileSync(manifest, "utf8")) as readonly ManifestEntry[];
  const cases = entries.map(({ lang, target, pattern, rule, expect }): SuiteCase => {
    const languages = typeof lang === "string" ? [lang] : lang;
    const ofTarget = { target: join(checkout, target), expected: expect, language: nearestLanguage(languages, target) };
    return pattern === undefined
      ? { id: `core/${rule}`, board: "suites", rule: join(checkout, rule ?? ""), ...ofTarget }
      : { id: `core/${target}`, board: "pairs", rule: join(checkout, pattern), ...ofTarget };
  });
  const comparisons = join(checkout, "tests/eval");
  const names = existsSync(comparisons) ? readdirSync(comparisons).filter((name) => name.endsWith(".json")) : [];
  return [
    ...cases,
    ...names.sort(compareText).map((name): SuiteCase => ({
      id: `core/tests/eval/${name}`,
      board: "comparisons",
      rule: join(comparisons, name),
      language: "python",
    })),
  ];
}

/** Of several languages the one that the target's name speaks for; else the first, as the suite's own runner does. */
function nearestLanguage(languages: readonly string[], target: string): string {
  const names = languages.map(boardLanguage);
  const byName = /\.[cm]?tsx?$/.test(target) ? "typescript" : /\.[cm]?jsx?$/.test(target) ? "javascript" : "";
  return names.find((name) => name === byName) ?? names[0] ?? "";
}

/** Folders of a collection that hold no rules of its own. */
const apart = new Set([".git", ".github", "stats", "scripts", "libsonnet", "trusted_python", "node_modules"]);
/** Files of rules that the suite's own runner expects to fail, or takes for no rules. */
const skipped = [/(^|\/)\.pre-commit-config\.yaml$/, /(^|\/)template\.yaml$/, /\.test\.ya?ml$/, /\.fixed\.ya?ml$/];
/** What lies beside a file of rules under its name and is no target. */
const noTarget = /\.(?:ya?ml|yaml\.j2|jsonnet)$|\bfixed\b/;

/** The cases of a collection of rules: every file of rules with every target beside it. */
export function collectionCases(checkout: string): SuiteCase[] {
  const cases: SuiteCase[] = [];
  const folders = [""];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = readdirSync(join(checkout, folder), { withFileTypes: true });
    const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
    for (const entry of entries) {
      if (entry.isDirectory() && !apart.has(entry.name)) folders.push(join(folder, entry.name));
    }
    for (const name of files.sort(compareText)) {
      const path = join(folder, name);
      if (!/\.ya?ml$/.test(name) || skipped.some((expression) => expression.test(path))) continue;
      for (const target of targetsOf(name, files)) {
        cases.push({
          id: `rules/${path}${targetsOf(name, files).length > 1 ? ` ${target}` : ""}`,
          board: "collection",
          rule: join(checkout, path),
          target: join(checkout, folder, target),
        });
      }
    }
  }
  return cases.sort((left, right) => compareText(left.id, right.id));
}

function targetsOf(rule: string, files: readonly string[]): string[] {
  const stem = basename(rule).replace(/\.ya?ml$/, "");
  return files.filter((name) => {
    if (!name.startsWith(`${stem}.`) || name === rule) return false;
    return /\.test\.ya?ml$/.test(name) ? name.slice(stem.length).startsWith(".test.") : !noTarget.test(name);
  });
}
