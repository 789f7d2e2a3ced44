/**
 * MCP servers in the notation that clients share: a map name → `command`/`args`/`env` or `url`/`headers`.
 * Sources: Claude Code MCP reference, Codex `config.schema.json`, Cursor and VS Code MCP configuration, Gemini CLI
 * settings schema, OpenCode, Zed, Cline, Roo. As of 2026-11.
 */
import { hostOf, mapCredentials, pairCredential } from "#artifact/credential-facts.ts";
import { maskWords } from "#secrets/command-text.ts";
import { isSecretName } from "#secrets/secret-name.ts";
import { launchOf } from "#artifact/launch.ts";
import { argumentFacts, wordCredentials, type Word } from "#artifact/server-arguments.ts";
import { recordHelper, recordCredential, recordGate, written, type Subject } from "#artifact/subject.ts";
import type { Recorder } from "#model/artifact.ts";
import type { Document, Node } from "#model/document.ts";
import type { FactId, PrincipalValue } from "#model/fact.ts";
import { compareText } from "#model/location.ts";
import { at, isFalse, isTrue, pairsOf, scalarOf, stringsOf, textOf } from "#model/tree.ts";

/** Whose server list it is. */
export interface ServerListOwner {
  /** Id of the principal that uses the servers. */
  readonly agent: FactId;
  /** Its anchor, for gates that speak of its servers. */
  readonly anchor: string;
}

/**
 * Records the servers of a map name → server. Each server is a principal of its own, anchored by its name, so that
 * moving its entry to another file or client changes nothing about it.
 */
export function serverFacts(
  document: Document,
  servers: Node | undefined,
  owner: ServerListOwner,
  record: Recorder,
): void {
  for (const { key: name, keyNode, value: server } of pairsOf(servers)) {
    serverFact(document, { name, nameNode: keyNode, server }, owner, record);
  }
}

/** Records one server of a list, which says its name itself; nothing where it has none. */
export function listedServerFact(document: Document, server: Node, owner: ServerListOwner, record: Recorder): void {
  const nameNode = at(server, "name");
  const name = textOf(nameNode);
  if (nameNode && name) serverFact(document, { name, nameNode, server }, owner, record);
}

/** One entry of a list of servers; `nameNode` is where it is told if nothing is started there. */
interface ServerEntry {
  readonly name: string;
  readonly nameNode: Node;
  readonly server: Node;
}

/** Records one server; nothing where it is switched off. */
function serverFact(
  document: Document,
  { name, nameNode, server }: ServerEntry,
  owner: ServerListOwner,
  record: Recorder,
): void {
  if (server.kind !== "mapping" || isTrue(at(server, "disabled")) || isFalse(at(server, "enabled"))) return;
  if (name === "") return;
  const anchor = `server/${name}`;
  const started = commandWords(server);
  const { value, packageNode } = principalOf(server, started);
  const id = record.fact({ kind: "principal", anchor, key: name, value, at: packageNode ?? nameNode });
  record.edge(owner.agent, "uses", id);
  const subject: Subject = { document, anchor, owner: id, record };
  unknownTools(subject, nameNode);
  credentialFacts(subject, server);
  argumentFacts(subject, started);
  approvalFacts({ document, anchor: owner.anchor, owner: owner.agent, record }, server, name);
}

/** What a server offers is told only by the running server, so that no review of its entry covers it. */
function unknownTools({ anchor, owner, record }: Subject, node: Node): void {
  const value = { reason: "The server tells its tools only when it runs." };
  record.fact({ kind: "opaque", anchor, key: "tool-list", owner, at: node, origin: "default", value });
}

/** Programs that speak to a server elsewhere: the address among their words says which. */
const bridges: ReadonlySet<string> = new Set([
  "mcp-remote",
  "supergateway",
  "mcp-proxy",
  "@modelcontextprotocol/mcp-remote",
]);

function principalOf(server: Node, started: readonly Word[]): { value: PrincipalValue; packageNode: Node | undefined } {
  const base = { type: "service", product: "mcp" } as const;
  const address = addressOf(server);
  const declared = textOf(at(server, "type")) ?? textOf(at(server, "transport"));
  if (address) {
    const transport = declared === undefined || declared === "remote" ? "http" : declared;
    return { value: { ...base, transport, ...remotePlace(textOf(address)!) }, packageNode: address };
  }
  const launch = launchOf(started.map(({ text }) => text));
  if (!launch) return { value: { ...base, transport: declared ?? "stdio" }, packageNode: undefined };
  const { packageWord, ...launched } = launch;
  const host = bridges.has(launch.package ?? launch.runner) ? firstHost(started) : undefined;
  const line = maskWords(started.map(({ text }) => text)).join(" ");
  const around = surroundings(server);
  return {
    value: {
      ...base,
      transport: "stdio",
      ...launched,
      ...(host === undefined ? {} : { host }),
      ...(line === launch.runner && around === "" ? {} : written(line, around)),
    },
    packageNode: started[packageWord ?? -1]?.node ?? started[0]?.node,
  };
}

