import { type Resolve, resolverOf } from "#access/resolve.ts";
import { crossesFiles, type FollowedRule } from "#compile-flow-rule.ts";
import { compileRule } from "#compile-rule.ts";
import type { WalkedFile } from "#discover/walk-state.ts";
import type { FilePlace } from "#file-place.ts";
import { append } from "#model/append.ts";
import { FlowCache, type ProgramContent } from "#flow-cache.ts";
import { type CandidateFile, isLarge, type Narrowed, type Program, programsOf } from "#flow-candidates.ts";
import { FollowedProgram, type FollowedResult } from "#followed-program.ts";
import type { CachePlace } from "#kept-entries.ts";
import { ModuleGraph } from "#module-graph.ts";
import { compareLocations, type RepoPath } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import { ProgramDocuments } from "#program-documents.ts";
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
  /** Where what is found is kept; absent: nowhere. */
  readonly cache?: CachePlace;
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
  // Programs that are left over by then tell so themselves.
  const cut: Problem[] = Date.now() > linking.deadline ? [unjoinedFiles()] : [];
  const { programs, narrowed } = programsOf(candidates);
  append(cut, tooMany(narrowed, followed));
  // As much as one of them holds anyway; what is known of a large tree leaves no room for it.
  const documents = new ProgramDocuments(isLarge(candidates) ? 0 : Math.max(0, ...programs.map(unitsOf)));
  const { results, doubts } = await followAll(programs, followed, { ...linking, resolve, documents });
  return {
    summaries: withResults(summaries, results),
    problems: [...cut, ...results.flatMap(({ problems }) => problems), ...doubts],
  };
}

/** What rules say of programs, found out anew where it is not known from before; `doubts`: what is to be told of the cache. */
async function followAll(
  programs: readonly Program[],
  rules: readonly FollowedRule[],
  { resolve, documents, ...linking }: FlowLinking & { readonly resolve: Resolve; readonly documents: ProgramDocuments },
) {
  const cache = linking.cache && new FlowCache(linking.cache, linking.place);
  const digests = new Map(linking.summaries.map(({ path, digest }) => [path, digest]));
  const results: FollowedResult[] = [];
  for (const program of programs) {
    const content = contentOf(program, rules, digests);
    let result = cache?.known(content, resolve);
    if (!result) {
      const followed = new FollowedProgram(program, { ...linking, resolve, documents, digests: content.digests });
      result = await followed.follow(rules);
      if (followed.isLasting) cache?.add(content, followed.answers, result);
    }
    results.push(result);
  }
  return { results, doubts: cache ? [...cache.problems, ...cache.keep((path) => digests.has(path))] : [] };
}

function unitsOf({ files }: Program): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

function contentOf(
  { files, rules }: Program,
  followed: readonly FollowedRule[],
  digests: ReadonlyMap<RepoPath, string>,
): ProgramContent {
  const looked = Array.from(rules, ([number, own]) => [followed[number]!.rule.metadata.id, [...own]] as const);
  return {
    rules: new Map(looked),
    digests: new Map(files.map(({ path }) => [path, digests.get(path)!])),
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
function tooMany(narrowed: readonly Narrowed[], rules: readonly FollowedRule[]): Problem[] {
  const [first] = narrowed;
  if (!first) return [];
  const told = narrowed.map(
    ({ rule, lookedAt, of }) => `'${rules[rule]!.rule.metadata.id}': ${lookedAt.size} of ${of}`,
  );
  const message = `More files import each other than rules can follow together; they looked at those nearest to where a flow may be, and at the others only by themselves (${told.join("; ")}).`;
  return [{ kind: "too-complex", path: [...first.lookedAt].at(-1) ?? "", message, partial: false }];
}

/** Of a rule and a file, what was found in a program takes the place of what the file says alone. */
function withResults(summaries: readonly FileSummary[], results: readonly FollowedResult[]): FileSummary[] {
  const judged = new Map<RepoPath, Set<string>>();
  const matches = new Map<RepoPath, RuleMatch[]>();
  for (const result of results) {
    for (const { ruleId, files } of result.judged)
      for (const path of files) judged.set(path, (judged.get(path) ?? new Set()).add(ruleId));
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
