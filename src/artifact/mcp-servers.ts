import { credentialReferences, isCredentialName, issuerOf } from "#artifact/credential-text.ts";
import { launchOf } from "#artifact/launch.ts";
import type { Recorder } from "#model/artifact.ts";
import type { Document, Node } from "#model/document.ts";
import type { FactId, PrincipalValue } from "#model/fact.ts";
import { at, isFalse, isTrue, pairsOf, stringsOf, textOf } from "#model/tree.ts";

/** Whose server list it is. */
export interface ServerListOwner {
  /** Id of the principal that uses the servers. */
  readonly agent: FactId;
  /** Its anchor, for gates that speak of its servers. */
  readonly anchor: string;
}

/** Keys under which clients write that calls need no yes: everything of the server, or the tools named. */
const autoApproveKeys = ["autoApprove", "alwaysAllow", "always_allow"];

/**
 * Records the servers of a map name → server, in the notation that MCP clients share: `command`/`args`/`env` or
 * `url`/`headers`. Each server is a principal of its own, anchored by its name, so that moving its entry to another
 * file or client changes nothing about it.
 */
export function serverFacts(
  document: Document,
  servers: Node | undefined,
  owner: ServerListOwner,
  record: Recorder,
): void {
  for (const { key: name, keyNode, value: server } of pairsOf(servers)) {
    if (server.kind !== "mapping" || isTrue(at(server, "disabled")) || isFalse(at(server, "enabled"))) continue;
    const anchor = `server/${name}`;
    const { value, packageNode } = principalOf(server);
    const id = record.fact({ kind: "principal", anchor, key: name, value, at: packageNode ?? keyNode });
    record.edge(owner.agent, "uses", id);
    record.fact({
      kind: "opaque",
      anchor,
      key: "tool-list",
      owner: id,
      at: keyNode,
      origin: "default",
      value: { reason: "The server tells its tools only when it runs." },
    });
    credentialFacts(server, anchor, id, record);
    rootFacts(server, anchor, id, record);
    approvalFacts(server, name, owner, record);
  }
}

function principalOf(server: Node): { value: PrincipalValue; packageNode: Node | undefined } {
  const base = { type: "service", product: "mcp" } as const;
  const address = at(server, "url") ?? at(server, "serverUrl") ?? at(server, "httpUrl");
  const url = textOf(address);
  if (url !== undefined) {
    const declared = textOf(at(server, "type")) ?? textOf(at(server, "transport"));
    return { value: { ...base, transport: declared ?? "http", ...hostOf(url) }, packageNode: address };
  }
  const words = commandWords(server);
  const launch = launchOf(words.map(({ text }) => text));
  if (!launch) return { value: { ...base, transport: "stdio" }, packageNode: undefined };
  const { packageWord, ...started } = launch;
  return {
    value: { ...base, transport: "stdio", ...started },
    packageNode: words[packageWord ?? -1]?.node ?? words[0]?.node,
  };
}

/** `command` may be a word, a whole line or a list; `args` follows it. */
function commandWords(server: Node): { text: string; node: Node }[] {
  const command = at(server, "command") ?? at(server, "cmd");
  const words = stringsOf(command);
  const line = textOf(command);
  const first =
    line !== undefined && /\s/.test(line) && !/[\\/]/.test(line.split(/\s/, 1)[0] ?? "")
      ? line
          .trim()
          .split(/\s+/)
          .map((text) => ({ text, node: command! }))
      : words;
  return [...first, ...stringsOf(at(server, "args"))];
}

function hostOf(url: string): { host?: string } {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/:?#]+)/i.exec(url)?.[1];
  return host === undefined ? {} : { host: host.toLowerCase() };
}

function credentialFacts(server: Node, anchor: string, owner: FactId, record: Recorder): void {
  for (const key of ["env", "environment", "envs"]) {
    for (const pair of pairsOf(at(server, key))) nameValueFact(pair.key, pair.value, "env", { anchor, owner, record });
  }
  for (const key of ["headers", "http_headers", "requestInit"]) {
    for (const pair of pairsOf(at(server, key)))
      nameValueFact(pair.key, pair.value, "header", { anchor, owner, record });
  }
  const texts = [...stringsOf(at(server, "args")), ...stringsOf(at(server, "url"))];
  for (const { text, node } of texts) {
    for (const { source, name } of credentialReferences(text)) {
      if (isCredentialName(name)) credential({ anchor, owner, record }, { source, name, via: "argument" }, node);
    }
  }
  const variable = textOf(at(server, "bearer_token_env_var"));
  if (variable)
    credential(
      { anchor, owner, record },
      { source: "env", name: variable, via: "header" },
      at(server, "bearer_token_env_var")!,
    );
  for (const { text, node } of stringsOf(at(server, "env_vars"))) {
    if (isCredentialName(text)) credential({ anchor, owner, record }, { source: "env", name: text, via: "env" }, node);
  }
}

interface CredentialContext {
  readonly anchor: string;
  readonly owner: FactId;
  readonly record: Recorder;
}

