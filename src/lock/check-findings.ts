import type { Check } from "#model/check.ts";
import type { Finding } from "#model/finding.ts";
import type { Location, RepoPath } from "#model/location.ts";
import type { RuleMetadata } from "#model/rule.ts";
import type { EntryId } from "#model/surface.ts";
import { toFindings, type Draft } from "#rule/finding-draft.ts";

/** What a verification says of approvals, as a rule; no pattern over a tree could tell it. */
export const approvalRule: RuleMetadata = {
  id: "drift-approvals",
  pack: "governance-drift",
  title: "Approvals, or who decides about them",
  severity: "high",
  securitySeverity: 7.5,
  confidence: "very-high",
  message: "What a verification says of an approval, or of what decides about approvals.",
  help: "Have the change approved anew by somebody besides its author, and leave the files of approvals as they are.",
  cwe: ["CWE-863"],
  standards: [{ standard: "NIST-SP800-53", id: "CM-3" }],
  class: "model-aware",
};

/** The same of what will fail some day, or is to be looked at. */
const warningSeverity = { severity: "low", securitySeverity: 3 } as const;

const fileStart = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

/**
 * The failures and warnings as findings, one a file: at the approval, or at what it speaks of. `told` holds for entries
 * that a finding of their own tells.
 */
export function checkFindings(
  checks: readonly Check[],
  places: ReadonlyMap<EntryId, Location>,
  told: (id: EntryId) => boolean,
): Finding[] {
  const byFile = new Map<RepoPath, Check[]>();
  for (const check of checks) {
    if (check.level === "note" || (isUnapproved(check) && check.entries.every(told))) continue;
    const { path } = placeOf(check, places);
    byFile.set(path, [...(byFile.get(path) ?? []), check]);
  }
  return toFindings(
    [...byFile.values()].map((same) => draftOf(same, places)),
    () => false,
  );
}

function isUnapproved({ kind }: Check): boolean {
  return kind === "unapproved";
}

/** What nobody approved is looked at where it stands, everything else at the file it speaks of. */
function placeOf(check: Check, places: ReadonlyMap<EntryId, Location>): Location {
  const [own] = check.entries.flatMap((id) => places.get(id) ?? []);
  if (own && (isUnapproved(check) || check.path === undefined)) return own;
  return { path: check.path ?? "countersign.yaml", region: fileStart };
}

function draftOf(same: readonly Check[], places: ReadonlyMap<EntryId, Location>): Draft {
  const isFailure = same.some(({ level }) => level === "failure");
  const location = placeOf(same[0]!, places);
  const entries = same.flatMap((check) => check.entries);
  const further = new Map(entries.flatMap((id) => places.get(id) ?? []).map((place) => [placeKey(place), place]));
  further.delete(placeKey(location));
  return {
    metadata: isFailure ? approvalRule : { ...approvalRule, ...warningSeverity },
    confidence: approvalRule.confidence,
    message: same.map(({ message, help }) => `${message} ${help}`).join(" "),
    location,
    related: [...further.values()].slice(0, placesShown),
    facts: [],
    construct: same.map(({ kind }) => kind).join(" "),
  };
}

function placeKey({ path, region }: Location): string {
  return JSON.stringify([path, region]);
}

/** Further places of a finding that are told. */
const placesShown = 50;
