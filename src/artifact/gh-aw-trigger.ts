import { passageOf } from "#artifact/workflow-condition.ts";
import type { Passage } from "#artifact/workflow-condition-leaf.ts";
import { abridged } from "#artifact/subject.ts";
import { conditionOf } from "#artifact/workflow-steps.ts";
import { eventsOf, triggerFact, type TriggerPlace, type WorkflowEvent } from "#artifact/workflow-trigger.ts";
import type { Node } from "#model/document.ts";
import { compareText } from "#model/location.ts";
import { at, pairsOf, scalarOf, stringsOf } from "#model/tree.ts";

/** Who may start the workflow, as its `roles` and `bots` say. */
interface Membership {
  readonly open: boolean;
  readonly setting: string;
  readonly senders: readonly string[];
  readonly node: Node | undefined;
}

/** Roles that mean write access; others let more people in. Absent, these three count. */
const writerRoles = new Set(["admin", "maintainer", "maintain", "write"]);

/** Events that the tool adds: a command in a comment, a label as a command. */
const commandEvents = new Set(["slash_command", "command", "label_command"]);

/** Records what starts an agentic workflow, and the role check in front of it. */
export function awTriggerFacts(matter: Node, on: Node, place: TriggerPlace): void {
  const membership = membershipOf(matter, on);
  const condition = conditionOf(matter);
  for (const event of awEventsOf(on)) {
    const guarded = event.sender === "internal" || membership.open ? event : { ...event, sender: "writers" as const };
    const passage = passageOf(condition, event.name, () => undefined);
    triggerFact(guarded, membership.open ? passage : narrowed(passage, membership), place);
  }
  roleGate(membership, on, place);
  forkGates(on, place);
  const approval = at(on, "manual-approval");
  if (approval) gate(place, approval, { verdict: "human", covers: "*" }, `manual-approval ${scalarOf(approval) ?? ""}`);
}

function narrowed(passage: Passage, { setting, senders }: Membership): Passage {
  if (passage === "never" || senders.length === 0) return passage;
  return { sender: "allowlist", senders, setting };
}

function membershipOf(matter: Node, on: Node): Membership {
  const node = at(on, "roles") ?? at(matter, "roles");
  const roles = stringsOf(node).map(({ text }) => text);
  const bots = stringsOf(at(on, "bots") ?? at(matter, "bots")).map(({ text }) => text);
  const others = roles.filter((role) => !writerRoles.has(role));
  const open = others.includes("all") || others.includes("read") || others.includes("none") || bots.includes("*");
  return {
    open,
    setting: roles.length > 0 ? `on.roles ${[...roles].sort(compareText).join(",")}` : "on.roles",
    senders: others.length > 0 || bots.length > 0 ? [...roles, ...bots].sort(compareText) : [],
    node,
  };
}

function roleGate({ open, setting, node }: Membership, on: Node, place: TriggerPlace): void {
  place.record.fact({
    kind: "gate",
    anchor: place.anchor,
    key: "on.roles",
    owner: place.owner,
    at: node ?? on,
    origin: node ? "config" : "default",
    value: { verdict: open ? "auto" : "allowlist", covers: "auth", setting },
  });
}

/** Pull requests of forks start nothing unless their owners are listed. */
function forkGates(on: Node, place: TriggerPlace): void {
  for (const event of ["pull_request", "pull_request_target"]) {
    const node = at(on, event, "forks");
    const names = stringsOf(node).map(({ text }) => text);
    if (!node || names.length === 0) continue;
    const open = names.some((name) => name === "*" || name === "*/*");
    gate(place, node, { verdict: open ? "auto" : "allowlist", covers: "forks" }, `${event}.forks ${names.join(",")}`);
  }
}

function gate(
  { anchor, owner, record }: TriggerPlace,
  node: Node,
  value: { readonly verdict: "human" | "auto" | "allowlist"; readonly covers: string },
  setting: string,
): void {
  record.fact({
    kind: "gate",
    anchor,
    key: setting,
    owner,
    at: node,
    value: { ...value, setting: abridged(setting) },
  });
}

/** The host's events, and the tool's own: commands, labels, schedules in words. */
function awEventsOf(on: Node): WorkflowEvent[] {
  const word = on.kind === "string" ? (scalarOf(on) ?? "") : undefined;
  if (word !== undefined) return [shorthandEvent(word.trim(), on)];
  const found = eventsOf(on).map((event) =>
    event.name === "schedule" ? scheduleOf(event, at(on, "schedule")) : event,
  );
  for (const { key: name, keyNode, value } of pairsOf(on)) {
    if (!commandEvents.has(name)) continue;
    const command = scalarOf(value) ?? scalarOf(at(value, "name")) ?? "";
    found.push(commandEvent(name, command, keyNode));
  }
  return found;
}

function commandEvent(name: string, command: string, node: Node): WorkflowEvent {
  const sender = name === "label_command" ? "writers" : "open";
  const source = command === "" ? name : abridged(`${name} ${command}`);
  return { name, node, sender, type: "ci", source, confidence: "very-high" };
}

function shorthandEvent(word: string, node: Node): WorkflowEvent {
  const [known] = eventsOf(node);
  if (known) return known;
  if (word.startsWith("/")) return commandEvent("slash_command", word.slice(1), node);
  const labelled = /^(issue|pull_request|discussion) labeled\b|^label-command\b/.test(word);
  return {
    name: labelled ? "label_command" : "schedule",
    node,
    sender: labelled ? "writers" : "internal",
    type: labelled ? "ci" : "schedule",
    source: abridged(word),
    confidence: "very-high",
  };
}

function scheduleOf(event: WorkflowEvent, node: Node | undefined): WorkflowEvent {
  const words = scalarOf(node);
  return words === undefined ? event : { ...event, source: abridged(words) };
}