/** One `NAME: value` of an environment or header map: what the value refers to, or the name if it is written out. */
function nameValueFact(name: string, node: Node, via: string, context: CredentialContext): void {
  const text = textOf(node);
  if (text === undefined) return;
  const references = credentialReferences(text);
  for (const reference of references) {
    if (isCredentialName(reference.name) || isCredentialName(name)) credential(context, { ...reference, via }, node);
  }
  // An empty value, or none of the usual spellings: the server takes the variable from the environment it is started in.
  if (references.length === 0 && text === "" && isCredentialName(name))
    credential(context, { source: "env", name, via }, node);
  if (references.length === 0 && text !== "" && isCredentialName(name))
    credential(context, { source: "literal", name, via }, node);
}

function credential(
  { anchor, owner, record }: CredentialContext,
  {
    source,
    name,
    via,
  }: { source: "literal" | "env" | "file" | "vault" | "metadata" | "exchange" | "command"; name: string; via: string },
  node: Node,
): void {
  const issuer = issuerOf(name);
  record.fact({
    kind: "credential",
    anchor,
    key: `${source}:${name}`,
    owner,
    at: node,
    value: {
      source,
      name,
      lifetime: source === "exchange" ? "unknown" : "long-lived",
      authority: "service",
      via,
      ...(issuer ? { issuer } : {}),
    },
  });
}

/** Places that hold everything: a server that is given one reads every credential on the host. */
const broadRoot =
  /^(\/|~\/?|\$HOME\/?|\$\{HOME\}\/?|\$\{userHome\}\/?|\$\{env:HOME\}\/?|%USERPROFILE%\\?|[A-Za-z]:[\\/]?|\/home\/[^/]+\/?|\/Users\/[^/]+\/?|\/root\/?|\/etc\/?|[A-Za-z]:\\Users\\[^\\]+\\?)$/;

function rootFacts(server: Node, anchor: string, owner: FactId, record: Recorder): void {
  const words = stringsOf(at(server, "args"));
  words.forEach(({ text, node }, index) => {
    const previous = words[index - 1]?.text ?? "";
    const mount = mountOf(text, previous);
    const resource =
      mount ?? (broadRoot.test(text) && !/^(-w|--workdir|--cwd|--user|-u|--prefix)$/.test(previous) ? text : undefined);
    if (resource !== undefined) {
      const wide = broadRoot.test(resource) || /docker\.sock|podman\.sock|containerd\.sock/.test(resource);
      grantRoot({ anchor, owner, record }, resource, wide, node);
    } else if (/^--(privileged|allow-all)$/.test(text) || /^(--(pid|network|net|ipc|userns)=host)$/.test(text)) {
      grantRoot({ anchor, owner, record }, text, text === "--privileged" || text === "--allow-all", node);
    }
  });
}

/** The host side of a container mount: `-v HOST:CONTAINER`, `--mount type=bind,src=HOST,…`. */
function mountOf(text: string, previous: string): string | undefined {
  const bind = /(?:^|,)(?:src|source)=([^,]+)/.exec(text)?.[1];
  if ((previous === "--mount" || text.startsWith("--mount=")) && bind !== undefined) return bind;
  const inline = /^(?:-v|--volume)=(.+)$/.exec(text)?.[1];
  const volume = inline ?? (previous === "-v" || previous === "--volume" ? text : undefined);
  if (volume === undefined) return undefined;
  const host = /^([A-Za-z]:[\\/][^:]*|[^:]*):/.exec(volume)?.[1];
  return host !== undefined && /^[/~.$%A-Za-z]:?[\\/]?/.test(host) && /[/\\~$%]/.test(host) ? host : undefined;
}

function grantRoot({ anchor, owner, record }: CredentialContext, resource: string, wide: boolean, node: Node): void {
  record.fact({
    kind: "grant",
    anchor,
    key: `filesystem:${resource}`,
    owner,
    at: node,
    value: {
      system: "filesystem",
      actions: ["write"],
      resource,
      decision: "hardcoded",
      level: wide ? "admin" : "write",
      ...(wide ? { wildcard: true } : {}),
    },
  });
}

function approvalFacts(server: Node, name: string, owner: ServerListOwner, record: Recorder): void {
  const gate = (setting: string, covers: string, node: Node) =>
    record.fact({
      kind: "gate",
      anchor: owner.anchor,
      key: `${name}.${setting}`,
      owner: owner.agent,
      at: node,
      value: { verdict: "auto", covers, setting },
    });
  if (isTrue(at(server, "trust"))) gate("trust", `mcp:${name}/*`, at(server, "trust")!);
  const mode = textOf(at(server, "default_tools_approval_mode"));
  if (mode === "approve")
    gate("default_tools_approval_mode", `mcp:${name}/*`, at(server, "default_tools_approval_mode")!);
  for (const key of autoApproveKeys) {
    for (const { text, node } of stringsOf(at(server, key))) gate(key, `mcp:${name}/${text}`, node);
  }
}
