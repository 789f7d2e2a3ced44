import { byDefault, effectFact, gateFact, grantFact, type OpenclawScope } from "#artifact/openclaw-scope.ts";
import { embeddingOf } from "#model/embedding.ts";
import type { Node } from "#model/document.ts";
import { at, stringsOf, textOf } from "#model/tree.ts";

/** Host folders that hold everything, or the way to it. */
const wideMount =
  /^(\/|~\/?|\/etc\/?|\/root\/?|\/home\/?|\/home\/[^/]+\/?|\/Users\/?|\/Users\/[^/]+\/?|\/var\/run\/?|\$HOME\/?|\$\{HOME\}\/?)$|(docker|podman|containerd)\.sock$|(^|\/)\.(ssh|aws|gnupg|kube)\/?$/;

/** Records how commands are isolated, `sandbox`; `inherits` where an absent key means the defaults of all agents. */
export function sandboxFacts(scope: OpenclawScope, sandbox: Node | undefined, holder: Node, inherits: boolean): void {
  const mode = at(sandbox, "mode");
  const name = textOf(mode);
  if (mode && name !== undefined) {
    const verdict = name === "off" ? "auto" : "policy";
    gateFact(scope, mode, { path: "sandbox.mode", choice: name, verdict, covers: "sandbox" });
  } else if (!inherits) {
    const off = { path: "sandbox.mode", choice: "off", verdict: "auto", covers: "sandbox" } as const;
    gateFact(scope, sandbox ?? holder, off, byDefault);
  }
  const access = at(sandbox, "workspaceAccess");
  if (textOf(access) === "rw" || textOf(access) === "ro") {
    const level = textOf(access) === "rw" ? "write" : "read";
    grantFact(scope, access!, { system: "filesystem", actions: [level], resource: "workspace", level });
  }
  for (const container of ["docker", "browser"]) containerFacts(scope, at(sandbox, container), `sandbox.${container}`);
}

function containerFacts(scope: OpenclawScope, container: Node | undefined, path: string): void {
  networkFacts(scope, at(container, "network"), path);
  for (const { text, node } of stringsOf(at(container, "binds"))) bindFact(scope, node, text);
  for (const key of ["seccompProfile", "apparmorProfile"]) {
    const profile = at(container, key);
    if (textOf(profile) !== "unconfined") continue;
    gateFact(scope, profile!, { path: `${path}.${key}`, choice: "unconfined", verdict: "auto", covers: "sandbox" });
  }
  const setup = at(container, "setupCommand");
  for (const { text, node } of stringsOf(setup)) {
    effectFact(scope, node, { effect: "exec", target: `${path}.setupCommand`, detail: text });
    if (node.kind === "string")
      scope.record.embed(embeddingOf(scope.document, node, "bash"), { anchor: scope.anchor, owner: scope.agent });
  }
}

/** `none` is the default; the network of the host or of another container ends the isolation. */
function networkFacts(scope: OpenclawScope, network: Node | undefined, path: string): void {
  const name = textOf(network);
  if (!network || !name) return;
  if (name === "none") {
    gateFact(scope, network, { path: `${path}.network`, choice: name, verdict: "policy", covers: "network" });
    return;
  }
  const shared = name === "host" || name.startsWith("container:");
  grantFact(scope, network, {
    system: "network",
    actions: ["connect"],
    resource: name,
    level: "write",
    ...(shared ? { wildcard: true } : {}),
  });
  if (shared) gateFact(scope, network, { path: `${path}.network`, choice: name, verdict: "auto", covers: "sandbox" });
}

/** `HOST:CONTAINER[:ro]`; the drive letter of a Windows path is part of the host side. */
function bindFact(scope: OpenclawScope, node: Node, text: string): void {
  const host = /^([A-Za-z]:[\\/][^:]*|[^:]+)/.exec(text)?.[1];
  if (host === undefined) return;
  const wide = wideMount.test(host);
  const level = /:ro(,|$)/.test(text) ? "read" : wide ? "admin" : "write";
  grantFact(scope, node, {
    system: "filesystem",
    actions: [level === "read" ? "read" : "write"],
    resource: host,
    level,
    ...(wide ? { wildcard: true } : {}),
  });
}
