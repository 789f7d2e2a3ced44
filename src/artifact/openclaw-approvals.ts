import { baseName } from "#artifact/names.ts";
import { legacyVerdict } from "#artifact/openclaw-exec.ts";
import { effectFact, gateFact, openclawScope, type OpenclawScope, type Reading } from "#artifact/openclaw-scope.ts";
import { permissionGrant } from "#artifact/permission-pattern.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
import type { Node } from "#model/document.ts";
import { at, isTrue, itemsOf, pairsOf, scalarOf, textOf } from "#model/tree.ts";

/** What a host lets OpenClaw agents run, `exec-approvals.json`. Source: docs/tools/exec-approvals.md. */
export const openclawApprovals: ArtifactFrontEnd = {
  format: "openclaw-approvals",
  role: "agent-settings",
  syntax: "json",
  claims: (path) => baseName(path) === "exec-approvals.json",
  markers: ['"autoAllowSkills"', '"askFallback"'],
  recognises: ({ root }) =>
    at(root, "defaults", "askFallback") !== undefined || at(root, "defaults", "autoAllowSkills") !== undefined,
  facts(document, record) {
    const { root } = document;
    const scope = openclawScope(document, record);
    policyFacts(scope, at(root, "defaults"));
    socketFact(scope, at(root, "socket", "token"));
    for (const { key: name, keyNode, value } of pairsOf(at(root, "agents"))) {
      if (value.kind !== "mapping") continue;
      // `*` are the rules for every agent that has none of its own.
      if (name === "*") {
        policyFacts(scope, value);
        continue;
      }
      const anchor = `agent/${name}`;
      const agent = record.fact({
        kind: "principal",
        anchor,
        key: name,
        at: keyNode,
        value: { type: "agent", product: "openclaw" },
      });
      policyFacts({ ...scope, anchor, agent }, value);
    }
  },
};

function policyFacts(scope: OpenclawScope, policy: Node | undefined): void {
  const security = textOf(at(policy, "security"));
  const ask = textOf(at(policy, "ask"));
  if (security !== undefined || ask !== undefined) {
    const reading: Reading = security !== undefined && ask !== undefined ? {} : { confidence: "medium" };
    const verdict = legacyVerdict(security ?? "full", ask ?? "off");
    const choice = `${security ?? "full"}, ask ${ask ?? "off"}`;
    const node = (at(policy, "security") ?? at(policy, "ask"))!;
    gateFact(scope, node, { path: "exec-approvals.security", choice, verdict, covers: "exec" }, reading);
  }
  const fallback = at(policy, "askFallback");
  if (textOf(fallback) === "full")
    gateFact(scope, fallback!, {
      path: "exec-approvals.askFallback",
      choice: "full",
      verdict: "auto",
      covers: "exec",
    });
  const skills = at(policy, "autoAllowSkills");
  if (isTrue(skills))
    gateFact(scope, skills!, { path: "exec-approvals.autoAllowSkills", verdict: "auto", covers: "exec" });
  for (const entry of itemsOf(at(policy, "allowlist"))) allowFact(scope, entry);
}

/** An entry is a pattern for the path of a program, with one for its arguments where that is narrower. */
function allowFact(scope: OpenclawScope, entry: Node): void {
  const node = entry.kind === "mapping" ? at(entry, "pattern") : entry;
  const pattern = scalarOf(node)?.trim();
  if (!node || !pattern) return;
  const [program = "", ...words] = pattern.split(/\s+/);
  const written = textOf(at(entry, "argPattern")) ?? words.join(" ");
  const everywhere = /^[*/?]+$/.test(program);
  const grant = permissionGrant(everywhere ? "Bash(*)" : `Bash(${program} ${written || "*"})`);
  if (!grant) return;
  const { record, anchor, agent } = scope;
  const id = record.fact({
    kind: "grant",
    anchor,
    key: `shell:${pattern}`,
    owner: agent,
    at: node,
    value: { ...grant.value, actions: [pattern] },
    confidence: grant.confidence,
  });
  const reach = { effect: "exec", target: grant.value.wildcard ? "*" : pattern } as const;
  record.edge(id, "reaches", effectFact(scope, node, reach));
  // An agent that may run the product's own program may change what it is allowed.
  if (/(^|\/)(openclaw|clawdbot|moltbot)$/.test(program)) {
    const control = { effect: "self-modify", target: "permissions", detail: pattern } as const;
    record.edge(id, "reaches", effectFact(scope, node, control));
  }
}

/** Whoever has the token answers approval requests. */
function socketFact({ record, anchor, agent }: OpenclawScope, token: Node | undefined): void {
  if (!token || !textOf(token)) return;
  record.fact({
    kind: "credential",
    anchor,
    key: "literal:socket.token",
    owner: agent,
    at: token,
    value: { source: "literal", name: "socket.token", lifetime: "long-lived", authority: "service", via: "config" },
  });
}
