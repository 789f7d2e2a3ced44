import { exitCodes, type ExitCode } from "#cli/exit-code.ts";
import { limitsOf } from "#cli/limits.ts";
import { outputsOf, writeOutput } from "#cli/output.ts";
import { configOf, rulesOf } from "#cli/settings.ts";
import { noteConfig, repositoryOf, repositoryPaths } from "#cli/tree.ts";
import type { Invocation, Verb } from "#cli/verb.ts";
import { diff, type DiffRequest } from "#diff.ts";
import type { GitRepository } from "#discover/repository.ts";
import { defaultBranch, mergeBase, resolveRevision, type Revision } from "#discover/revision.ts";
import type { FilePlace } from "#file-place.ts";
import { loadKnowledge, loadSecrets } from "#knowledge.ts";
import type { DeltaReport } from "#model/delta-report.ts";
import { UserError } from "#model/user-error.ts";
import { thresholdOf } from "#profile.ts";
import { deltaReporters } from "#report/table.ts";

/** `countersign diff [BASE] [HEAD] [-- PATH…]`: what changed in identity between two trees of a repository. */
export const diffVerb: Verb = async (invocation) => {
  const outputs = outputsOf(invocation.flags.format, ["pretty", "json", "markdown"], "pretty");
  const { request, refusedRules } = await requestOf(invocation);
  const report = await diff(request);
  const { color, width } = invocation.terminal;
  for (const { format, file } of outputs) {
    const reporter = await deltaReporters[format]();
    const text = reporter(report, { color: file === undefined && color, width });
    writeOutput(text, file, invocation.terminal);
  }
  const code = exitCodeOf(report, invocation.flags);
  return refusedRules > 0 && code !== exitCodes.bug ? exitCodes.usage : code;
};

/** What is to be compared, and how many of the user's rules are not understood. */
interface Asked {
  readonly request: DiffRequest;
  readonly refusedRules: number;
}

async function requestOf({ arguments: words, paths, flags, terminal, version }: Invocation): Promise<Asked> {
  const repository = repositoryOf(paths);
  const sides = sidesOf(repository, words);
  const base = { kind: "revision", repository, revision: sides.base } as const;
  const knowledge = { ...loadKnowledge(), secrets: loadSecrets() };
  const config = configOf(base, flags);
  noteConfig(config, terminal);
  const { rules, refused, notRun } = await rulesOf(base, config, { knowledge, flags, terminal });
  const request = {
    repository,
    base,
    head: sides.head,
    headCommit: sides.headCommit,
    paths: repositoryPaths(repository, paths),
    scan: {
      config,
      rules,
      notRun,
      knowledge,
      threshold: thresholdOf("gate", {}),
      today: flags.now ?? new Date().toISOString().slice(0, 10),
      limits: limitsOf(flags),
      version,
      searchPath: process.env["PATH"] ?? "",
    },
  };
  return { request, refusedRules: refused.length };
}

interface Sides {
  readonly base: Revision;
  readonly head: FilePlace;
  readonly headCommit: string;
}

/** The two trees that the words name. A bare repository has no work tree: there HEAD stands for it. */
function sidesOf(repository: GitRepository, words: readonly string[]): Sides {
  const [one, other] = namesOf(words);
  const tip = resolveRevision(repository, other?.name ?? "HEAD");
  const head: FilePlace =
    other === undefined && repository.top !== undefined
      ? { kind: "folder", root: repository.top, repository }
      : { kind: "revision", repository, revision: tip };
  const start = one === undefined ? defaultBranch(repository) : resolveRevision(repository, one.name);
  const parted = one === undefined || one.parted;
  const base = parted ? { name: start.name, commit: mergeBase(repository, start, tip) } : start;
  return { base, head, headCommit: tip.commit };
}

interface Named {
  readonly name: string;
  /** Holds if what is meant is where the two histories parted. */
  readonly parted: boolean;
}

/** `BASE HEAD`, `BASE..HEAD`, or `BASE...HEAD` for the commit where they parted; one end may be left out for HEAD. */
function namesOf(words: readonly string[]): readonly [Named?, Named?] {
  if (words.length > 2) {
    throw new UserError("diff takes at most two revisions", {
      suggestion: "Paths stand behind `--`: countersign diff main -- skills",
    });
  }
  const [first, second] = words;
  if (first === undefined) return [];
  const [from = "", dots, to = ""] = second === undefined ? first.split(/(\.{2,3})(?!\.)/) : [first];
  if (dots === undefined) {
    const base = { name: first, parted: false };
    return second === undefined ? [base] : [base, { name: second, parted: false }];
  }
  return [
    { name: from || "HEAD", parted: dots === "..." },
    { name: to || "HEAD", parted: false },
  ];
}

/** A delta is no mistake by itself; that the comparison could not be made in full is told in any case. */
function exitCodeOf({ changes, findings, problems }: DeltaReport, flags: Invocation["flags"]): ExitCode {
  if (problems.some((problem) => problem.kind === "internal-error")) return exitCodes.bug;
  if (flags.exitCode === true && changes.length + findings.length > 0) return exitCodes.findings;
  return problems.some((problem) => problem.partial) && flags.allowPartial !== true
    ? exitCodes.partial
    : exitCodes.clean;
}
