import { nearest } from "#model/user-error.ts";
import type { Finding, Suppression } from "#model/finding.ts";
import type { Location, Region, RepoPath } from "#model/location.ts";
import type { Problem, ProblemKind } from "#model/problem.ts";
import type { FileSummary, InlineIgnore } from "#model/summary.ts";
import { ignoreTable } from "#rule/inline-ignore.ts";
import { pathFilter } from "#rule/path-filter.ts";

/** An ignore of the configuration: one rule, where, why, until when. */
export interface ConfiguredIgnore {
  readonly rule: string;
  readonly path?: string;
  /** Only this finding, where one is meant. */
  readonly fingerprint?: string;
  readonly reason: string;
  /** ISO date from which it no longer counts. */
  readonly expires?: string;
  /** The file it stands in, its line and column. */
  readonly where: string;
  readonly region?: Region;
}

/** What decides about ignores. */
export interface SuppressionInput {
  readonly summaries: readonly FileSummary[];
  readonly configured: readonly ConfiguredIgnore[];
  readonly configPath: string;
  readonly knownRules: ReadonlySet<string>;
  /** Those of them that did not run, of whose ignores nobody knows whether they are left over. */
  readonly notRun: ReadonlySet<string>;
  /** ISO date that counts as today. */
  readonly today: string;
  /** Holds in a run over everything, where an ignore that suppressed nothing is left over. */
  readonly fullRun: boolean;
}

/** Holds for places that an ignore covers, whatever is found there; one that means a single finding covers no place. */
export function ignoredPlaces({
  summaries,
  configured,
  today,
}: Pick<SuppressionInput, "summaries" | "configured" | "today">): (location: Location, ruleId: string) => boolean {
  const inline = summaries.flatMap(({ ignores }) => ignores);
  const inlineAt = ignoreTable(inline.filter(({ until }) => !isExpired(until, today)));
  const rules = configured
    .filter(({ expires, fingerprint }) => !isExpired(expires, today) && fingerprint === undefined)
    .map(({ rule, path }) => ({ rule, covers: pathCoverage(path) }));
  return ({ path, region }, ruleId) =>
    inlineAt(path, region.startLine, ruleId) !== undefined ||
    rules.some(({ rule, covers }) => rule === ruleId && covers(path));
}

/** Marks the findings that an ignore covers, and tells which ignores are expired, unknown or left over. */
export function suppress(
  findings: readonly Finding[],
  input: SuppressionInput,
): { findings: Finding[]; problems: Problem[] } {
  const inline = input.summaries.flatMap((summary) => summary.ignores);
  const inlineAt = ignoreTable(inline.filter((ignore) => !isExpired(ignore.until, input.today)));
  const rules = input.configured
    .filter((ignore) => !isExpired(ignore.expires, input.today))
    .map((ignore) => ({ ignore, covers: coverage(ignore) }));
  const used = new Set<InlineIgnore | ConfiguredIgnore>();
  const marked = findings.map((finding): Finding => {
    const { path, region } = finding.location;
    const beside = inlineAt(path, region.startLine, finding.ruleId);
    if (beside) {
      used.add(beside);
      return { ...finding, suppressed: suppression("inline", beside.reason, beside.until) };
    }
    const configured = rules.find(({ covers }) => covers(finding))?.ignore;
    if (!configured) return finding;
    used.add(configured);
    return { ...finding, suppressed: suppression("configuration", configured.reason, configured.expires) };
  });
  return { findings: marked, problems: [...inlineProblems(inline, used, input), ...configuredProblems(used, input)] };
}

function suppression(kind: Suppression["kind"], reason: string, until: string | undefined): Suppression {
  return { kind, reason, ...(until === undefined ? {} : { until }) };
}

function isExpired(date: string | undefined, today: string): boolean {
  return date !== undefined && date <= today;
}

function coverage(ignore: ConfiguredIgnore): (finding: Finding) => boolean {
  const covered = pathCoverage(ignore.path);
  return (finding) =>
    finding.ruleId === ignore.rule &&
    (ignore.fingerprint === undefined || finding.fingerprint === ignore.fingerprint) &&
    covered(finding.location.path);
}

function pathCoverage(path: string | undefined): (path: RepoPath) => boolean {
  return path === undefined ? () => true : pathFilter({ include: [path], exclude: [] });
}

function inlineProblems(
  ignores: readonly InlineIgnore[],
  used: ReadonlySet<unknown>,
  input: SuppressionInput,
): Problem[] {
  const mistakes = mistakeTeller(input);
  return ignores.flatMap((ignore): Problem[] => {
    const place = { path: ignore.location.path, region: ignore.location.region, partial: false };
    const mistake = mistakes(ignore.location.path, ignore.ruleId, ignore.until);
    if (mistake !== undefined) return mistake === "" ? [] : [{ kind: "bad-ignore", message: mistake, ...place }];
    if (used.has(ignore) || !input.fullRun || input.notRun.has(ignore.ruleId)) return [];
    return [{ kind: "unused-ignore", message: unused(ignore.ruleId), ...place }];
  });
}

function configuredProblems(used: ReadonlySet<unknown>, input: SuppressionInput): Problem[] {
  const mistakes = mistakeTeller(input);
  return input.configured.flatMap((ignore): Problem[] => {
    const told = placed(ignore, input.configPath);
    const mistake = mistakes(input.configPath, ignore.rule, ignore.expires);
    if (mistake !== undefined) return mistake === "" ? [] : [told("bad-ignore", mistake)];
    if (used.has(ignore) || !input.fullRun || input.notRun.has(ignore.rule)) return [];
    return [told("unused-ignore", unused(ignore.rule))];
  });
}

function unused(ruleId: string): string {
  return `The ignore of '${ruleId}' covers no finding.`;
}

/** Problems of an ignore at its place; what stands in another file than the tree's own configuration says so itself. */
function placed({ where, region }: ConfiguredIgnore, path: string): (kind: ProblemKind, message: string) => Problem {
  const isOwn = where.startsWith(`${path}:`);
  return (kind, message) => ({
    kind,
    path,
    message: isOwn ? message : `${where}: ${message}`,
    ...(isOwn && region !== undefined ? { region } : {}),
    partial: false,
  });
}

/** Mistakes that are told of one file: looking for the rule that was meant costs too much for a file full of them. */
const mistakesTold = 20;

/** What is wrong with an ignore; undefined if nothing is, empty if enough was told of its file. */
type MistakeTeller = (path: string, ruleId: string, until: string | undefined) => string | undefined;

function mistakeTeller({ knownRules, today }: SuppressionInput): MistakeTeller {
  const told = new Map<string, number>();
  return (path, ruleId, until) => {
    if (knownRules.has(ruleId) && !isExpired(until, today)) return undefined;
    const count = (told.get(path) ?? 0) + 1;
    told.set(path, count);
    if (count > mistakesTold) return "";
    const mistake = knownRules.has(ruleId)
      ? `The ignore of '${ruleId}' expired on ${until!} and no longer counts.`
      : unknownRule(ruleId, knownRules);
    return count === mistakesTold ? `${mistake} Further ones in this file are not listed.` : mistake;
  };
}

function unknownRule(ruleId: string, knownRules: ReadonlySet<string>): string {
  const near = nearest(ruleId, knownRules);
  return `No rule is called '${ruleId}'.${near === undefined ? "" : ` Did you mean '${near}'?`}`;
}
