import { hiddenPlaces } from "#hide-secrets.ts";
import { analyseFiles, type FileAnalysis } from "#analyse-files.ts";
import type { Config } from "#config.ts";
import { configName } from "#config.ts";
import { isTestPath } from "#discover/classify.ts";
import type { Walk } from "#discover/walk.ts";
import { isClaimed } from "#artifact/claimed.ts";
import { excerptOf, linesOf } from "#excerpt.ts";
import { readFiles, walkPlace, type FilePlace } from "#file-place.ts";
import { unownedPaths } from "#identity-owners.ts";
import { joinedEdges } from "#graph/joined-edges.ts";
import { link, opaquePlaces, type IdentityGraph } from "#graph/link.ts";
import { harmless } from "#harmless.ts";
import { approvalRule } from "#lock/check-findings.ts";
import type { Finding } from "#model/finding.ts";
import type { Knowledge } from "#model/knowledge.ts";
import { compareText, type RepoPath } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import type { RefusedRule, Report, SourceExcerpt, Summary } from "#model/report.ts";
import type { Rule } from "#model/rule.ts";
import { withLockedPackages } from "#locked-packages.ts";
import { withOversized } from "#oversized-programs.ts";
import { passes, tally, type Threshold } from "#profile.ts";
import { textOf } from "#read-text.ts";
import { evaluate } from "#rule/evaluate.ts";
import { ignoredPlaces, suppress } from "#rule/suppress.ts";
import type { CachePlace } from "#kept-entries.ts";

/** What is scanned, with what, and within which limits. */
export interface ScanRequest {
  readonly place: FilePlace;
  /** Files and folders of the place; empty: all of it. */
  readonly include: readonly RepoPath[];
  readonly config: Config;
  readonly rules: readonly Rule[];
  /** Ids of further rules that are known and do not run. */
  readonly notRun?: ReadonlySet<string>;
  /** What of the user's rules is not understood. */
  readonly refused?: readonly RefusedRule[];
  readonly knowledge: Knowledge;
  readonly threshold: Threshold;
  /** Findings below the threshold that reach this one are counted; without it none is. */
  readonly counted?: Threshold;
  /** ISO date that counts as today for expiry. */
  readonly today: string;
  /** Holds if nothing narrows the run, so that an ignore without a finding is left over. */
  readonly fullRun: boolean;
  readonly limits: Limits;
  /** Where what is found out about files is kept; absent: nowhere. */
  readonly cache?: CachePlace;
  readonly version: string;
  /** The PATH of the process, for finding git. */
  readonly searchPath: string;
}

/** The bounds of a scan. */
export interface Limits {
  /** Bytes; larger files become problems. */
  readonly maxFileSize: number;
  /** Files; a walk that meets more ends there, with a problem. */
  readonly maxFiles: number;
  /** Milliseconds since 1970: from then on the scan ends with what it has. */
  readonly deadline: number;
  /** Threads; 0 lets the size of the tree decide. */
  readonly jobs: number;
}

/** Scans a tree: what it says, and what reporters show of it. */
export async function scan(request: ScanRequest): Promise<Report> {
  return reportOf(request, await judge(request));
}

/** What a tree says, judged, before anything is shown. */
export interface Judgement {
  readonly tree: Walk;
  readonly analysis: FileAnalysis;
  readonly graph: IdentityGraph;
  /** At or over the threshold, the suppressed ones among them. */
  readonly findings: readonly Finding[];
  /** Unsuppressed findings below the threshold, as far as they are counted. */
  readonly notShown: number;
  readonly problems: readonly Problem[];
}

/** The way of the data, one phase a line. */
export async function judge(request: ScanRequest): Promise<Judgement> {
  const tree = walkTree(request);
  return judgeFiles(request, tree, await analyseFiles(tree, request));
}

/** What the files of a tree say together. */
export function judgeFiles(request: ScanRequest, tree: Walk, read: FileAnalysis): Judgement {
  const paths = new Set([...tree.files, ...tree.oversized].map(({ path }) => path));
  const analysis = { ...read, summaries: withLockedPackages(read.summaries, (path) => paths.has(path)) };
  const isShown = testPaths(request.include);
  const isUnowned = unownedPaths(request.place, tree, request.config.identityOwners);
  const linked = graphOf(analysis, { problems: [...tree.problems, ...analysis.problems], paths, isShown });
  const graph = isUnowned ? { ...linked, isUnowned } : linked;
  const verdicts = evaluate(request.rules, {
    summaries: analysis.summaries,
    graph,
    isTestPath: isShown,
    isIgnored: ignoredPlaces({
      summaries: analysis.summaries,
      configured: request.config.ignore,
      today: request.today,
    }),
  });
  const judged = withSeverities(verdicts.findings, request.config);
  const rules = request.knowledge.rules.concat(request.rules);
  const { notRun = new Set() } = request;
  const knownRules = new Set([...rules.map((rule) => rule.metadata.id), ...notRun, approvalRule.id]);
  // Where no rule runs, nothing is known of what an ignore covers.
  const suppressed =
    request.rules.length === 0
      ? { findings: judged, problems: [] }
      : suppress(judged, {
          summaries: analysis.summaries,
          configured: request.config.ignore,
          configPath: configName,
          knownRules,
          notRun,
          today: request.today,
          fullRun: request.fullRun,
        });
  const { threshold, counted } = request;
  const findings = suppressed.findings.filter((finding) => passes(finding, threshold));
  const isCounted = (finding: Finding) =>
    counted !== undefined && !finding.suppressed && !passes(finding, threshold) && passes(finding, counted);
  const notShown = suppressed.findings.filter(isCounted).length;
  const problems = [...tree.problems, ...analysis.problems, ...verdicts.problems, ...suppressed.problems];
  return { tree, analysis, graph, findings, notShown, problems };
}

