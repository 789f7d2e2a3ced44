import { isAssociation, isLogin } from "#artifact/workflow-sender.ts";
import { compareText } from "#model/location.ts";

/** Who a condition lets through when it holds. */
export interface ConditionGate {
  readonly sender: "writers" | "allowlist";
  readonly senders?: readonly string[];
  /** The part of the condition that decides, as written. */
  readonly setting: string;
  /** Holds where the check can be passed by others in some repositories: labels that an issue template sets. */
  readonly weak?: boolean;
}

/** What a condition says for one event: it never holds, always holds, may hold for anyone, or only for some. */
export type Passage = "never" | "always" | "open" | ConditionGate;

/** What follows if an expression holds, and if it does not. */
export interface Verdict {
  readonly holds: Passage;
  readonly fails: Passage;
}

/** The gate behind an output of an earlier job (`needs`) or step (`steps`), if that one checks who started the run. */
export type GateLookup = (scope: "needs" | "steps", id: string, output: string) => ConditionGate | undefined;

const undecided: Verdict = { holds: "open", fails: "open" };

/**
 * What one comparison, call or context of a condition says for an event. A gate looks at who started the run: an
 * author association, a login, a team or permission check, the same-repository test of a pull request. The text of a
 * comment, the kind of account, and every name that the sender chooses are none.
 */
export function leafVerdict(leaf: string, event: string, lookup: GateLookup): Verdict {
  const comparison = comparisonOf(leaf);
  if (comparison) {
    const verdict = comparisonVerdict(comparison, leaf, event, lookup);
    return comparison.operator === "==" ? verdict : swapped(verdict);
  }
  const call = /^contains\s*\(/i.test(leaf) ? argumentsOf(leaf) : undefined;
  if (call?.length === 2) return containsVerdict(call[0]!, call[1]!, { leaf, event, lookup });
  if (/^(true|always\(\)|success\(\))$/i.test(leaf.replaceAll(/\s/g, ""))) return { holds: "always", fails: "never" };
  if (/^false$/i.test(leaf)) return { holds: "never", fails: "always" };
  return contextVerdict(leaf, event, lookup);
}

function swapped({ holds, fails }: Verdict): Verdict {
  return { holds: fails, fails: holds };
}

interface Comparison {
  readonly left: string;
  readonly operator: "==" | "!=";
  readonly right: string;
}

/** Splits at the first comparison outside strings and calls. */
function comparisonOf(leaf: string): Comparison | undefined {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < leaf.length - 1; index++) {
    const character = leaf[index]!;
    if (character === "'") quoted = !quoted;
    if (quoted) continue;
    if (character === "(") depth++;
    if (character === ")") depth--;
    const operator = leaf.slice(index, index + 2);
    if (depth === 0 && (operator === "==" || operator === "!="))
      return { left: leaf.slice(0, index).trim(), operator, right: leaf.slice(index + 2).trim() };
  }
  return undefined;
}

/** The arguments of a call, split at commas outside strings and inner calls. */
function argumentsOf(call: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = call.indexOf("(") + 1;
  for (let index = start; index < call.length; index++) {
    const character = call[index]!;
    if (character === "'") quoted = !quoted;
    if (quoted) continue;
    if (character === "(" || character === "[") depth++;
    if ((character === "," || character === ")") && depth === 0) {
      found.push(call.slice(start, index).trim());
      start = index + 1;
      if (character === ")") break;
    } else if (character === ")" || character === "]") depth--;
  }
  return found;
}

const outputContext = /^(needs|steps)\.([\w-]+)\.(?:outputs\.([\w-]+)|(result|outcome|conclusion))$/i;

interface LeafPlace {
  readonly leaf: string;
  readonly event: string;
  readonly lookup: GateLookup;
}

function gated(gate: ConditionGate | undefined): Verdict {
  return gate ? { holds: gate, fails: "open" } : undecided;
}

function comparisonVerdict({ left, right }: Comparison, leaf: string, event: string, lookup: GateLookup): Verdict {
  const place = { leaf, event, lookup };
  return sideVerdict(left, right, place) ?? sideVerdict(right, left, place) ?? undecided;
}

/** What a context says when it is equal to the other side; undefined if it decides nothing. */
function sideVerdict(context: string, other: string, place: LeafPlace): Verdict | undefined {
  const { leaf, event } = place;
  const literal = stringLiteral(other);
  if (/^github\.event_name$/i.test(context) && literal !== undefined)
    return literal === event ? { holds: "always", fails: "never" } : { holds: "never", fails: "always" };
  if (isLogin(context, event) && !isLogin(other, event))
    return gated({ sender: "allowlist", senders: [literal ?? other], setting: leaf });
  if (isAssociation(context, event) && literal !== undefined) return gated(associationGate([literal], place));
  if (sameRepository(context, other, event)) return gated({ sender: "writers", setting: leaf });
  const value = literal ?? other;
  const compared = literal !== undefined || /^(true|false)$/i.test(other);
  return outputVerdict(context, value, place) ?? (compared ? payloadVerdict(context, value, place) : undefined);
}

/** The output of an earlier check, compared with a value: `'false'` and the empty string are the refusals. */
function outputVerdict(context: string, value: string, { leaf, lookup }: LeafPlace): Verdict | undefined {
  const match = outputContext.exec(context);
  if (!match) return undefined;
  const gate = lookup(match[1]!.toLowerCase() as "needs" | "steps", match[2]!, match[3] ?? match[4]!);
  if (!gate) return undecided;
  const verdict = gated({ ...gate, setting: leaf });
  return /^(false|0|none|null|)$/i.test(value) ? swapped(verdict) : verdict;
}

