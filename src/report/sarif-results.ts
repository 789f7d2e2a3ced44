import type { CodeFlow, Location as SarifLocation, Result } from "sarif";
import type { Finding } from "#model/finding.ts";
import { confidences, severities } from "#model/finding.ts";
import type { Location } from "#model/location.ts";
import type { Report } from "#model/report.ts";
import type { RuleMetadata } from "#model/rule.ts";
import { counted } from "#report/shown.ts";
import { labelledLocation, link, messageText, physicalLocation, uriOf } from "#report/sarif-location.ts";
import { levelOf } from "#report/sarif-rules.ts";

/** Related places that a message links to; the others stand in the list only. */
const linkLimit = 10;

/** How much of a report SARIF may hold. */
export interface SarifLimit {
  readonly results: number;
  /** Related places, and steps of a flow, of one result. */
  readonly places: number;
}

/** The findings of one rule on one line: GitHub knows a result by rule, path and line, so they are one result. */
export interface ResultGroup {
  readonly lead: Finding;
  readonly folded: readonly Finding[];
}

/** What `resultOf` needs beside the group. */
export interface ResultContext {
  /** Sorted, as in the driver. */
  readonly ruleIndex: ReadonlyMap<string, { readonly index: number; readonly rule: RuleMetadata }>;
  readonly sources: Report["sources"];
  readonly limit: SarifLimit;
  /** Holds if suppressed findings are reported too; then every result says whether it is one. */
  readonly showSuppressed: boolean;
}

/** GitHub's hash of the line at which the finding starts; undefined where the line was not kept. */
function lineHash(finding: Finding, sources: Report["sources"]): string | undefined {
  return sources.get(finding.location.path)?.lineHashes.get(finding.location.region.startLine);
}

/** Groups findings that GitHub could not tell apart, in the order of the first of each group. */
export function groupFindings(findings: readonly Finding[], sources: Report["sources"]): ResultGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const line = lineHash(finding, sources) ?? `line ${finding.location.region.startLine}`;
    const identity = JSON.stringify([finding.ruleId, uriOf(finding.location.path), line]);
    const group = groups.get(identity);
    if (group) group.push(finding);
    else groups.set(identity, [finding]);
  }
  return [...groups.values()].flatMap((group) => {
    const lead = group.find((finding) => !finding.suppressed) ?? group[0];
    return lead ? [{ lead, folded: group.filter((finding) => finding !== lead) }] : [];
  });
}

/** The `count` gravest groups (unsuppressed first, then severity, then confidence, then order), in their order. */
export function gravest(groups: readonly ResultGroup[], count: number): ResultGroup[] {
  const rank = ({ lead }: ResultGroup) =>
    (lead.suppressed ? 100 : 0) + severities.indexOf(lead.severity) * 10 + confidences.indexOf(lead.confidence);
  return groups
    .map((group, order) => ({ group, order, rank: rank(group) }))
    .sort((left, right) => left.rank - right.rank || left.order - right.order)
    .slice(0, count)
    .sort((left, right) => left.order - right.order)
    .map(({ group }) => group);
}

/** The SARIF result of a group. */
export function resultOf(group: ResultGroup, context: ResultContext): Result {
  const { lead } = group;
  const known = context.ruleIndex.get(lead.ruleId);
  const level = levelOf(lead.severity);
  const related = relatedPlaces(group).slice(0, context.limit.places);
  const hash = lineHash(lead, context.sources);
  return {
    ruleId: lead.ruleId,
    ...(known && { ruleIndex: known.index }),
    ...((!known || levelOf(known.rule.severity) !== level) && { level }),
    message: { text: resultMessage(group, related) },
    locations: [{ physicalLocation: physicalLocation(lead.location.path, lead.location.region) }],
    partialFingerprints: {
      "countersign/v1": lead.fingerprint,
      ...(hash !== undefined && { primaryLocationLineHash: hash }),
    },
    ...(lead.flow.length > 0 && context.limit.places > 0 && { codeFlows: [codeFlow(lead.flow, context.limit.places)] }),
    ...(related.length > 0 && { relatedLocations: related.map(relatedLocation) }),
    ...(context.showSuppressed && { suppressions: suppressionsOf(lead) }),
    ...(lead.change && { properties: { ...lead.change } }),
  };
}

interface Related {
  readonly location: Location;
  readonly label: string;
  /** Holds for the place of a finding that was folded into this result. */
  readonly folded: boolean;
}

function relatedPlaces({ lead, folded }: ResultGroup): Related[] {
  return [
    ...lead.related.map((location) => ({ location, label: location.message ?? placeOf(location), folded: false })),
    ...folded.map(({ location, suppressed }) => ({
      location,
      label: `column ${location.region.startColumn}${suppressed ? " (suppressed)" : ""}`,
      folded: true,
    })),
  ];
}

function placeOf({ path, region }: Location): string {
  return `${path}:${region.startLine}`;
}

function relatedLocation({ location, label }: Related, index: number): SarifLocation {
  return { id: index + 1, ...labelledLocation(location, label) };
}

/** The message, then links to the related places: GitHub shows only those that a message links to. */
function resultMessage({ lead, folded }: ResultGroup, related: readonly Related[]): string {
  const links = related.map(({ label, folded: own }, index) => ({ own, text: link(label, index + 1) }));
  const see = links.filter(({ own }) => !own).slice(0, linkLimit);
  const also = links.filter(({ own }) => own).slice(0, linkLimit);
  const sentences = [messageText(lead.message)];
  if (see.length > 0) sentences.push(`See ${see.map(({ text }) => text).join(", ")}.`);
  if (folded.length > 0) {
    const more = folded.length - also.length;
    const places = [...also.map(({ text }) => text), ...(more > 0 ? [counted(more, "more place")] : [])];
    sentences.push(`On the same line also: ${places.join(", ")}.`);
  }
  return sentences.join(" ");
}

/** One path through the code; of a long one its beginning and its end, where the source and the sink are. */
function codeFlow(flow: readonly Location[], limit: number): CodeFlow {
  const half = Math.floor(limit / 2);
  const steps = flow.length <= limit ? flow : [...flow.slice(0, limit - half), ...flow.slice(flow.length - half)];
  return {
    threadFlows: [
      {
        locations: steps.map((step, index) => ({
          location: labelledLocation(step, step.message ?? `Step ${index + 1}`),
        })),
      },
    ],
  };
}

function suppressionsOf({ suppressed }: Finding): NonNullable<Result["suppressions"]> {
  if (!suppressed) return [];
  return [
    {
      kind: suppressed.kind === "inline" ? "inSource" : "external",
      status: "accepted",
      justification: messageText(suppressed.reason),
    },
  ];
}
