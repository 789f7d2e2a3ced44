import { type Resolve, resolverOf } from "#access/resolve.ts";
import { crossesFiles, type FollowedRule } from "#compile-flow-rule.ts";
import { compileRule } from "#compile-rule.ts";
import type { WalkedFile } from "#discover/walk-state.ts";
import type { FilePlace } from "#file-place.ts";
import { append } from "#model/append.ts";
import { type CandidateFile, type Program, programsOf } from "#flow-candidates.ts";
import { FollowedProgram, type FollowedResult } from "#followed-program.ts";
import { ModuleGraph } from "#module-graph.ts";
import { compareLocations, type RepoPath } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import type { Rule, TaintRule } from "#model/rule.ts";
import type { StatedFacts } from "#model/stated-fact.ts";
import type { FileSummary, RuleMatch } from "#model/summary.ts";
import { unjoinedFiles } from "#time-limit.ts";

/** What taint is followed through. */
export interface FlowLinking {
  /** Sorted by path. */
  readonly summaries: readonly FileSummary[];
  readonly files: readonly WalkedFile[];
  readonly place: FilePlace;
  readonly rules: readonly Rule[];
  readonly facts: StatedFacts;
  /** Milliseconds since 1970: programs that are not looked at by then are told as a problem. */
  readonly deadline: number;
}

/** The summaries, with what rules say now that they see what files import. */
export interface LinkedFlows {
  readonly summaries: readonly FileSummary[];
  readonly problems: readonly Problem[];
}

/**
 * Follows taint over files, by the rules that ask for it: files that import each other are looked at as one program, and
 * what is found there takes the place of what was found in each of them alone.
 */
export async function linkFlows(linking: FlowLinking): Promise<LinkedFlows> {
  const { summaries, rules, facts } = linking;
  const crossing = rules.filter((rule): rule is TaintRule => rule.mode === "taint" && crossesFiles(rule));
  const ends = summaries.filter(({ flowEnds }) => flowEnds !== undefined);
  if (crossing.length === 0 || ends.length < 2) return { summaries, problems: [] };
  const resolve = resolverFor(linking);
  const followed = crossing.flatMap((rule) => compileRule(rule, facts).followed ?? []);
  const candidates = candidateFiles(ends, followed, resolve);
  const results: FollowedResult[] = [];
  // Programs that are left over by then tell so themselves.
  const cut: Problem[] = Date.now() > linking.deadline ? [unjoinedFiles()] : [];
  const programs = programsOf(candidates);
  append(cut, tooMany(programs, followed));
  for (const program of programs) {
    results.push(await new FollowedProgram(program, { ...linking, resolve }).follow(followed));
  }
  return {
    summaries: withResults(summaries, results),
    problems: [...cut, ...results.flatMap(({ problems }) => problems)],
  };
}

function resolverFor({ summaries, files }: FlowLinking): Resolve {
  const paths = new Set(files.map(({ path }) => path));
  const layouts = summaries.flatMap(({ layout }) => layout ?? []);
  return resolverOf({
    has: (path) => paths.has(path),
    isPython: (path) => path.endsWith(".py"),
    packages: layouts.flatMap((layout) => layout.package ?? []),
    aliases: layouts.flatMap((layout) => layout.aliases ?? []),
  });
}

/** What each program leads to, and what of the rules it holds. */
function candidateFiles(
  summaries: readonly FileSummary[],
  rules: readonly FollowedRule[],
  resolve: Resolve,
): readonly CandidateFile[] {
  const graph = new ModuleGraph(new Map(summaries.map(({ path, flowEnds }) => [path, flowEnds!])), resolve);
  const held = (part: "sources" | "sinks") => new Set(summaries.flatMap(({ flowEnds }) => flowEnds![part]));
  const [withSources, withSinks] = [held("sources"), held("sinks")];
  // What never comes from anywhere, or goes nowhere, makes no program of files.
  const numbers = new Map(
    rules
      .map(({ rule }, number) => [rule.metadata.id, number] as const)
      .filter(([id]) => withSources.has(id) && withSinks.has(id)),
  );
  const having = (ids: readonly string[]) => new Set(ids.flatMap((id) => numbers.get(id) ?? []));
  return summaries.map(({ path, flowEnds }) => {
    const { size, sources, sinks, parts } = flowEnds!;
    const own = { sources: having(sources), sinks: having(sinks), parts: having(parts) };
    return { path, size, imports: graph.importsOf(path), ...own };
  });
}

/** What is told of the rules that looked at no more than a part of what goes together, in one problem for all of them. */
function tooMany(programs: readonly Program[], rules: readonly FollowedRule[]): Problem[] {
  const narrowed = programs.filter(({ leftOut }) => leftOut.length > 0);
  const [first] = narrowed;
  if (!first) return [];
  const told = narrowed.map(({ files, rules: own }) => {
    const ids = [...own].map((number) => `'${rules[number]!.rule.metadata.id}'`);
    return `${ids.join(", ")}: ${files.length}`;
  });
  const count = first.files.length + first.leftOut.length;
  const message = `${count} files import each other and are too many to be followed together; of them, rules looked at those nearest to where a flow may be, and at the others only by themselves (${told.join("; ")}).`;
  return [{ kind: "too-complex", path: first.files.at(-1)?.path ?? "", message, partial: false }];
}

/** Of a rule and a file, what was found in a program takes the place of what the file says alone. */
function withResults(summaries: readonly FileSummary[], results: readonly FollowedResult[]): FileSummary[] {
  const judged = new Map<RepoPath, Set<string>>();
  const matches = new Map<RepoPath, RuleMatch[]>();
  for (const result of results) {
    for (const path of result.files) judged.set(path, new Set([...(judged.get(path) ?? []), ...result.judged]));
    for (const match of result.matches) {
      const { path } = match.location;
      const known = matches.get(path) ?? [];
      matches.set(path, known);
      if (!known.some((other) => isSame(match, other))) known.push(match);
    }
  }
  return summaries.map((summary) => {
    const rules = judged.get(summary.path);
    if (!rules) return summary;
    const kept = summary.matches.filter(({ ruleId }) => !rules.has(ruleId));
    return { ...summary, matches: [...kept, ...(matches.get(summary.path) ?? [])] };
  });
}

function isSame(one: RuleMatch, other: RuleMatch): boolean {
  return one.ruleId === other.ruleId && compareLocations(one.location, other.location) === 0;
}
