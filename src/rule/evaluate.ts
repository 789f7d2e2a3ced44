import type { IdentityGraph } from "#graph/link.ts";
import { type GraphIndex, indexGraph } from "#graph/graph-index.ts";
import { answer, type Answer } from "#graph/query.ts";
import type { Fact } from "#model/fact.ts";
import { confidences, type Finding } from "#model/finding.ts";
import { compareLocations, type Location, placeName, type RepoPath, sharedPlaces } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import type { GraphRule, Rule } from "#model/rule.ts";
import type { FileSummary } from "#model/summary.ts";
import { OutOfFuel } from "#match/fuel.ts";
import { fillIn, leastConfident, oneStepDown, toFindings, type Draft } from "#rule/finding-draft.ts";
import { pathFilter } from "#rule/path-filter.ts";
import { groupFinder, valueTester } from "#rule/value-expression.ts";

/** What evaluation needs besides the rules. */
export interface EvaluationInput {
  readonly summaries: readonly FileSummary[];
  readonly graph: IdentityGraph;
  /** Holds for tests, fixtures and examples, where a finding is one step less sure. */
  readonly isTestPath: (path: RepoPath) => boolean;
  /** Holds for places that an ignore covers: what is found there stands for no other place. */
  readonly isIgnored?: IsIgnored;
}

type IsIgnored = (location: Location, ruleId: string) => boolean;

