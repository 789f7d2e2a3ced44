import { abridged } from "#artifact/subject.ts";
import type { Passage } from "#artifact/workflow-condition-leaf.ts";
import type { Recorder } from "#model/artifact.ts";
import type { Node } from "#model/document.ts";
import type { Confidence, FactId, TriggerValue } from "#model/fact.ts";
import { compareText } from "#model/location.ts";
import { at, itemsOf, pairsOf, scalarOf, stringsOf } from "#model/tree.ts";

/** An event that starts a workflow, and who can cause it before any condition is asked. */
export interface WorkflowEvent {
  readonly name: string;
  readonly node: Node;
  readonly sender: TriggerValue["sender"];
  readonly type: TriggerValue["type"];
  /** What the trigger is known by: the event, for schedules their times. */
  readonly source: string;
  readonly confidence: Confidence;
}

type EventRow = readonly [sender: TriggerValue["sender"], confidence?: Confidence];

/**
 * Who can cause an event. Source: GitHub's "Events that trigger workflows" and its notes on forks. `pull_request` from a
 * fork gets a read-only token and no secrets, so that its authority is the writers'; what others may do with an event
 * of the base repository (comments, issues, reviews) is done with the rights of the base repository.
 */
const events: ReadonlyMap<string, EventRow> = new Map<string, EventRow>([
  ["issue_comment", ["open"]],
  ["issues", ["open"]],
  ["pull_request_target", ["open"]],
  ["pull_request_review", ["open"]],
  ["pull_request_review_comment", ["open"]],
  ["pull_request_comment", ["open"]],
  ["discussion", ["open"]],
  ["discussion_comment", ["open"]],
  ["fork", ["open"]],
  ["watch", ["open"]],
  // Whoever starts the run before it: with a public pull request in front of it, anyone.
  ["workflow_run", ["open", "high"]],
  ["push", ["writers"]],
  ["pull_request", ["writers"]],
  ["workflow_dispatch", ["writers"]],
  ["repository_dispatch", ["writers"]],
  ["release", ["writers"]],
  ["create", ["writers"]],
  ["delete", ["writers"]],
  ["deployment", ["writers"]],
  ["deployment_status", ["writers"]],
  ["label", ["writers"]],
  ["milestone", ["writers"]],
  ["merge_group", ["writers"]],
  ["gollum", ["writers"]],
  ["page_build", ["writers"]],
  ["public", ["writers"]],
  ["registry_package", ["writers"]],
  ["branch_protection_rule", ["writers"]],
  ["check_run", ["writers"]],
  ["check_suite", ["writers"]],
  ["status", ["writers"]],
  ["project", ["writers"]],
  ["project_card", ["writers"]],
  ["project_column", ["writers"]],
  ["image_version", ["writers"]],
  ["workflow_call", ["internal"]],
  ["schedule", ["internal"]],
]);

/** Activities that only people with triage rights can cause; an issue template may set a label for anyone. */
const triageActivities = new Set([
  "labeled",
  "unlabeled",
  "assigned",
  "unassigned",
  "milestoned",
  "demilestoned",
  "pinned",
  "unpinned",
  "locked",
  "unlocked",
  "transferred",
  "review_requested",
  "typed",
  "untyped",
]);

const withActivities = new Set(["issues", "pull_request_target", "discussion"]);

/** The known events of an `on:`, each once: a name, a list of names, or a mapping. */
export function eventsOf(on: Node | undefined): WorkflowEvent[] {
  const found = new Map<string, WorkflowEvent>();
  const pairs =
    on?.kind === "mapping"
      ? pairsOf(on).map(({ key, keyNode, value }) => ({ name: key, node: keyNode, filter: value }))
      : stringsOf(on).map(({ text, node }) => ({ name: text, node, filter: undefined }));
  for (const { name, node, filter } of pairs) {
    const row = events.get(name);
    if (row) found.set(name, eventOf(name, node, filter, row));
  }
  return [...found.values()];
}

function eventOf(name: string, node: Node, filter: Node | undefined, [sender, confidence]: EventRow): WorkflowEvent {
  const schedule = name === "schedule";
  const times = itemsOf(filter).flatMap((entry) => scalarOf(at(entry, "cron")) ?? []);
  const source = schedule && times.length > 0 ? abridged(times.sort(compareText).join("; ")) : name;
  const types = stringsOf(at(filter, "types"));
  const triaged = withActivities.has(name) && types.length > 0 && types.every(({ text }) => triageActivities.has(text));
  return {
    name,
    node,
    sender: triaged ? "writers" : sender,
    type: schedule ? "schedule" : "ci",
    source,
    confidence: triaged ? "medium" : (confidence ?? "very-high"),
  };
}

/** Whose trigger it is, and what must hold before it counts. */
export interface TriggerPlace {
  readonly anchor: string;
  readonly owner: FactId;
  readonly record: Recorder;
}

/** Records the event as a trigger of the owner, with the sender that the conditions leave, and the gate that decides. */
export function triggerFact(event: WorkflowEvent, passage: Passage, { anchor, owner, record }: TriggerPlace): void {
  if (passage === "never") return;
  const gate = typeof passage === "object" ? passage : undefined;
  const narrowed = gate !== undefined && (event.sender === "open" || gate.sender === "allowlist") ? gate : undefined;
  const internal = event.sender === "internal";
  record.fact({
    kind: "trigger",
    anchor,
    key: `${event.type}:${event.source}`,
    owner,
    at: event.node,
    confidence: narrowed ? (gate?.weak ? "medium" : "high") : event.confidence,
    value: {
      type: event.type,
      source: event.source,
      sender: narrowed && !internal ? narrowed.sender : event.sender,
      ...(narrowed?.senders && !internal ? { senders: [...narrowed.senders].sort(compareText) } : {}),
    },
  });
}
