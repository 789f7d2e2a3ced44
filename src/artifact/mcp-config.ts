/**
 * Lists of MCP servers in files of their own, of every client. Sources: the MCP pages of Claude Code, VS Code, Cursor,
 * Roo, Kilo, Kiro, Amazon Q, Cline, Windsurf, Claude Desktop, Copilot, Continue, mcporter. As of 2026-11: every client
 * asks before a server's tool runs, unless the entry says otherwise.
 */
import { isSecretName } from "#secrets/secret-name.ts";
import { listedServerFact, serverFacts } from "#artifact/mcp-servers.ts";
import { folderName } from "#artifact/names.ts";
import { productSubject, recordCredential, recordEffect, type Subject } from "#artifact/subject.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
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
  [/(^|\/)\.continue\/mcpServers\/[^/]+\.(ya?ml|json)$/, "continue"],
  [/(^|\/)(cline_mcp_settings|mcp_settings)\.json$/, "cline"],
  [/(^|\/)claude_desktop_config\.json$/, "claude-desktop"],
  [/(^|\/)(\.mcp|\.claude|managed-mcp)\.json$|(^|\/)\.claude\/(\.?mcp)\.json$/, "claude-code"],
  [/(^|\/)(config\/)?mcporter\.json$/, "openclaw"],
  [/(^|\/)mcp_config\.json$/, "mcp-client"],
];

/** Lists of MCP servers: known by name, or by a top-level `mcpServers`. */
export const mcpConfig: ArtifactFrontEnd = {
  format: "mcp-config",
  role: "mcp-config",
  claims: (path) => clients.some(([paths]) => paths.test(path)),
  markers: ["mcpServers"],
  recognises: ({ root }) => {
    const servers = at(root, "mcpServers");
    return pairsOf(servers).some(({ value }) => looksLikeServer(value)) || itemsOf(servers).some(looksLikeServer);
  },
  facts(document, record) {
    const subject = productSubject(document, clientOf(document.path), record);
    const { root } = document;
    for (const servers of serverMaps(root)) listFacts(subject, servers);
    for (const { value: project } of pairsOf(at(root, "projects"))) listFacts(subject, at(project, "mcpServers"));
    inputFacts(subject, at(root, "inputs"));
  },
};

/** The product that reads the list; a list of no known client belongs to whatever reads it. */
function clientOf(path: RepoPath): string {
  const known = clients.find(([paths]) => paths.test(path))?.[1];
  if (known !== undefined) return known;
  return folderName(path) === ".antigravitycli" ? "antigravity" : "mcp-client";
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
