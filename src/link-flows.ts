import { type Resolve, resolverOf } from "#access/resolve.ts";
import { crossesFiles, type FollowedRule } from "#compile-flow-rule.ts";
import { compileRule } from "#compile-rule.ts";
import { isTest } from "#discover/classify.ts";
import { decode } from "#discover/decode.ts";
import type { WalkedFile } from "#discover/walk-state.ts";
import { readFiles, type FilePlace } from "#file-place.ts";
import { type CandidateFile, type Program, programsOf } from "#flow-candidates.ts";
import { FollowedProgram, type FollowedResult } from "#followed-program.ts";
import { importedModules } from "#imported-modules.ts";
import { type PartsIn, partsOf } from "#part-words.ts";
import { withSyntaxes } from "#load-syntax.ts";
import type { SyntaxName } from "#model/document.ts";
import { compareLocations, compareText, type RepoPath } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import type { Rule, TaintRule } from "#model/rule.ts";
import type { StatedFacts } from "#model/stated-fact.ts";
import type { FileSummary, RuleMatch } from "#model/summary.ts";
import { programSyntaxOf } from "#syntax/table.ts";
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
  const analysed = new Set(summaries.map(({ path }) => path));
  const programs = linking.files.filter(({ path }) => analysed.has(path) && isProgram(path) && !isTest(path));
  if (crossing.length === 0 || programs.length < 2) return { summaries, problems: [] };
  const followed = crossing.flatMap((rule) => compileRule(rule, facts).followed ?? []);
  const resolve = resolverFor(linking);
  const candidates = await candidateFiles({ ...linking, resolve }, programs, followed);
  const results: FollowedResult[] = [];
  // Programs that are left over by then tell so themselves.
  const cut: Problem[] = Date.now() > linking.deadline ? [unjoinedFiles()] : [];
  for (const program of programsOf(candidates)) {
    if (program.leftOut.length > 0) cut.push(tooMany(program));
    results.push(await new FollowedProgram(program, { ...linking, resolve }).follow(followed));
  }
  return {
    summaries: withResults(summaries, results),
    problems: [...cut, ...results.flatMap(({ problems }) => problems)],
  };
}

const programEnding = /\.(?:[cm]?[jt]sx?|py)$/;

function isProgram(path: RepoPath): boolean {
  return programEnding.test(path) && !/\.d\.[cm]?ts$/.test(path);
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

/** What each program imports, and what of the rules it may hold, by its text alone. */
async function candidateFiles(
  { place, deadline, resolve }: Pick<FlowLinking, "place" | "deadline"> & { readonly resolve: Resolve },
  programs: readonly WalkedFile[],
  followed: readonly FollowedRule[],
): Promise<CandidateFile[]> {
  const words = new Map<SyntaxName, PartsIn>();
  const found: CandidateFile[] = [];
  const sorted = programs.toSorted((one, other) => compareText(one.path, other.path));
  for (const { path, source } of readFiles(place, sorted)) {
    if (Date.now() > deadline) break;
    const syntax = "bytes" in source ? programSyntaxOf(path, source.bytes) : undefined;
    const decoded = "bytes" in source ? decode(source.bytes, path) : undefined;
    if (!syntax || !decoded || !("text" in decoded)) continue;
    const partsIn = words.get(syntax) ?? (await withSyntaxes(() => partsOf(followed, syntax)));
    words.set(syntax, partsIn);
    const imports = importedModules(decoded.text, syntax === "python").flatMap((module) => resolve(path, module) ?? []);
    found.push({ path, size: decoded.text.length, imports: [...new Set(imports)], ...partsIn(path, decoded.bytes) });
  }
  return found;
}

function tooMany({ files, leftOut }: Program): Problem {
  const path = files.at(-1)?.path ?? "";
  const message = `What this file imports, and that imports, is too much to be followed together: ${leftOut.length} files were only looked at by themselves.`;
  return { kind: "too-complex", path, message, partial: false };
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
