/**
 * Lists of MCP servers in files of their own, of every client. Sources: the MCP pages of Claude Code, VS Code, Cursor,
 * Roo, Kilo, Kiro, Amazon Q, Cline, Windsurf, Claude Desktop, Copilot, Continue, mcporter. As of 2026-11: every client
 * asks before a server's tool runs, unless the entry says otherwise.
 */
import { isSecretName } from "#secrets/secret-name.ts";
import { listedServerFact, serverFacts } from "#artifact/mcp-servers.ts";
import { atMost, productSubject, recordCredential, recordEffect, type Subject } from "#artifact/subject.ts";
import type { ArtifactFrontEnd, Recorder } from "#model/artifact.ts";
import type { Node } from "#model/document.ts";
import type { RepoPath } from "#model/location.ts";
import { at, isFalse, itemsOf, pairsOf, textOf } from "#model/tree.ts";

/** Path → the product that reads it. */
const clients: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)\.vscode\/mcp\.json$/, "vscode"],
  [/(^|\/)\.cursor\/mcp\.json$/, "cursor"],
  [/(^|\/)\.roo\/mcp\.json$/, "roo-code"],
  [/(^|\/)\.kilocode\/mcp\.json$/, "kilo-code"],
  [/(^|\/)\.kiro\/settings\/mcp\.json$/, "kiro"],
  [/(^|\/)\.amazonq\/(mcp|default)\.json$/, "amazon-q"],
  [/(^|\/)\.github\/mcp\.json$|(^|\/)\.copilot\/mcp-config\.json$/, "copilot"],
  [/(^|\/)\.codeium\/(windsurf\/)?mcp_config\.json$|(^|\/)\.windsurf\/mcp_config\.json$/, "windsurf"],
  [/(^|\/)\.factory\/mcp\.json$/, "factory"],
  [/(^|\/)\.trae\/mcp\.json$/, "trae"],
  [/(^|\/)\.junie\/mcp\/mcp\.json$/, "junie"],
  [/(^|\/)\.vs\/mcp\.json$/, "visual-studio"],
  [/(^|\/)\.continue\/mcpServers\/[^/]+\.(ya?ml|json)$/, "continue"],
  [/(^|\/)settings\/(cline_mcp_settings|mcp_settings)\.json$/, "cline"],
  [/(^|\/)Claude\/claude_desktop_config\.json$/, "claude-desktop"],
  [/(^|\/)(\.mcp|\.claude|managed-mcp)\.json$/, "claude-code"],
  [/(^|\/)(config\/)?mcporter\.json$/, "openclaw"],
  [/(^|\/)\.antigravity(cli)?\/mcp_config\.json$/, "antigravity"],
];

/**
 * Path → the product that a file is meant for by its name, which reads no file there: one to be copied into the user's
 * folder, or handed over by name. Claude Code reads `.mcp.json` in the root of a project, and no file in `.claude`.
 */
const meant: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)(cline_mcp_settings|mcp_settings)\.json$/, "cline"],
  [/(^|\/)claude_desktop_config\.json$/, "claude-desktop"],
  [/(^|\/)\.claude\/\.?mcp\.json$/, "claude-code"],
  [/(^|\/)mcp_config\.json$/, "mcp-client"],
];

/** Lists of MCP servers: known by name, or by a top-level `mcpServers`. */
export const mcpConfig: ArtifactFrontEnd = {
  format: "mcp-config",
  role: "mcp-config",
  claims: (path) => [...clients, ...meant].some(([paths]) => paths.test(path)),
  markers: ["mcpServers"],
  recognises: ({ root }) => {
    const servers = at(root, "mcpServers");
    return pairsOf(servers).some(({ value }) => looksLikeServer(value)) || itemsOf(servers).some(looksLikeServer);
  },
  facts(document, record) {
    const { path, root } = document;
    const told = productSubject(document, clientOf(path), record);
    const subject = isRead(path) ? told : { ...told, record: unlessWritten(record) };
    for (const servers of serverMaps(root)) listFacts(subject, servers);
    for (const { value: project } of pairsOf(at(root, "projects"))) listFacts(subject, at(project, "mcpServers"));
    inputFacts(subject, at(root, "inputs"));
  },
};

/** Holds if a product reads the file where it lies; any other one counts only if something hands it over. */
function isRead(path: RepoPath): boolean {
  return clients.some(([paths]) => paths.test(path));
}

/** Nothing is sure of a list that nobody may read, except that a credential is written out there. */
function unlessWritten(record: Recorder): Recorder {
  const unsure = atMost("medium", record);
  return {
    ...unsure,
    fact: (draft) => ("source" in draft.value && draft.value.source === "literal" ? record : unsure).fact(draft),
  };
}

/** The product that the list is for; a list of no known client belongs to whatever reads it. */
function clientOf(path: RepoPath): string {
  return [...clients, ...meant].find(([paths]) => paths.test(path))?.[1] ?? "mcp-client";
}

function serverMaps(root: Node): (Node | undefined)[] {
  const named = [at(root, "mcpServers"), at(root, "servers"), at(root, "mcp", "servers"), at(root, "context_servers")];
  if (named.some((node) => node !== undefined)) return named;
  // Plugins may leave the outer key away: every key is then a server.
  return pairsOf(root).some(({ value }) => looksLikeServer(value)) ? [root] : [];
}

function looksLikeServer(node: Node): boolean {
  return ["command", "url", "serverUrl", "httpUrl"].some((key) => at(node, key) !== undefined);
}

function listFacts(subject: Subject, servers: Node | undefined): void {
  const owner = { agent: subject.owner, anchor: subject.anchor };
  serverFacts(subject.document, servers, owner, subject.record);
  for (const server of itemsOf(servers)) listedServerFact(subject.document, server, owner, subject.record);
}

/** Values that VS Code asks for when a server starts; `password: false` shows and keeps them in plain text. */
function inputFacts(subject: Subject, inputs: Node | undefined): void {
  for (const input of itemsOf(inputs)) {
    const id = textOf(at(input, "id"));
    if (!id) continue;
    const command = textOf(at(input, "command"));
    if (textOf(at(input, "type")) === "command" && command) {
      recordEffect(subject, at(input, "command")!, { effect: "exec", target: `input ${id}`, detail: command });
    }
    if (!isSecretName(id.replaceAll(".", "_"))) continue;
    const shown = isFalse(at(input, "password"));
    recordCredential(subject, at(input, "id")!, { source: "exchange", name: id, via: shown ? "plain input" : "input" });
  }
}
