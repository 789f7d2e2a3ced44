/**
 * Plugins of Claude Code and of the products that took the format over: `plugin.json`, `hooks/hooks.json`,
 * `monitors/monitors.json`, `.lsp.json`. Sources: Claude Code plugins reference; SchemaStore
 * `claude-code-plugin-manifest`; Cursor and Codex plugin manifests. As of 2026-11: what a plugin starts by itself runs
 * outside the sandbox.
 */
import { hookFacts } from "#artifact/claude-hooks.ts";
import { isSecretName } from "#secrets/secret-name.ts";
import { serverFacts } from "#artifact/mcp-servers.ts";
import { folderName } from "#artifact/names.ts";
import { recordCommand, recordCredential, recordEffect, type Subject } from "#artifact/subject.ts";
import type { ArtifactFrontEnd, Recorder } from "#model/artifact.ts";
import type { Document, Node } from "#model/document.ts";
import type { FactId } from "#model/fact.ts";
import type { RepoPath } from "#model/location.ts";
import { at, isTrue, itemsOf, pairsOf, stringsOf, textOf } from "#model/tree.ts";
import { maskWords } from "#secrets/command-text.ts";

/** The manifest of a plugin. */
export const claudePlugin: ArtifactFrontEnd = {
  format: "claude-plugin",
  role: "package",
  syntax: "json",
  claims: (path) => /(^|\/)\.(claude|cursor|codex)-plugin\/plugin\.json$/.test(path),
  facts(document, record) {
    const { root } = document;
    const name = textOf(at(root, "name"));
    const subject = pluginSubject(document, name || pluginFolder(document.path, 2), at(root, "name"), record);
    const servers = at(root, "mcpServers");
    for (const map of servers?.kind === "sequence" ? itemsOf(servers) : [servers]) {
      serverFacts(document, map, { agent: subject.owner, anchor: subject.anchor }, record);
    }
    hooksOf(subject, at(root, "hooks"));
    monitorFacts(subject, at(root, "experimental", "monitors") ?? at(root, "monitors"));
    languageServerFacts(subject, at(root, "lspServers"));
    for (const { key, value } of pairsOf(at(root, "userConfig"))) userSetting(subject, key, value);
  },
};

/** Hooks of a plugin, in a file of their own; also Codex's and Copilot's. */
export const pluginHooks: ArtifactFrontEnd = {
  format: "plugin-hooks",
  role: "agent-settings",
  syntax: "json",
  claims: (path) => /(^|\/)hooks\/hooks\.json$/.test(path),
  facts(document, record) {
    const hooks = at(document.root, "hooks");
    if (hooks?.kind !== "mapping") return;
    hooksOf(pluginSubject(document, pluginFolder(document.path, 2), undefined, record), hooks);
  },
};

/** Background commands of a plugin, in a file of their own. */
export const pluginMonitors: ArtifactFrontEnd = {
  format: "plugin-monitors",
  role: "agent-settings",
  syntax: "json",
  claims: (path) => /(^|\/)monitors\/monitors\.json$/.test(path),
  facts(document, record) {
    const monitors = at(document.root, "monitors") ?? document.root;
    if (itemsOf(monitors).length === 0) return;
    monitorFacts(pluginSubject(document, pluginFolder(document.path, 2), undefined, record), monitors);
  },
};

/** The value of a plugin is the same in every file of it, so that all of them speak of one principal. */
function pluginSubject(document: Document, name: string, nameNode: Node | undefined, record: Recorder): Subject {
  const anchor = `plugin/${name}`;
  const owner: FactId = record.fact({
    kind: "principal",
    anchor,
    key: name,
    at: nameNode ?? document.root,
    value: { type: "service", product: "plugin" },
  });
  return { document, anchor, owner, record };
}

/** The folder that is the plugin's own, which holds the file `levels - 1` folders down; the path where there is none. */
function pluginFolder(path: RepoPath, levels: number): string {
  return (
    folderName(
      path
        .split("/")
        .slice(0, 1 - levels)
        .join("/"),
    ) || path
  );
}

function hooksOf(subject: Subject, hooks: Node | undefined): void {
  const maps = hooks?.kind === "sequence" ? itemsOf(hooks) : [hooks];
  for (const map of maps) hookFacts(subject.document, at(map, "hooks") ?? map, subject, subject.record);
}

/** Commands that start with the session and run beside it, whose output the model reads. */
function monitorFacts(subject: Subject, monitors: Node | undefined): void {
  for (const [index, monitor] of itemsOf(monitors).entries()) {
    const command = at(monitor, "command");
    if (!command || !textOf(command)) continue;
    const source = `monitor ${textOf(at(monitor, "name")) ?? index + 1}`;
    const effect = recordCommand(subject, command, source);
    const trigger = subject.record.fact({
      kind: "trigger",
      anchor: subject.anchor,
      key: `agent-message:${source}`,
      at: monitor,
      value: { type: "agent-message", source, sender: "internal" },
    });
    subject.record.edge(trigger, "triggers", effect);
  }
}

function languageServerFacts(subject: Subject, servers: Node | undefined): void {
  for (const { key, value } of pairsOf(servers)) {
    const words = [...stringsOf(at(value, "command")), ...stringsOf(at(value, "args"))];
    const [first] = words;
    if (!first) continue;
    const detail = maskWords(words.map(({ text }) => text)).join(" ");
    recordEffect(subject, first.node, { effect: "exec", target: `lsp ${key}`, detail });
  }
}

/** A value the user is asked for: kept in the keychain if it is sensitive, else written into the settings file. */
function userSetting(subject: Subject, name: string, setting: Node): void {
  const sensitive = isTrue(at(setting, "sensitive"));
  if (!sensitive && !isSecretName(name)) return;
  const written = at(setting, "default");
  if (textOf(written)) recordCredential(subject, written!, { source: "literal", name, via: "input" });
  else recordCredential(subject, setting, { source: sensitive ? "vault" : "file", name, via: "input" });
}
