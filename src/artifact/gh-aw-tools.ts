import { serverFacts } from "#artifact/mcp-servers.ts";
import { permissionGrants } from "#artifact/permission-pattern.ts";
import { argumentWords, modeGates, textNode } from "#artifact/workflow-agent-facts.ts";
import { written } from "#artifact/subject.ts";
import type { TriggerPlace } from "#artifact/workflow-trigger.ts";
import type { Document, Node } from "#model/document.ts";
import type { FactOrigin, GateValue, GrantValue } from "#model/fact.ts";
import { at, isFalse, isTrue, itemsOf, pairsOf, scalarOf, stringsOf } from "#model/tree.ts";

/** Tools that every other key of `tools:` is not: a server of that name. */
const builtIn = new Set([
  "bash",
  "edit",
  "web-fetch",
  "web-search",
  "github",
  "playwright",
  "cache-memory",
  "repo-memory",
  "agentic-workflows",
  "timeout",
  "startup-timeout",
  "cli-proxy",
]);

/** Records what the agent may call: shell, files, web, GitHub's server, and servers of the workflow's own. */
export function toolFacts(document: Document, matter: Node, place: TriggerPlace): void {
  const tools = at(matter, "tools");
  bashGrants(tools, place);
  if (at(tools, "edit")) permissionGrants(textNode(at(tools, "edit")!, "Edit"), place, place);
  for (const name of ["web-fetch", "web-search"]) {
    const node = at(tools, name);
    if (node && !isFalse(node)) grant(place, node, `web:${name}`, { system: "web", actions: [name], level: "read" });
  }
  githubTools(at(tools, "github"), place);
  for (const name of ["repo-memory", "cache-memory"]) memoryEffect(name, at(tools, name), place);
  for (const { key, value } of pairsOf(tools)) {
    if (!builtIn.has(key) && value.kind === "mapping") serverOf(document, key, value, place);
  }
  serverFacts(document, at(matter, "mcp-servers"), { agent: place.owner, anchor: place.anchor }, place.record);
}

function grant(
  { anchor, owner, record }: TriggerPlace,
  node: Node,
  key: string,
  value: Omit<GrantValue, "decision">,
): void {
  record.fact({ kind: "grant", anchor, key, owner, at: node, value: { ...value, decision: "hardcoded" } });
}

function gate(
  { anchor, owner, record }: TriggerPlace,
  node: Node,
  value: GateValue,
  origin: FactOrigin = "config",
): void {
  record.fact({ kind: "gate", anchor, key: value.setting, owner, at: node, origin, value });
}

/** `bash: true`, `"*"` and `":*"` give every command; a bare `bash:` gives a short list of reading ones. */
function bashGrants(tools: Node | undefined, place: TriggerPlace): void {
  const bash = at(tools, "bash");
  if (!bash || isFalse(bash)) return;
  const commands = stringsOf(bash);
  const everything = isTrue(bash) || commands.some(({ text }) => /^:?\*$/.test(text.trim()));
  if (everything) permissionGrants(textNode(bash, "Bash"), place, place);
  else if (commands.length === 0 && bash.kind !== "sequence")
    grant(place, bash, "shell:default", { system: "shell", actions: ["default"], level: "read" });
  else for (const { text, node } of commands) permissionGrants(textNode(node, `Bash(${text})`), place, place);
}

function githubTools(github: Node | undefined, place: TriggerPlace): void {
  if (!github || isFalse(github)) return;
  const toolsets = stringsOf(at(github, "toolsets") ?? at(github, "toolset") ?? at(github, "allowed"));
  const names = toolsets.map(({ text }) => `github/${text}`).sort();
  const writes = isFalse(at(github, "read-only"));
  grant(place, github, "mcp:github", {
    system: "mcp",
    actions: names.length > 0 ? names : ["github/default"],
    resource: "github",
    level: writes ? "write" : "read",
  });
  for (const [key, test] of [
    ["lockdown", isFalse],
    ["min-integrity", (node: Node | undefined) => scalarOf(node) === "none"],
  ] as const) {
    const node = at(github, key);
    if (node && test(node))
      gate(place, node, {
        verdict: "auto",
        // Whose texts the agent reads: not a limit of the agent, but of what may mislead it.
        covers: "content",
        setting: `tools.github.${key} ${scalarOf(node) ?? ""}`,
      });
  }
}

