import { byDefault, effectFact, gateFact, grantFact, type OpenclawScope } from "#artifact/openclaw-scope.ts";
import { policyFacts } from "#artifact/openclaw-tools.ts";
import type { Node } from "#model/document.ts";
import type { TriggerValue } from "#model/fact.ts";
import { compareText } from "#model/location.ts";
import { at, isTrue, pairsOf, stringsOf, textOf } from "#model/tree.ts";

/** Addresses that only the machine itself reaches. */
const loopback = new Set(["loopback", "127.0.0.1", "localhost", "::1"]);

/** Commands of a paired device that reach what its owner has there. */
const deviceCommands = /^(system\.|camera\.|sms\.|contacts\.|screen\.|location\.|photos\.|calendar\.|\*)/;

/** Records who reaches the gateway, how it proves callers, and what it lets them do. */
export function gatewayFacts(scope: OpenclawScope, gateway: Node | undefined): void {
  if (gateway?.kind !== "mapping") return;
  const bind = at(gateway, "bind");
  const exposed = bind !== undefined && !loopback.has(textOf(bind) ?? "loopback");
  authFacts(scope, gateway, exposed);
  if (exposed)
    grantFact(scope, bind, {
      system: "network",
      actions: ["listen"],
      resource: `gateway ${textOf(bind)!}`,
      level: "write",
    });
  originFacts(scope, at(gateway, "controlUi", "allowedOrigins"));
  deviceFacts(scope, at(gateway, "nodes"));
  endpointFacts(scope, gateway);
  policyFacts(scope, at(gateway, "tools"), "gateway.tools", true);
  const terminal = at(gateway, "terminal", "enabled");
  if (isTrue(terminal)) effectFact(scope, terminal!, { effect: "exec", target: "gateway terminal" });
  for (const { key: identity, keyNode, value } of pairsOf(at(gateway, "auth", "identityScopes")))
    identityGrant(scope, identity, keyNode, value);
}

/** How callers prove themselves; without a setting a token is needed. */
function authFacts(scope: OpenclawScope, gateway: Node, exposed: boolean): void {
  const mode = at(gateway, "auth", "mode");
  const written = textOf(mode);
  const open = written === "none";
  const path = "gateway.auth.mode";
  if (mode && written !== undefined)
    gateFact(scope, mode, { path, choice: written, verdict: open ? "auto" : "policy", covers: "auth" });
  else {
    const choice = at(gateway, "auth", "password") ? "password" : "token";
    gateFact(scope, at(gateway, "auth") ?? gateway, { path, choice, verdict: "policy", covers: "auth" }, byDefault);
  }
  const users = stringsOf(at(gateway, "auth", "trustedProxy", "allowUsers"))
    .map(({ text }) => text)
    .sort(compareText);
  const sender: TriggerValue["sender"] = open ? (exposed ? "open" : "internal") : "allowlist";
  const place = mode ?? at(gateway, "auth") ?? gateway;
  entrance(scope, place, { type: "http", source: "gateway", sender, ...(users.length > 0 ? { senders: users } : {}) });
  const tailscale = at(gateway, "tailscale", "mode");
  if (textOf(tailscale) === "funnel" || textOf(tailscale) === "serve") {
    const source = `tailscale ${textOf(tailscale)!}`;
    entrance(scope, tailscale!, { type: "http", source, sender: open ? "open" : "allowlist" });
  }
}

function entrance({ record, anchor, agent }: OpenclawScope, node: Node, value: TriggerValue): void {
  record.fact({ kind: "trigger", anchor, key: `${value.type}:${value.source}`, owner: agent, at: node, value });
}

function originFacts(scope: OpenclawScope, origins: Node | undefined): void {
  const any = stringsOf(origins).find(({ text }) => text === "*");
  if (!any) return;
  gateFact(scope, any.node, {
    path: "gateway.controlUi.allowedOrigins",
    choice: "*",
    verdict: "auto",
    covers: "auth",
  });
}

/** Devices that pair by themselves, and the commands that may be sent to them. */
function deviceFacts(scope: OpenclawScope, nodes: Node | undefined): void {
  for (const { text, node } of stringsOf(at(nodes, "pairing", "autoApproveCidrs")))
    gateFact(scope, node, {
      path: `gateway.nodes.pairing.autoApproveCidrs ${text}`,
      verdict: "auto",
      covers: "auth",
    });
  const allowed = [...stringsOf(at(nodes, "allowCommands")), ...stringsOf(at(nodes, "commands", "allow"))];
  for (const { text, node } of allowed)
    grantFact(scope, node, {
      system: "node",
      actions: [text],
      level: deviceCommands.test(text) ? "admin" : "write",
      ...(text === "*" ? { wildcard: true } : {}),
    });
}

/** Endpoints that are off until they are switched on. */
function endpointFacts(scope: OpenclawScope, gateway: Node): void {
  const open = textOf(at(gateway, "auth", "mode")) === "none";
  for (const { key, value } of pairsOf(at(gateway, "http", "endpoints"))) {
    const enabled = at(value, "enabled");
    if (!isTrue(enabled)) continue;
    const sender = open ? "open" : "allowlist";
    entrance(scope, enabled!, { type: "http", source: `gateway ${key}`, sender });
  }
}

/** Operator rights of a person whom a proxy has recognised. */
function identityGrant({ record, anchor, agent }: OpenclawScope, identity: string, keyNode: Node, scopes: Node): void {
  const actions = stringsOf(scopes)
    .map(({ text }) => text)
    .sort(compareText);
  if (actions.length === 0) return;
  record.fact({
    kind: "grant",
    anchor,
    key: `openclaw:${identity}`,
    owner: agent,
    at: keyNode,
    value: {
      system: "openclaw",
      actions,
      subject: identity,
      decision: "hardcoded",
      level: actions.some((action) => action === "operator.admin" || action === "*") ? "admin" : "write",
    },
  });
}