/** The verdicts of all rules, before ignores and profiles. */
export interface Verdicts {
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

/** Judges what was collected: matches of search rules become findings, graph rules are asked. One finding a rule and place. */
export function evaluate(rules: readonly Rule[], input: EvaluationInput): Verdicts {
  const byId = new Map(rules.map((rule) => [rule.metadata.id, rule]));
  const index = indexGraph(input.graph);
  const constructs = secretConstructs(input.summaries);
  const problems: Problem[] = [];
  const { isIgnored = () => false } = input;
  const matched = input.summaries.flatMap((summary) => draftsOfMatches(summary, byId));
  const drafts = oncePerFile(matched, byId, isIgnored);
  for (const rule of rules) {
    if (rule.mode === "graph") drafts.push(...draftsOfGraphRule(rule, index, { constructs, problems, isIgnored }));
  }
  return { findings: toFindings(drafts, input.isTestPath), problems };
}

function draftsOfMatches(summary: FileSummary, rules: ReadonlyMap<string, Rule>): Draft[] {
  return summary.matches.flatMap((match) => {
    const metadata = rules.get(match.ruleId)?.metadata;
    if (!metadata) return [];
    const { message, location, related, flow = [], construct } = match;
    const least = leastConfident([metadata.confidence, ...(match.confidence ? [match.confidence] : [])]);
    const confidence = match.quoted ? oneStepDown(least) : least;
    return [{ metadata, confidence, message, location, related, flow, construct, facts: [] }];
  });
}

/** What tells secrets of one name from one another, by their places. */
function secretConstructs(summaries: readonly FileSummary[]): ReadonlyMap<string, string> {
  return new Map(
    summaries.flatMap(({ secrets }) =>
      secrets.map(({ location, construct }) => [placeName(location), construct] as const),
    ),
  );
}

interface GraphRuleContext {
  readonly constructs: ReadonlyMap<string, string>;
  /** Filled with what could not be answered in full. */
  readonly problems: Problem[];
  readonly isIgnored: IsIgnored;
}

function draftsOfGraphRule(
  rule: GraphRule,
  index: GraphIndex,
  { constructs, problems, isIgnored }: GraphRuleContext,
): Draft[] {
  const { answers, exhausted } = answersOf(rule, index);
  if (exhausted) {
    problems.push({
      kind: "too-complex",
      path: "",
      message: `The rule '${rule.metadata.id}' ran out of its work limit on this tree; its findings are incomplete.`,
      partial: true,
    });
  }
  const inScope = pathFilter(rule.scope);
  const thingOf = thingFinder(rule);
  const drafts = answers.flatMap((found) => {
    const thing = thingOf(found);
    return draftsOfAnswer(rule, found, constructs).map((draft) => (thing === undefined ? draft : { ...draft, thing }));
  });
  const seen = surest(drafts.filter((draft) => inScope(draft.location.path)));
  return rule.onceFor?.inTree ? foldedInTree(seen, isIgnored) : foldedInFiles(seen);
}

/** What an answer is about, where the rule says so. */
function thingFinder({ onceFor }: GraphRule): (found: Answer) => string | undefined {
  if (!onceFor) return () => undefined;
  const find = groupFinder(onceFor.regex);
  return ({ bindings }) => find(bindings.get(onceFor.metavariable) ?? "");
}

function answersOf({ match }: GraphRule, index: GraphIndex): ReturnType<typeof answer> {
  try {
    return answer(match, index, valueTester());
  } catch (error) {
    if (!(error instanceof OutOfFuel)) throw error;
    return { answers: [], exhausted: true };
  }
}

function draftsOfAnswer(
  { metadata }: GraphRule,
  { facts, bindings, at, confidence: most }: Answer,
  constructs: ReadonlyMap<string, string>,
): Draft[] {
  const [first, ...rest] = facts;
  if (!first) return [];
  const related = rest.flatMap((fact) => relatedLocation(fact));
  const confidence = leastConfident([
    metadata.confidence,
    ...facts.map((fact) => fact.confidence),
    ...(most ? [most] : []),
  ]);
  const message = fillIn(metadata.message, bindings);
  const places = at ? sharedPlaces(first.locations, at) : first.locations;
  return places.map((location) => ({
    metadata,
    confidence,
    message,
    location,
    related: related.filter((other) => compareLocations(other, location) !== 0),
    facts: facts.map((fact) => fact.id),
    // Without the ordinal, which only counts what else is said under the same name.
    construct: (first.kind === "credential" && constructs.get(placeName(location))) || first.id.replace(/~\d+$/, ""),
  }));
}

function sureness({ confidence }: Draft): number {
  return confidences.indexOf(confidence);
}

/** Of what is said of one place, what is surest. */
function surest(drafts: readonly Draft[]): Draft[] {
  const best = new Map<string, number>();
  for (const draft of drafts) {
    const place = placeName(draft.location);
    best.set(place, Math.min(best.get(place) ?? Infinity, sureness(draft)));
  }
  return drafts.filter((draft) => sureness(draft) === best.get(placeName(draft.location)));
}

/** One finding for what is said of one thing in one file: a reviewer decides about it once. The other places are related. */
function foldedInFiles(drafts: readonly Draft[]): Draft[] {
  const sorted = [...drafts].sort((one, other) => compareLocations(one.location, other.location));
  return folded(sorted, (draft) => `${draft.location.path}\n${draft.confidence}\n${aboutOf(draft)}`);
}

/** Where a rule says that what it finds in a file is one thing, one finding for all of it, where it is surest. */
function oncePerFile(drafts: readonly Draft[], rules: ReadonlyMap<string, Rule>, isIgnored: IsIgnored): Draft[] {
  const isOne = ({ metadata }: Draft) => {
    const rule = rules.get(metadata.id);
    return rule !== undefined && "oncePerFile" in rule;
  };
  const byRule = foldedUnlessIgnored(
    drafts.filter(isOne),
    ({ metadata, location }) => `${metadata.id}\n${location.path}`,
    isIgnored,
  );
  return [...drafts.filter((draft) => !isOne(draft)), ...byRule];
}

/** One finding for one thing, wherever it is said, where it is surest. */
function foldedInTree(drafts: readonly Draft[], isIgnored: IsIgnored): Draft[] {
  return foldedUnlessIgnored(drafts, aboutOf, isIgnored);
}

/** Whoever ignores one place has said nothing of the others: what is ignored stays a finding of its own. */
function foldedUnlessIgnored(
  drafts: readonly Draft[],
  thingOf: (draft: Draft) => string,
  isIgnored: IsIgnored,
): Draft[] {
  const ignored = new Set(drafts.filter(({ location, metadata }) => isIgnored(location, metadata.id)));
  return [
    ...folded(bySureness(drafts.filter((draft) => !ignored.has(draft))), thingOf),
    ...drafts.filter((draft) => ignored.has(draft)),
  ];
}

function bySureness(drafts: readonly Draft[]): Draft[] {
  return [...drafts].sort(
    (one, other) => sureness(one) - sureness(other) || compareLocations(one.location, other.location),
  );
}

function aboutOf({ thing, construct, message }: Draft): string {
  return thing ?? `${construct}\n${message}`;
}

function folded(sorted: readonly Draft[], thingOf: (draft: Draft) => string): Draft[] {
  const byThing = new Map<string, { readonly drafts: Draft[]; readonly places: Map<string, Location> }>();
  for (const draft of sorted) {
    const thing = thingOf(draft);
    const place = placeName(draft.location);
    const same = byThing.get(thing);
    if (!same) byThing.set(thing, { drafts: [draft], places: new Map([[place, draft.location]]) });
    else if (!same.places.has(place)) {
      same.drafts.push(draft);
      same.places.set(place, draft.location);
    }
  }
  return [...byThing.values()].map(({ drafts: [first, ...again], places }) => ({
    ...first!,
    related: [
      ...again.slice(0, placesShown).map(({ location }) => ({ ...location, message: "and here" })),
      ...first!.related.filter((location) => !places.has(placeName(location))),
    ],
    facts: [...new Set([first!, ...again].flatMap(({ facts }) => facts))],
  }));
}

/** Further places of a finding that are told. */
const placesShown = 50;

function relatedLocation(fact: Fact): Location[] {
  const [location] = fact.locations;
  return location ? [{ ...location, message: `${fact.kind} ${fact.key}` }] : [];
}
