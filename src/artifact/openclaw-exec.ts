import { permissionGrant } from "#artifact/permission-pattern.ts";
import {
  byDefault,
  effectFact,
  gateFact,
  grantFact,
  type OpenclawScope,
  type Reading,
} from "#artifact/openclaw-scope.ts";
import type { Node } from "#model/document.ts";
import type { GateValue } from "#model/fact.ts";
import { at, isFalse, isTrue, pairsOf, stringsOf, textOf } from "#model/tree.ts";

/** What each mode of host execution asks. Source: docs/tools/permission-modes.md; `auto` lets a reviewer model decide. */
const modes: ReadonlyMap<string, GateValue["verdict"]> = new Map([
  ["deny", "policy"],
  ["allowlist", "allowlist"],
  ["ask", "human"],
  ["auto", "policy"],
  ["full", "auto"],
]);

/**
 * What `security` and `ask`, the older pair of settings, come to: an allow list asks about misses unless asking is
 * off, `full` runs everything that `ask: always` does not hold back. Source: docs/tools/exec-approvals.md.
 */
export function legacyVerdict(security: string, ask: string): GateValue["verdict"] {
  if (security === "deny") return "policy";
  if (ask === "always") return "human";
  if (security === "full") return "auto";
  return ask === "on-miss" ? "human" : "allowlist";
}

/** Records how commands are approved, `tools.exec`; `inherits` where an absent key means the defaults of all agents. */
export function execFacts(scope: OpenclawScope, exec: Node | undefined, holder: Node, inherits: boolean): void {
  const mode = at(exec, "mode");
  const verdict = modes.get(textOf(mode) ?? "");
  if (mode && verdict !== undefined)
    gateFact(scope, mode, { path: "tools.exec.mode", choice: textOf(mode)!, verdict, covers: "exec" });
  else if (at(exec, "security") ?? at(exec, "ask")) legacyGate(scope, exec!);
  else if (!inherits)
    gateFact(
      scope,
      exec ?? holder,
      { path: "tools.exec.mode", choice: "full", verdict: "auto", covers: "exec" },
      byDefault,
    );
  placeFacts(scope, exec);
  safeBinFacts(scope, at(exec, "safeBins"));
}

function legacyGate(scope: OpenclawScope, exec: Node): void {
  const security = textOf(at(exec, "security"));
  const ask = textOf(at(exec, "ask"));
  // Where one of the two is absent its default counts, and that has changed between versions.
  const reading: Reading = security !== undefined && ask !== undefined ? {} : { confidence: "medium" };
  gateFact(
    scope,
    (at(exec, "security") ?? at(exec, "ask"))!,
    {
      path: "tools.exec.security",
      choice: `${security ?? "full"}, ask ${ask ?? "off"}`,
      verdict: legacyVerdict(security ?? "full", ask ?? "off"),
      covers: "exec",
    },
    reading,
  );
}

/** Where commands run: named hosts are outside of every sandbox. */
function placeFacts(scope: OpenclawScope, exec: Node | undefined): void {
  const host = at(exec, "host");
  const name = textOf(host);
  if (host && (name === "gateway" || name === "node"))
    gateFact(scope, host, { path: "tools.exec.host", choice: name, verdict: "auto", covers: "sandbox" });
  const patch = at(exec, "applyPatch", "workspaceOnly");
  if (isFalse(patch)) everyFile(scope, patch!);
}

/** Records that file tools reach beyond the workspace. */
export function everyFile(scope: OpenclawScope, node: Node): void {
  grantFact(scope, node, { system: "filesystem", actions: ["write"], resource: "*", level: "write", wildcard: true });
}

function safeBinFacts({ record, anchor, agent }: OpenclawScope, list: Node | undefined): void {
  for (const { text, node } of stringsOf(list)) {
    const grant = permissionGrant(`Bash(${text} *)`);
    if (!grant) continue;
    record.fact({
      kind: "grant",
      anchor,
      key: `shell:${text}`,
      owner: agent,
      at: node,
      value: { ...grant.value, actions: [text] },
      confidence: grant.confidence,
    });
  }
}

/** Records who may make the agent leave its sandbox and its approvals, `tools.elevated`. */
export function elevatedFacts(scope: OpenclawScope, elevated: Node | undefined): void {
  if (isFalse(at(elevated, "enabled"))) return;
  for (const { key: channel, keyNode, value } of pairsOf(at(elevated, "allowFrom"))) {
    const senders = stringsOf(value);
    const anyone = senders.find(({ text }) => text === "*");
    const path = `tools.elevated.allowFrom.${channel}`;
    if (anyone ?? isTrue(value))
      gateFact(scope, anyone?.node ?? value, { path, choice: "*", verdict: "auto", covers: "exec" });
    else if (senders.length > 0) gateFact(scope, keyNode, { path, verdict: "allowlist", covers: "exec" });
    else continue;
    effectFact(scope, keyNode, { effect: "exec", target: "elevated", detail: "/elevated" });
  }
}