function remotePlace(url: string): Pick<PrincipalValue, "host" | "detail" | "digest"> {
  const host = hostOf(url);
  return {
    ...(host === undefined ? {} : { host }),
    ...(/^https?:\/\/[^/?#@]*\/?$/i.test(url) ? {} : written(url)),
  };
}

/** Where a process runs and what its environment says beside credentials, which are known by name. */
function surroundings(server: Node): string {
  const lines = ["env", "environment", "envs"].flatMap((key) =>
    pairsOf(at(server, key)).flatMap(({ key: name, value }) => {
      const text = scalarOf(value);
      return text === undefined || isSecretName(name) ? [] : [`${name}=${text}`];
    }),
  );
  const folder = scalarOf(at(server, "cwd"));
  return [...lines.sort(compareText), ...(folder === undefined ? [] : [`in ${folder}`])].join("\n");
}

function addressOf(server: Node): Node | undefined {
  return ["url", "serverUrl", "httpUrl", "uri", "endpoint"].map((key) => at(server, key)).find((node) => textOf(node));
}

function firstHost(started: readonly Word[]): string | undefined {
  for (const { text } of started) {
    const host = /^https?:/i.test(text) ? hostOf(text) : undefined;
    if (host !== undefined) return host;
  }
  return undefined;
}

/** `command` may be a word, a whole line, a list, or a mapping of its own; `args` follows it. */
function commandWords(server: Node): Word[] {
  const command = at(server, "command") ?? at(server, "cmd");
  const nested = command?.kind === "mapping" ? command : undefined;
  const program = nested ? at(nested, "path") : command;
  const line = textOf(program);
  const isLine = line !== undefined && /\s/.test(line) && !/[\\/]/.test(line.split(/\s/, 1)[0] ?? "");
  const first = isLine ? lineWords(line, program!) : stringsOf(program);
  return [...first, ...stringsOf(at(nested ?? server, "args"))];
}

function lineWords(line: string, node: Node): Word[] {
  return line
    .trim()
    .split(/\s+/)
    .map((text) => ({ text, node }));
}

function credentialFacts(subject: Subject, server: Node): void {
  for (const holder of [server, at(server, "command")]) {
    for (const key of ["env", "environment", "envs"]) mapCredentials(subject, at(holder, key), "env");
  }
  for (const key of ["headers", "http_headers"]) mapCredentials(subject, at(server, key), "header");
  mapCredentials(subject, at(server, "requestInit", "headers"), "header");
  for (const { value } of pairsOf(at(server, "env_http_headers"))) namedVariable(subject, value, "header");
  for (const key of ["env_vars", "env_keys"]) {
    for (const { node } of stringsOf(at(server, key))) namedVariable(subject, node, "env");
  }
  const bearer = at(server, "bearer_token_env_var");
  if (textOf(bearer)) recordCredential(subject, bearer!, { source: "env", name: textOf(bearer)!, via: "header" });
  const address = addressOf(server);
  if (address) wordCredentials(subject, { text: textOf(address) ?? "", node: address }, "");
  const file = at(server, "envFile");
  if (textOf(file)) recordCredential(subject, file!, { source: "file", name: textOf(file)!, via: "env" });
  const helper = at(server, "headersHelper");
  if (textOf(helper)) {
    recordCredential(subject, helper!, { source: "command", name: "headersHelper", via: "header" });
    recordHelper(subject, helper!, "headersHelper");
  }
  authorizationFacts(subject, server);
}

/** A list of variable names that are passed on: only those that name a credential are one. */
function namedVariable(subject: Subject, node: Node, via: string): void {
  const name = textOf(node);
  if (name && (via === "header" || isSecretName(name))) recordCredential(subject, node, { source: "env", name, via });
}

/** OAuth settings of a remote server: the client's secret, and the scopes that are asked for. */
function authorizationFacts(subject: Subject, server: Node): void {
  for (const holder of [at(server, "oauth"), at(server, "auth")]) {
    for (const { key, value } of pairsOf(holder)) {
      if (/^client_?secret$/i.test(key)) pairCredential(subject, "CLIENT_SECRET", value, "exchange");
    }
  }
  const scopes =
    at(server, "oauth", "scopes") ??
    at(server, "oauth", "scope") ??
    at(server, "auth", "scopes") ??
    at(server, "scopes");
  const actions = stringsOf(scopes)
    .flatMap(({ text }) => text.split(/[\s,]+/))
    .filter((scope) => scope !== "");
  if (scopes === undefined || actions.length === 0) return;
  const { anchor, owner, record } = subject;
  const value = { system: "oauth", actions: [...new Set(actions)].sort(compareText), decision: "hardcoded" } as const;
  record.fact({ kind: "grant", anchor, key: "oauth:scopes", owner, at: scopes, value });
}

/** Keys under which clients list the tools that are called without a yes. */
const autoApproveKeys = ["autoApprove", "alwaysAllow", "always_allow", "autoAllowedTools"];

function approvalFacts(agent: Subject, server: Node, name: string): void {
  const approve = (node: Node, tool: string, setting: string) =>
    recordGate(agent, node, { verdict: "auto", covers: `mcp:${name}/${tool}`, setting }, { key: `${name}.${setting}` });
  const trust = at(server, "trust");
  if (isTrue(trust)) approve(trust!, "*", "trust");
  const mode = at(server, "default_tools_approval_mode");
  if (textOf(mode) === "approve") approve(mode!, "*", "default_tools_approval_mode approve");
  for (const { key: tool, value } of pairsOf(at(server, "tools"))) {
    const toolMode = at(value, "approval_mode");
    if (textOf(toolMode) === "approve") approve(toolMode!, tool, `tools.${tool}.approval_mode approve`);
  }
  for (const key of autoApproveKeys) {
    const list = at(server, key);
    if (isTrue(list)) approve(list!, "*", key);
    else if (!isFalse(list)) for (const { text, node } of stringsOf(list)) approve(node, text, `${key} ${text}`);
  }
}