/** What one run writes there, the next one reads. */
function memoryEffect(name: string, node: Node | undefined, { anchor, owner, record }: TriggerPlace): void {
  if (!node || isFalse(node)) return;
  record.fact({
    kind: "effect",
    anchor,
    key: `file-write:${name}`,
    owner,
    at: node,
    value: { effect: "file-write", target: name },
  });
}

/** A server that is written among the tools: told as if it stood in a list of servers. */
function serverOf(document: Document, name: string, server: Node, place: TriggerPlace): void {
  const inner = at(server, "mcp")?.kind === "mapping" ? at(server, "mcp")! : server;
  const key: Node = { kind: "string", value: name, start: server.start, end: server.start, children: [] };
  const pair: Node = { kind: "pair", start: server.start, end: server.end, children: [key, inner] };
  const list: Node = { kind: "mapping", start: server.start, end: server.end, children: [pair] };
  serverFacts(document, list, { agent: place.owner, anchor: place.anchor }, place.record);
}

/** Records the walls around the agent: its sandbox, the hosts it may reach, strict compilation. */
export function sandboxFacts(matter: Node, place: TriggerPlace): void {
  const sandbox = at(matter, "sandbox");
  const agent = at(sandbox, "agent");
  const off = isFalse(sandbox) || isFalse(agent) || scalarOf(sandbox) === "none";
  gate(
    place,
    agent ?? sandbox ?? matter,
    { verdict: off ? "auto" : "policy", covers: "sandbox", setting: off ? "sandbox.agent false" : "sandbox.agent" },
    sandbox ? "config" : "default",
  );
  const strict = at(matter, "strict");
  if (isFalse(strict)) gate(place, strict!, { verdict: "auto", covers: "guardrails", setting: "strict false" });
  networkFacts(at(matter, "network"), matter, place);
}

function networkFacts(network: Node | undefined, matter: Node, place: TriggerPlace): void {
  const allowed = at(network, "allowed");
  const firewall = at(network, "firewall");
  const off = isFalse(firewall) || scalarOf(firewall) === "disable";
  for (const { text, node } of stringsOf(allowed)) {
    const wildcard = text === "*" || text === "**";
    grant(place, node, `network:${text}`, {
      system: "network",
      actions: ["connect"],
      resource: text,
      level: "write",
      ...(wildcard ? { wildcard } : {}),
    });
  }
  gate(
    place,
    firewall ?? network ?? matter,
    { verdict: off ? "auto" : "allowlist", covers: "network", setting: off ? "network.firewall off" : "network" },
    network ? "config" : "default",
  );
}

/** Records what the engine is told on its command line, and the texts it takes over from elsewhere. */
export function engineFacts(matter: Node, place: TriggerPlace): void {
  const args = at(matter, "engine", "args");
  const words = stringsOf(args).flatMap(({ text }) => argumentWords(text));
  if (args) modeGates(words, args, place);
  for (const key of ["imports", "skills", "plugins"]) {
    const list = at(matter, key);
    const entries = itemsOf(list).length > 0 ? itemsOf(list) : itemsOf(at(list, "aw"));
    for (const entry of entries) importFact(key, entry, place);
  }
}

/** `owner/repo/path@ref`: fixed only by a commit; a path of the tree itself is fixed by the tree. */
function importFact(key: string, entry: Node, { anchor, owner, record }: TriggerPlace): void {
  const text =
    scalarOf(entry) ?? scalarOf(at(entry, "skill")) ?? scalarOf(at(entry, "plugin")) ?? scalarOf(at(entry, "path"));
  const split = text?.lastIndexOf("@") ?? -1;
  if (text === undefined || split < 0) return;
  const source = text.slice(0, split);
  const pinned = /^[0-9a-f]{40}$/.test(text.slice(split + 1));
  record.fact({
    kind: "effect",
    anchor,
    key: `self-modify:${key} ${source}`,
    owner,
    at: entry,
    value: {
      effect: "self-modify",
      target: key === "imports" ? "instructions" : "skill",
      ...written(text),
      ...(pinned ? {} : { remote: true }),
    },
  });
}