/** Activities that need triage rights, though an issue template may set a label for anyone. */
const triageActions = new Set([
  "labeled",
  "unlabeled",
  "assigned",
  "unassigned",
  "milestoned",
  "pinned",
  "transferred",
]);

/** Contexts of the payload, the events they are looked at for, and the values that only the trusted can bring about. */
const payloads: readonly {
  readonly path: string;
  readonly events: ReadonlySet<string>;
  readonly trusted: (value: string) => boolean;
  /** Holds if a value that is not trusted is the mark of the others: a fork is not the repository. */
  readonly twoSided?: boolean;
  readonly weak?: boolean;
}[] = [
  {
    path: "github.event.action",
    events: new Set(["issues", "discussion", "pull_request", "pull_request_target"]),
    trusted: (value) => triageActions.has(value),
    weak: true,
  },
  {
    path: "github.event.label.name",
    events: new Set(["issues", "discussion", "pull_request", "pull_request_target"]),
    trusted: () => true,
    weak: true,
  },
  {
    path: "github.event.pull_request.head.repo.fork",
    events: new Set(["pull_request", "pull_request_target"]),
    trusted: (value) => value === "false",
    twoSided: true,
  },
  {
    path: "github.event.pull_request.merged",
    events: new Set(["pull_request", "pull_request_target"]),
    trusted: (value) => value === "true",
  },
  {
    path: "github.event.workflow_run.event",
    events: new Set(["workflow_run"]),
    trusted: (value) => ownEvents.has(value),
  },
];

function payloadVerdict(context: string, value: string, { leaf, event }: LeafPlace): Verdict | undefined {
  const row = payloads.find(({ path }) => path === context.toLowerCase());
  if (!row?.events.has(event)) return undefined;
  const verdict = gated({ sender: "writers", setting: leaf, ...(row.weak ? { weak: true } : {}) });
  if (row.trusted(value.toLowerCase())) return verdict;
  return row.twoSided ? swapped(verdict) : undefined;
}

/** Events that only people with write access, or the clock, can cause. */
const ownEvents = new Set(["push", "schedule", "workflow_dispatch", "release", "repository_dispatch", "merge_group"]);

/** The test that a pull request, or the run before this one, comes from the repository itself. */
function sameRepository(context: string, other: string, event: string): boolean {
  const head =
    event === "workflow_run"
      ? /^github\.event\.workflow_run\.head_repository\.(full_name|id|owner\.login)$/i
      : /^github\.event\.pull_request\.head\.(repo\.(full_name|id|owner\.login)|user\.login)$/i;
  const applies = event === "workflow_run" || event === "pull_request_target" || event === "pull_request";
  return applies && head.test(context) && /^github\.(repository|repository_id|repository_owner|event\.)/i.test(other);
}

function contextVerdict(leaf: string, event: string, lookup: GateLookup): Verdict {
  const output = outputContext.exec(leaf);
  if (output) {
    const gate = lookup(output[1]!.toLowerCase() as "needs" | "steps", output[2]!, output[3] ?? output[4]!);
    return gate ? gated({ ...gate, setting: leaf }) : undecided;
  }
  return payloadVerdict(leaf, "true", { leaf, event, lookup }) ?? undecided;
}

/** `contains(list, who)`; `contains(who, text)` looks for a text in a name that the sender chose, and is none. */
function containsVerdict(list: string, item: string, place: LeafPlace): Verdict {
  const names = listedNames(list);
  if (isLogin(item, place.event))
    return gated({ sender: "allowlist", senders: names.length > 0 ? names : [list], setting: place.leaf });
  if (isAssociation(item, place.event)) return gated(associationGate(names, place));
  const output = outputContext.exec(item) ?? outputContext.exec(list);
  if (output) {
    const gate = place.lookup(output[1]!.toLowerCase() as "needs" | "steps", output[2]!, output[3] ?? output[4]!);
    if (gate) return gated({ ...gate, setting: place.leaf });
  }
  return undecided;
}

/** The names in `fromJSON('["a", "b"]')` or `'a b'`, sorted. */
function listedNames(list: string): string[] {
  const text = /'([^]*)'/.exec(list)?.[1];
  if (text === undefined) return [];
  const quoted = [...text.matchAll(/"([^"]{0,100})"/g)].map((match) => match[1]!);
  const names = quoted.length > 0 ? quoted : text.split(/[\s,;|[\]]+/);
  return [...new Set(names.filter((name) => name !== ""))].sort(compareText);
}

/** Associations that mean rights in the repository; contributors were merged once; the rest is anyone. */
const rightsAssociations = new Set(["OWNER", "MEMBER", "COLLABORATOR"]);

function associationGate(names: readonly string[], { leaf }: LeafPlace): ConditionGate | undefined {
  const upper = names.map((name) => name.toUpperCase());
  if (upper.length === 0) return undefined;
  if (upper.every((name) => rightsAssociations.has(name))) return { sender: "writers", setting: leaf };
  return upper.every((name) => rightsAssociations.has(name) || name === "CONTRIBUTOR")
    ? { sender: "allowlist", senders: [...new Set(upper)].sort(compareText), setting: leaf }
    : undefined;
}

function stringLiteral(text: string): string | undefined {
  return /^'([^]*)'$/.exec(text)?.[1];
}
