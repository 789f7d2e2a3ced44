import { effectFact, gateFact, type OpenclawScope } from "#artifact/openclaw-scope.ts";
import type { Node } from "#model/document.ts";
import type { FactId, TriggerValue } from "#model/fact.ts";
import { at, isFalse, isTrue, itemsOf, pairsOf, stringsOf, textOf } from "#model/tree.ts";

/**
 * Records what starts the agent from outside over HTTP, `hooks`, and the hooks that run inside of the gateway.
 * `agents` are the ids of the named agents.
 */
export function webhookFacts(scope: OpenclawScope, hooks: Node | undefined, agents: ReadonlyMap<string, FactId>): void {
  internalHooks(scope, at(hooks, "internal"));
  const enabled = at(hooks, "enabled");
  if (!isTrue(enabled)) return;
  const token = at(hooks, "token");
  const proven = token !== undefined && textOf(token) !== "";
  const sender = proven ? "allowlist" : "open";
  const targets = targetsOf(scope, at(hooks, "allowedAgentIds"), agents);
  entrance(scope, enabled!, { type: "webhook", source: "hooks", sender }, targets);
  for (const mapping of itemsOf(at(hooks, "mappings"))) mappingFacts(scope, mapping, sender, agents);
  const mail = at(hooks, "gmail") ?? stringsOf(at(hooks, "presets")).find(({ text }) => text === "gmail")?.node;
  // The push comes from the mail service, its content from whoever writes a mail.
  if (mail) entrance(scope, mail, { type: "webhook", source: "hooks gmail", sender: "open" }, targets);
  sessionGate(scope, hooks!);
}

/** The agents that a caller may name; all of them where no list, or a list with `*`, stands there. */
function targetsOf(
  scope: OpenclawScope,
  list: Node | undefined,
  agents: ReadonlyMap<string, FactId>,
): readonly FactId[] {
  const names = stringsOf(list).map(({ text }) => text);
  if (names.length === 0 || names.includes("*")) return [scope.agent];
  return names.flatMap((name) => agents.get(name) ?? []);
}

function entrance(
  { record, anchor }: OpenclawScope,
  node: Node,
  value: TriggerValue,
  targets: readonly FactId[],
): void {
  const id = record.fact({ kind: "trigger", anchor, key: `${value.type}:${value.source}`, at: node, value });
  for (const target of targets) record.edge(id, "triggers", target);
}

function mappingFacts(
  scope: OpenclawScope,
  mapping: Node,
  sender: TriggerValue["sender"],
  agents: ReadonlyMap<string, FactId>,
): void {
  const match = at(mapping, "match");
  const nameNode = at(match, "path") ?? at(mapping, "path") ?? at(mapping, "id") ?? at(mapping, "name") ?? match;
  if (!nameNode) return;
  const name = textOf(nameNode) ?? textOf(at(match, "source")) ?? "mapping";
  const target = agents.get(textOf(at(mapping, "agentId")) ?? "") ?? scope.agent;
  entrance(scope, nameNode, { type: "webhook", source: `hooks ${name}`, sender }, [target]);
  const module = at(mapping, "transform", "module");
  if (textOf(module) !== undefined)
    effectFact(scope, module!, { effect: "exec", target: `hooks ${name} transform`, detail: textOf(module)! });
}

/** A caller that names its session speaks with the rights and the memory of whoever has that session. */
function sessionGate(scope: OpenclawScope, hooks: Node): void {
  const allowed = at(hooks, "allowRequestSessionKey");
  if (!isTrue(allowed) || itemsOf(at(hooks, "allowedSessionKeyPrefixes")).length > 0) return;
  gateFact(scope, allowed!, { path: "hooks.allowRequestSessionKey", verdict: "auto", covers: "auth" });
}

/** Hooks on the gateway's own events: code that runs by itself. */
function internalHooks(scope: OpenclawScope, internal: Node | undefined): void {
  if (isFalse(at(internal, "enabled"))) return;
  for (const { key: name, keyNode, value } of pairsOf(at(internal, "entries"))) {
    if (isFalse(at(value, "enabled"))) continue;
    effectFact(scope, keyNode, { effect: "exec", target: `hook ${name}` });
  }
  for (const { text, node } of stringsOf(at(internal, "load", "extraDirs")))
    effectFact(scope, node, { effect: "exec", target: `hooks of ${text}` });
}
