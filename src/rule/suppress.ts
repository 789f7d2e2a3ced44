import { nearest } from "#model/user-error.ts";
import type { Finding } from "#model/finding.ts";
import type { Problem } from "#model/problem.ts";
import type { FileSummary, InlineIgnore } from "#model/summary.ts";
import { ignoreAt } from "#rule/inline-ignore.ts";
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
  /** Where it stands in the configuration file. */
  readonly where: string;
}

/** What decides about ignores. */
export interface SuppressionInput {
  readonly summaries: readonly FileSummary[];
  readonly configured: readonly ConfiguredIgnore[];
  readonly configPath: string;
  readonly knownRules: ReadonlySet<string>;
  /** ISO date that counts as today. */
  readonly today: string;
  /** Holds in a run over everything, where an ignore that suppressed nothing is left over. */
  readonly fullRun: boolean;
}

/** Marks the findings that an ignore covers, and tells which ignores are expired, unknown or left over. */
export function suppress(
  findings: readonly Finding[],
  input: SuppressionInput,
): { findings: Finding[]; problems: Problem[] } {
  const inline = input.summaries.flatMap((summary) => summary.ignores);
  const live = inline.filter((ignore) => !isExpired(ignore.until, input.today));
  const rules = input.configured
    .filter((ignore) => !isExpired(ignore.expires, input.today))
    .map((ignore) => ({ ignore, covers: coverage(ignore) }));
  const used = new Set<InlineIgnore | ConfiguredIgnore>();
  const marked = findings.map((finding): Finding => {
    const { path, region } = finding.location;
    const beside = ignoreAt(live, path, region.startLine, finding.ruleId);
    if (beside) {
      used.add(beside);
      return { ...finding, suppressed: { kind: "inline", reason: beside.reason } };
    }
    const configured = rules.find(({ covers }) => covers(finding))?.ignore;
    if (!configured) return finding;
    used.add(configured);
    return { ...finding, suppressed: { kind: "configuration", reason: configured.reason } };
  });
  return { findings: marked, problems: [...inlineProblems(inline, used, input), ...configuredProblems(used, input)] };
}

function isExpired(date: string | undefined, today: string): boolean {
  return date !== undefined && date <= today;
}

function coverage(ignore: ConfiguredIgnore): (finding: Finding) => boolean {
  const covered = ignore.path === undefined ? () => true : pathFilter({ include: [ignore.path], exclude: [] });
  return (finding) =>
    finding.ruleId === ignore.rule &&
    (ignore.fingerprint === undefined || finding.fingerprint === ignore.fingerprint) &&
    covered(finding.location.path);
}

function inlineProblems(
  ignores: readonly InlineIgnore[],
  used: ReadonlySet<unknown>,
  input: SuppressionInput,
): Problem[] {
  return ignores.flatMap((ignore): Problem[] => {
    const place = { path: ignore.location.path, region: ignore.location.region, partial: false };
    const mistake = mistakeOf(ignore.ruleId, ignore.until, input);
    if (mistake) return [{ kind: "bad-ignore", message: mistake, ...place }];
    if (used.has(ignore) || !input.fullRun) return [];
    return [{ kind: "unused-ignore", message: `The ignore of '${ignore.ruleId}' covers no finding.`, ...place }];
  });
}

function configuredProblems(used: ReadonlySet<unknown>, input: SuppressionInput): Problem[] {
  return input.configured.flatMap((ignore): Problem[] => {
    const place = { path: input.configPath, partial: false };
    const mistake = mistakeOf(ignore.rule, ignore.expires, input);
    if (mistake) return [{ kind: "bad-ignore", message: `${ignore.where}: ${mistake}`, ...place }];
    if (used.has(ignore) || !input.fullRun) return [];
    return [
      {
        kind: "unused-ignore",
        message: `${ignore.where}: the ignore of '${ignore.rule}' covers no finding.`,
        ...place,
      },
    ];
  });
}

function mistakeOf(
  ruleId: string,
  until: string | undefined,
  { knownRules, today }: SuppressionInput,
): string | undefined {
  if (!knownRules.has(ruleId)) {
    const near = nearest(ruleId, knownRules);
    return `No rule is called '${ruleId}'.${near === undefined ? "" : ` Did you mean '${near}'?`}`;
  }
  return isExpired(until, today) ? `The ignore of '${ruleId}' expired on ${until!} and no longer counts.` : undefined;
}
