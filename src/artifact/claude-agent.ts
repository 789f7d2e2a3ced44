/**
 * Subagents of Claude Code: `.claude/agents/**.md`, `agents/*.md` of plugins, Factory's `.factory/droids/*.md`.
 * Source: Claude Code subagents and plugins references; defaults as of 2026-11: without `tools` a subagent inherits
 * every tool of its parent; of a plugin's subagent hooks, servers and permission mode are not read.
 */
import { hookFacts } from "#artifact/claude-hooks.ts";
import { permissionMode } from "#artifact/claude-modes.ts";
import { serverFacts } from "#artifact/mcp-servers.ts";
import { stem } from "#artifact/names.ts";
import { permissionEntries } from "#artifact/permission-list.ts";
import { mcpGrant, permissionGrants, recordGrant } from "#artifact/permission-pattern.ts";
import { frontMatterOf, recordFences } from "#artifact/prose-document.ts";
import { gates, settingFacts, type SettingRow } from "#artifact/setting-table.ts";
import { lessSure, recordEffect, type Subject } from "#artifact/subject.ts";
import type { ArtifactFrontEnd, Recorder } from "#model/artifact.ts";
import type { Document, Node } from "#model/document.ts";
import type { PrincipalValue } from "#model/fact.ts";
import { at, itemsOf, pairsOf, textOf } from "#model/tree.ts";

const rows: readonly SettingRow[] = [{ path: "disallowedTools", means: gates("policy", "{}") }];

const modeRows: readonly SettingRow[] = [{ path: "permissionMode", means: permissionMode }];

/** Paths at which a subagent definition counts with everything it says. */
const projectAgents = /(^|\/)\.(claude\/agents|factory\/droids)\/(.+\/)?[^/]+\.md$/;

/** Where a collection of plugins keeps their agents. */
const pluginAgents = /(^|\/)(external_)?plugins\/[^/]+\/agents\/(?!README)[^/]+\.md$/;

/** Definitions of subagents as Markdown with front matter. */
export const claudeAgent: ArtifactFrontEnd = {
  format: "claude-agent",
  role: "agent-definition",
  syntax: "markdown",
  claims: (path) => projectAgents.test(path) || pluginAgents.test(path),
  markers: ["tools:", "model:", "color:", "permissionMode:"],
  recognises: (document) =>
    /(^|\/)agents\/([^/]+\/)*[^/]+\.md$/.test(document.path) ? definesAgent(document) : isSurelyAgent(document),
  facts(document, record) {
    const matter = frontMatterOf(document);
    if (!matter || isOfAnother(document, matter)) return;
    const subject = agentPrincipal(document, matter, record);
    permissionGrants(at(matter, "tools"), subject, { record, product: "claude-code" });
    settingFacts(subject, rows, matter);
    // Below `.claude` these count; anywhere else the file is a plugin's, where they do not, or is yet to be copied.
    const own = projectAgents.test(document.path) ? subject : lessSure(subject);
    settingFacts(own, modeRows, matter);
    serverList(own, at(matter, "mcpServers"));
    hookFacts(document, at(matter, "hooks"), own, own.record);
    memoryFact(subject, at(matter, "memory"));
    recordFences(document, subject, record);
    record.prose(document, subject);
  },
};

function definesAgent(document: Document): boolean {
  const matter = frontMatterOf(document);
  const has = (key: string) => at(matter, key) !== undefined;
  return has("name") && has("description") && ["tools", "model", "color", "permissionMode"].some(has);
}

/** What the front matter of a subagent may say, in Claude Code and in the products that took its format over. */
const ownKeys: ReadonlySet<string> = new Set(
  (
    "name description tools disallowedTools model permissionMode mcpServers hooks maxTurns skills initialPrompt memory " +
    "effort background isolation color version author license metadata tags category capabilities"
  ).split(" "),
);

/** Plugins of other products keep their agents in folders of the same name, and say other things of them. */
function isOfAnother(document: Document, matter: Node): boolean {
  if (projectAgents.test(document.path) || definesAgent(document)) return false;
  return pairsOf(matter).some(({ key }) => !ownKeys.has(key));
}

/** Tools by the names that subagents alone list them by. */
const ownTools =
  /^(?:Read|Write|Edit|MultiEdit|Bash|Glob|Grep|LS|Task|Agent|WebFetch|WebSearch|NotebookEdit|TodoWrite|mcp__\w+)\b/;

/** A plugin's manifest may name its agents anywhere: there their tools must be a subagent's own. */
function isSurelyAgent(document: Document): boolean {
  const tools = permissionEntries(at(frontMatterOf(document), "tools"));
  return definesAgent(document) && tools.length > 0 && tools.every(({ text }) => ownTools.test(text));
}

function agentPrincipal(document: Document, matter: Node, record: Recorder): Subject {
  const name = textOf(at(matter, "name")) || stem(document.path);
  const anchor = `agent/${name}`;
  const model = textOf(at(matter, "model"));
  const value: PrincipalValue = {
    type: "agent",
    product: document.path.includes(".factory/") ? "factory" : "claude-code",
    tools: withoutDenied(toolsOf(at(matter, "tools")), at(matter, "disallowedTools")),
    ...(model ? { model } : {}),
  };
  const owner = record.fact({ kind: "principal", anchor, key: name, at: at(matter, "name") ?? matter, value });
  return { document, anchor, owner, record };
}

/** What a `tools` key gives: all tools of the parent where it is absent, those named, or none. */
export function toolsOf(list: Node | undefined): "inherit" | "listed" | "none" {
  if (list === undefined || list.kind === "null") return "inherit";
  const entries = permissionEntries(list);
  if (entries.some(({ text }) => text === "*")) return "inherit";
  return entries.length > 0 ? "listed" : "none";
}

type Tools = NonNullable<PrincipalValue["tools"]>;

/** A tool with which everything is done, or everything at once. */
const running = /^(?:Bash|\*)(?:\(\s*\*?\s*\))?$/;

/** Tools that write, all of which must go; `MultiEdit` is no more in newer versions. */
const writing = ["Write", "Edit", "NotebookEdit"];

/** Who takes running or all of the writing out of what is inherited has decided what the subagent needs. */
function withoutDenied(tools: Tools, denied: Node | undefined): Tools {
  if (tools !== "inherit") return tools;
  const texts = permissionEntries(denied).map(({ text }) => text.replace(/\(\s*\*?\s*\)$/, ""));
  const reduces = texts.some((text) => running.test(text)) || writing.every((tool) => texts.includes(tool));
  return reduces ? "reduced" : tools;
}

/** Servers of a definition: a map, or a list of names of known servers and of maps. */
function serverList(subject: Subject, servers: Node | undefined): void {
  const owner = { agent: subject.owner, anchor: subject.anchor };
  serverFacts(subject.document, servers, owner, subject.record);
  for (const item of itemsOf(servers)) {
    serverFacts(subject.document, item, owner, subject.record);
    const name = textOf(item);
    if (name) recordGrant(mcpGrant(name, "*"), item, subject, subject.record);
  }
}

function memoryFact(subject: Subject, memory: Node | undefined): void {
  const scope = textOf(memory);
  if (memory && scope) recordEffect(subject, memory, { effect: "self-modify", target: "memory", detail: scope });
}
