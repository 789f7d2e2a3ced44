import { fileWords, namedFile } from "#graph/named-file.ts";
import type { Fact } from "#model/fact.ts";
import type { RepoPath } from "#model/location.ts";
import type { FileSummary } from "#model/summary.ts";

/** Folders whose scripts agents run at events of their own, whatever a setting calls them by. */
const hookFolder = /(^|\/)\.(claude|codex|copilot|cursor|factory|gemini|kiro|qwen|windsurf)\/hooks\//;

/**
 * The files of a tree that agents run by themselves: what a hook, a status line or another command of the settings
 * names, and what lies in the folder of hooks. Whoever changes such a file changes what the setting does.
 */
export function filesRunBySettings(summaries: readonly FileSummary[]): ReadonlySet<RepoPath> {
  const paths = new Set(summaries.map(({ path }) => path));
  const run = new Set([...paths].filter((path) => hookFolder.test(path)));
  for (const summary of summaries) {
    for (const fact of summary.facts) {
      for (const word of commandWords(fact)) {
        const file = namedFile(word, summary.path, (path) => paths.has(path));
        if (file !== undefined) run.add(file);
      }
    }
  }
  return run;
}

/** The words of a command that a setting has run, that may name a file. */
function commandWords(fact: Fact): string[] {
  if (fact.kind !== "effect" || fact.origin !== "config" || fact.value.effect !== "exec") return [];
  const { detail = "", target } = fact.value;
  return detail === target ? [] : fileWords(detail);
}
