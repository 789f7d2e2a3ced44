import { createHash } from "node:crypto";
import type { Confidence } from "#model/fact.ts";
import { confidences, type Finding, type FindingChange } from "#model/finding.ts";
import { compareLocations, compareText, type Location, type RepoPath } from "#model/location.ts";
import type { RuleMetadata } from "#model/rule.ts";

/** A finding that has no fingerprint yet. */
export interface Draft {
  readonly metadata: RuleMetadata;
  readonly confidence: Confidence;
  readonly message: string;
  readonly location: Location;
  readonly related: readonly Location[];
  readonly flow?: readonly Location[];
  readonly facts: readonly string[];
  readonly construct: string;
  /** What it is about, where its rule says so; else its construct and its message. */
  readonly thing?: string;
  readonly change?: FindingChange;
}

/** Metavariables filled in, longest name first, so that `$SERVER_NAME` is not read as `$SERVER`. */
export function fillIn(message: string, bindings: ReadonlyMap<string, string>): string {
  return message.replace(/\$[A-Z_][A-Z_0-9]*/g, (name) => bindings.get(name) ?? name);
}

/** The least sure of several words. */
export function leastConfident(words: readonly Confidence[]): Confidence {
  return confidences.findLast((word) => words.includes(word)) ?? "low";
}

/** The findings that drafts make: one a rule and place, with fingerprints. */
export function toFindings(drafts: readonly Draft[], isTestPath: (path: RepoPath) => boolean): Finding[] {
  const sorted = [...drafts].sort(
    (left, right) =>
      compareLocations(left.location, right.location) ||
      compareText(left.metadata.id, right.metadata.id) ||
      compareText(left.construct, right.construct) ||
      compareText(left.message, right.message),
  );
  const findings: Finding[] = [];
  const occurrences = new Map<string, number>();
  let previous: Draft | undefined;
  for (const draft of sorted) {
    const repeated =
      previous &&
      previous.metadata.id === draft.metadata.id &&
      compareLocations(previous.location, draft.location) === 0;
    previous = draft;
    if (repeated) continue;
    const construct = `${draft.metadata.id}\0${draft.location.path}\0${draft.construct}`;
    const occurrence = (occurrences.get(construct) ?? 0) + 1;
    occurrences.set(construct, occurrence);
    findings.push(toFinding(draft, fingerprintOf(`${construct}\0${occurrence}`), isTestPath(draft.location.path)));
  }
  return findings;
}

function toFinding({ metadata, ...draft }: Draft, fingerprint: string, inTest: boolean): Finding {
  return {
    ruleId: metadata.id,
    severity: metadata.severity,
    securitySeverity: metadata.securitySeverity,
    confidence: inTest && metadata.severity !== "critical" ? oneStepDown(draft.confidence) : draft.confidence,
    message: draft.message,
    location: draft.location,
    related: draft.related,
    flow: draft.flow ?? [],
    facts: draft.facts,
    fingerprint,
    ...(draft.change && { change: draft.change }),
  };
}

/** The next less sure word. */
export function oneStepDown(confidence: Confidence): Confidence {
  return confidences[confidences.indexOf(confidence) + 1] ?? "low";
}

/** 128 bits of SHA-256: enough that no two findings of a tree share one by chance. */
function fingerprintOf(identity: string): string {
  return createHash("sha256").update(identity).digest("hex").slice(0, 32);
}
