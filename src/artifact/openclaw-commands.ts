import { effectFact, gateFact, type OpenclawScope } from "#artifact/openclaw-scope.ts";
import type { Node } from "#model/document.ts";
import type { EffectValue, GateValue } from "#model/fact.ts";
import { at, isFalse, isTrue, pairsOf, stringsOf } from "#model/tree.ts";

/** Chat commands that act with the gateway's own rights, what they cover and what they reach. */
const commands: readonly (readonly [string, string, EffectValue])[] = [
  ["bash", "exec", { effect: "exec", target: "*", detail: "commands.bash" }],
  ["config", "guardrails", { effect: "self-modify", target: "permissions", detail: "commands.config" }],
  ["mcp", "mcp:*", { effect: "self-modify", target: "permissions", detail: "commands.mcp" }],
  ["plugins", "plugins", { effect: "self-modify", target: "permissions", detail: "commands.plugins" }],
  ["debug", "guardrails", { effect: "self-modify", target: "permissions", detail: "commands.debug" }],
];

/** Records the chat commands that are switched on, and who may give them. */
export function commandSettings(scope: OpenclawScope, settings: Node | undefined): void {
  const verdict = verdictOf(settings);
  for (const [name, covers, effect] of commands) {
    const node = at(settings, name);
    if (!isTrue(node)) continue;
    const gate = gateFact(scope, node!, { path: `commands.${name}`, verdict, covers });
    scope.record.edge(gate, "guards", effectFact(scope, node!, effect));
  }
  const groups = at(settings, "useAccessGroups");
  if (isFalse(groups)) gateFact(scope, groups!, { path: "commands.useAccessGroups", verdict: "auto", covers: "auth" });
}

/** A list of senders restricts the commands, unless everyone is in it. */
function verdictOf(settings: Node | undefined): GateValue["verdict"] {
  const lists = [at(settings, "ownerAllowFrom"), at(settings, "allowFrom")].flatMap((list) => {
    const perChannel = pairsOf(list).map(({ value }) => value);
    return list === undefined ? [] : perChannel.length > 0 ? perChannel : [list];
  });
  const names = lists.flatMap((list) => stringsOf(list).map(({ text }) => text));
  return names.length > 0 && !names.includes("*") ? "allowlist" : "auto";
}
