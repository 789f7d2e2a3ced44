import { byDefault, effectFact, gateFact, grantFact, type OpenclawScope } from "#artifact/openclaw-scope.ts";
import type { Node } from "#model/document.ts";
import type { GateValue, PrincipalValue, TriggerValue } from "#model/fact.ts";
import { compareText } from "#model/location.ts";
import { at, isFalse, isTrue, pairsOf, stringsOf, textOf } from "#model/tree.ts";

/** What the harness for other agent programs asks. Source: docs/tools/permission-modes.md. */
const harnessModes: ReadonlyMap<string, GateValue["verdict"]> = new Map([
  ["approve-all", "auto"],
  ["approve-reads", "policy"],
  ["deny-all", "policy"],
]);

/** Settings of Codex as a plugin that take its question or its sandbox away. */
const codexChoices: readonly (readonly [readonly string[], string, string])[] = [
  [["appServer", "approvalPolicy"], "never", "*"],
  [["appServer", "sandbox"], "danger-full-access", "sandbox"],
];

/** Records which plugins are let in, what they may do, and what they start. */
export function pluginSettings(scope: OpenclawScope, plugins: Node | undefined): void {
  if (isFalse(at(plugins, "enabled"))) return;
  admissionFacts(scope, plugins);
  for (const { key: id, value } of pairsOf(at(plugins, "entries"))) {
    if (value.kind !== "mapping" || isFalse(at(value, "enabled"))) continue;
    entryFacts(scope, id, value);
  }
  for (const { key: id, keyNode, value } of pairsOf(at(plugins, "installs"))) installFact(scope, id, keyNode, value);
}

function admissionFacts(scope: OpenclawScope, plugins: Node | undefined): void {
  const allow = at(plugins, "allow");
  for (const { text, node } of stringsOf(allow))
    gateFact(scope, node, { path: `plugins.allow ${text}`, verdict: "allowlist", covers: "plugins" });
  const paths = stringsOf(at(plugins, "load", "paths"));
  for (const { text, node } of paths)
    scope.record.fact({
      kind: "opaque",
      anchor: scope.anchor,
      key: `plugins:${text}`,
      owner: scope.agent,
      at: node,
      value: { reason: "Plugins are loaded from a path that the settings name." },
    });
  if (paths.length > 0 && !allow)
    gateFact(scope, paths[0]!.node, { path: "plugins.allow", verdict: "auto", covers: "plugins" }, byDefault);
}

function entryFacts(scope: OpenclawScope, id: string, entry: Node): void {
  const path = `plugins.entries.${id}`;
  const config = at(entry, "config");
  const mode = at(config, "permissionMode");
  const verdict = harnessModes.get(textOf(mode) ?? "");
  if (verdict)
    gateFact(scope, mode!, { path: `${path}.config.permissionMode`, choice: textOf(mode)!, verdict, covers: "*" });
  for (const [keys, choice, covers] of codexChoices) {
    const node = at(config, ...keys);
    if (textOf(node) !== choice) continue;
    gateFact(scope, node!, { path: `${path}.config.${keys.join(".")}`, choice, verdict: "auto", covers });
  }
  const injection = at(entry, "hooks", "allowPromptInjection");
  if (isTrue(injection))
    gateFact(scope, injection!, {
      path: `${path}.hooks.allowPromptInjection`,
      verdict: "auto",
      covers: "guardrails",
    });
  const conversations = at(entry, "hooks", "allowConversationAccess");
  if (isTrue(conversations))
    grantFact(scope, conversations!, {
      system: "agents",
      actions: ["conversations"],
      resource: `plugin ${id}`,
      level: "read",
    });
  voiceFact(scope, id, config);
}

/** Telephone calls: `inboundPolicy` says who may call. */
function voiceFact({ record, anchor, agent }: OpenclawScope, id: string, config: Node | undefined): void {
  const policy = at(config, "inboundPolicy");
  const sender = callers.get(textOf(policy) ?? "");
  if (!policy || sender === undefined) return;
  const senders = stringsOf(at(config, "allowFrom"))
    .map(({ text }) => text)
    .sort(compareText);
  record.fact({
    kind: "trigger",
    anchor,
    key: `voice:${id}`,
    owner: agent,
    at: policy,
    value: { type: "voice", source: id, sender, ...(senders.length > 0 ? { senders } : {}) },
  });
}

const callers: ReadonlyMap<string, TriggerValue["sender"]> = new Map([
  ["disabled", "none"],
  ["allowlist", "allowlist"],
  ["pairing", "pairing"],
  ["open", "open"],
]);

/** A plugin as it was installed: a package that runs inside of the gateway. */
function installFact(scope: OpenclawScope, id: string, keyNode: Node, install: Node): void {
  const spec = textOf(at(install, "spec"));
  if (spec === undefined) return;
  const runner = textOf(at(install, "source"));
  const split = spec.indexOf("@", 1);
  const version = split < 0 ? undefined : spec.slice(split + 1);
  const exact = version !== undefined && /^v?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version);
  const value: PrincipalValue = {
    type: "service",
    product: "openclaw-plugin",
    ...(runner === undefined ? {} : { runner }),
    package: split < 0 ? spec : spec.slice(0, split),
    ...(version === undefined ? {} : { version }),
    pinned: exact || textOf(at(install, "integrity")) !== undefined || runner === "path",
  };
  const anchor = `plugin/${id}`;
  const plugin = scope.record.fact({ kind: "principal", anchor, key: id, at: at(install, "spec") ?? keyNode, value });
  scope.record.edge(scope.agent, "uses", plugin);
}

/** Records the programs that hand out secrets, `secrets.providers`. */
export function secretProviders(scope: OpenclawScope, secrets: Node | undefined): void {
  for (const { key: name, value } of pairsOf(at(secrets, "providers"))) {
    const command = at(value, "command");
    if (textOf(at(value, "source")) !== "exec" || textOf(command) === undefined) continue;
    effectFact(scope, command!, { effect: "exec", target: `secrets ${name}`, detail: textOf(command)! });
  }
}