/** What is known of a tree besides what its files say. */
interface Surroundings {
  readonly problems: readonly Problem[];
  readonly paths: ReadonlySet<RepoPath>;
  /** Holds for tests and examples. */
  readonly isShown: (path: RepoPath) => boolean;
}

function graphOf({ summaries, program }: FileAnalysis, { problems, paths, isShown }: Surroundings): IdentityGraph {
  const graph = link([...summaries, program, opaquePlaces(problems)]);
  const packages = summaries.flatMap(({ layout }) => layout?.package ?? []);
  const joined = joinedEdges({ graph, has: (path) => paths.has(path), packages, isTestPath: isShown });
  const own = {
    packages: new Set(
      packages.flatMap(({ folder, name, unpublished }) => (unpublished || isShown(`${folder}/x`) ? [] : (name ?? []))),
    ),
    repositories: new Set(summaries.flatMap(({ layout }) => layout?.repository ?? [])),
  };
  return { ...graph, joined, isTestPath: isShown, own };
}

/** The files of a tree that are to be read. */
export function walkTree({ place, include, config, limits, searchPath, knowledge }: ScanRequest): Walk {
  const tree = walkPlace(place, {
    include,
    exclude: config.exclude,
    maxFileSize: limits.maxFileSize,
    maxFiles: limits.maxFiles,
    searchPath,
    claims: isClaimed,
  });
  return withOversized(tree, { place, knowledge });
}

/** A folder that was asked for by name is judged as what it is, even where its own path says `fixtures`. */
function testPaths(include: readonly RepoPath[]): (path: RepoPath) => boolean {
  if (include.length === 0) return isTestPath;
  return (path) => {
    const asked = include.find((prefix) => path === prefix || path.startsWith(`${prefix}/`));
    return isTestPath(
      asked === undefined ? path : path.slice(asked === path ? path.lastIndexOf("/") + 1 : asked.length + 1),
    );
  };
}

/** What the configuration says of a rule's severity; a rule that is switched off finds, and is not shown, with the reason. */
function withSeverities(findings: readonly Finding[], { severity }: Config): Finding[] {
  return findings.map((finding): Finding => {
    const change = severity.get(finding.ruleId);
    if (!change) return finding;
    if (change.to !== "off") return { ...finding, severity: change.to };
    return { ...finding, suppressed: { kind: "configuration", reason: change.reason } };
  });
}

/** What reporters show of a judgement. */
export function reportOf(request: ScanRequest, judgement: Judgement): Report {
  const { tree, analysis, graph, findings, problems } = judgement;
  const sources = excerpts(request.place, findings, { tree, analysis });
  const all = [...problems, ...sources.problems].sort(compareProblems);
  return harmless({
    tool: { name: "Countersign", version: request.version },
    // Of one tree alone nothing has drifted.
    rules: request.rules.filter(({ mode }) => mode !== "drift").map((rule) => rule.metadata),
    standards: request.knowledge.standards,
    findings,
    problems: all,
    refused: request.refused ?? [],
    facts: graph.facts,
    edges: graph.edges,
    joined: graph.joined ?? [],
    summary: summarise(judgement, all),
    sources: sources.excerpts,
  });
}

/** Reads the files of the findings once more, for what reporters show of them; one that changed meanwhile is told as a problem. */
function excerpts(
  place: FilePlace,
  findings: readonly Finding[],
  { tree, analysis }: Pick<Judgement, "tree" | "analysis">,
) {
  const found = new Map<RepoPath, SourceExcerpt>();
  const problems: Problem[] = [];
  const byPath = linesOf(findings);
  const secrets = new Map(analysis.summaries.map((summary) => [summary.path, hiddenPlaces(summary)]));
  const files = tree.files.filter(({ path }) => byPath.has(path));
  for (const { path, source } of readFiles(place, files)) {
    const read = "bytes" in source ? textOf(source.bytes, path) : undefined;
    const { lines, starts } = byPath.get(path)!;
    if (read && read.digest === analysis.digests.get(path))
      found.set(path, excerptOf(read.text, { lines, starts, secrets: secrets.get(path) ?? [] }));
    else
      problems.push({
        kind: "changed-during-scan",
        path,
        message: "The file changed while it was scanned; lines are not shown.",
        partial: true,
      });
  }
  return { excerpts: found, problems };
}

function summarise(
  { tree, analysis, findings, notShown }: Omit<Judgement, "graph" | "problems">,
  problems: readonly Problem[],
): Summary {
  const paths = tree.problems.map((problem) => problem.path);
  const passedOver = new Set(paths.filter((path) => path !== "" && !path.endsWith("/")));
  const files = tree.files.length + passedOver.size;
  return {
    files,
    bytes: tree.files.reduce((sum, file) => sum + file.size, 0),
    analysed: analysis.summaries.length,
    skipped: files - analysis.summaries.length,
    partial: problems.some((problem) => problem.partial),
    ...tally(findings),
    notShown,
  };
}

function compareProblems(left: Problem, right: Problem): number {
  return (
    compareText(left.path, right.path) ||
    compareText(left.kind, right.kind) ||
    (left.region?.startLine ?? 0) - (right.region?.startLine ?? 0) ||
    (left.region?.startColumn ?? 0) - (right.region?.startColumn ?? 0) ||
    compareText(left.message, right.message)
  );
}
