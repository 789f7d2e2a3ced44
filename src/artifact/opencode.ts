/**
 * OpenCode: `opencode.json(c)`, `.opencode/agent(s)/*.md`; and Kilo's `kilo.json(c)`, which took the format over.
 * Sources: OpenCode permissions, agents, MCP servers and plugins references. Defaults as of 2026-11: every permission
 * that is not written is `allow`, but `external_directory` and `doom_loop` ask; of several patterns the last that
 * matches counts.
 */
import { serverFacts } from "#artifact/mcp-servers.ts";
import { stem } from "#artifact/names.ts";
import { launchOf } from "#artifact/launch.ts";
import {
  fileGrant,
  permissionGrant,
  recordGrant,
  shellGrant,
  toolGrant,
  type PermissionGrant,
} from "#artifact/permission-pattern.ts";
import { frontMatterOf, recordFences } from "#artifact/prose-document.ts";
import { gate, settingFacts, type SettingRow } from "#artifact/setting-table.ts";
import { productSubject, recordGate, type Subject } from "#artifact/subject.ts";
import { embeddingOf } from "#model/embedding.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
import type { Node } from "#model/document.ts";
import type { PrincipalValue } from "#model/fact.ts";
import { at, isFalse, pairsOf, stringsOf, textOf } from "#model/tree.ts";

const rows: readonly SettingRow[] = [
  { path: "share", is: ["auto"], means: gate("auto", "network") },
  { path: "autoupdate", is: ["true"], means: gate("auto", "plugins") },
];

/** OpenCode's settings. */
export const opencodeSettings: ArtifactFrontEnd = {
  format: "opencode-settings",
  role: "agent-settings",
  syntax: "json",
  claims: (path) => /(^|\/)(opencode|kilo)\.jsonc?$/.test(path),
  facts(document, record) {
    const { root } = document;
    if (!isSettings(root)) return;
    const product = /(^|\/)kilo\.jsonc?$/.test(document.path) ? "kilo-code" : "opencode";
    const subject = productSubject(document, product, record);
    const permission = at(root, "permission");
    permissionFacts(subject, permission);
    defaultFacts(subject, permission);
    toolSwitches(subject, at(root, "tools"));
    settingFacts(subject, rows);
    serverFacts(document, at(root, "mcp"), { agent: subject.owner, anchor: subject.anchor }, record);
    for (const key of ["agent", "mode"]) {
      for (const { key: name, keyNode, value } of pairsOf(at(root, key))) agentFacts(subject, name, keyNode, value);
    }
    for (const { text, node } of stringsOf(at(root, "plugin"))) if (text !== "") pluginFact(subject, text, node);
  },
};

/** Keys that the settings have; other products' files have the same name. */
const knownKeys: ReadonlySet<string> = new Set(
  "permission mcp agent mode provider model plugin instructions command tools share autoupdate theme keybinds".split(
    " ",
  ),
);

function isSettings(root: Node): boolean {
  const pairs = pairsOf(root);
  return root.kind === "mapping" && (pairs.length === 0 || pairs.some(({ key }) => knownKeys.has(key)));
}

/** What is not written is allowed: everything, or the commands and edits that a map of permissions leaves out. */
function defaultFacts(subject: Subject, permission: Node | undefined): void {
  const allowed = (node: Node, setting: string, covers: string) =>
    recordGate(subject, node, { verdict: "auto", covers, setting }, { origin: "default" });
  if (permission === undefined) allowed(subject.document.root, "permission", "*");
  const keys = new Set(pairsOf(permission).map(({ key }) => key));
  if (permission?.kind !== "mapping" || keys.has("*")) return;
  if (!keys.has("bash")) allowed(permission, "permission.bash", "exec");
  if (!keys.has("edit")) allowed(permission, "permission.edit", "edit");
}

/** A tool that is switched off is not there for the agent. */
function toolSwitches(subject: Subject, tools: Node | undefined): void {
  for (const { key, keyNode, value } of pairsOf(tools)) {
    const covers = covered.get(key) ?? key;
    if (isFalse(value)) recordGate(subject, keyNode, { verdict: "policy", covers, setting: `tools.${key}` });
  }
}

/** Permission keys → what they decide about, in the words that all formats share. */
const covered: ReadonlyMap<string, string> = new Map([
  ["*", "*"],
  ["bash", "exec"],
  ["edit", "edit"],
  ["webfetch", "network"],
  ["websearch", "network"],
  ["skill", "skills"],
]);

const verdicts: ReadonlyMap<string, "auto" | "human" | "policy"> = new Map([
  ["allow", "auto"],
  ["ask", "human"],
  ["deny", "policy"],
]);

/** One word for everything, or a map tool → word, or tool → pattern → word. */
function permissionFacts(subject: Subject, permission: Node | undefined): void {
  wordFact(subject, permission, "permission", "*");
  for (const { key: tool, value } of pairsOf(permission)) {
    const covers = covered.get(tool) ?? tool;
    wordFact(subject, value, `permission.${tool}`, covers);
    if (textOf(value) === "allow") grantFact(subject, tool, "*", value);
    for (const { key: pattern, value: word } of pairsOf(value)) {
      const setting = `permission.${tool}.${pattern}`;
      wordFact(subject, word, setting, pattern === "*" ? covers : `${tool}(${pattern})`);
      if (textOf(word) === "allow") grantFact(subject, tool, pattern, word);
    }
  }
}

function wordFact(subject: Subject, node: Node | undefined, setting: string, covers: string): void {
  const verdict = verdicts.get(textOf(node) ?? "");
  if (!node || !verdict) return;
  // What is allowed for some pattern alone is a grant; only what is allowed whole is the absence of a gate.
  if (verdict === "auto" && covers.endsWith(")")) return;
  recordGate(subject, node, { verdict, covers, setting: `${setting} ${textOf(node)!}` }, { key: setting });
}

function grantFact(subject: Subject, tool: string, pattern: string, node: Node): void {
  const grant = grantOf(tool, pattern);
  if (grant) recordGrant(grant, node, subject, subject.record);
}

function grantOf(tool: string, pattern: string): PermissionGrant | undefined {
  if (tool === "bash") return shellGrant(pattern);
  if (tool === "edit" || tool === "read")
    return fileGrant(tool === "edit" ? "write" : "read", pattern === "*" ? "" : pattern);
  if (tool === "external_directory") return fileGrant("write", pattern);
  if (tool === "skill") return toolGrant("tool", [`skill ${pattern}`], { level: "unknown" });
  return permissionGrant(pattern === "*" ? tool : `${tool}(${pattern})`);
}

/** An agent of the settings; the tools that are not switched off are its parent's. */
function agentFacts(parent: Subject, name: string, nameNode: Node, definition: Node): void {
  if (definition.kind !== "mapping" || name === "") return;
  const { document, record } = parent;
  const owner = record.fact({
    kind: "principal",
    anchor: `agent/${name}`,
    key: name,
    at: nameNode,
    value: agentValue(definition),
  });
  record.edge(parent.owner, "delegates-to", owner);
  const subject: Subject = { document, anchor: `agent/${name}`, owner, record };
  permissionFacts(subject, at(definition, "permission"));
  toolSwitches(subject, at(definition, "tools"));
  const prompt = at(definition, "prompt");
  if (prompt?.kind === "string" && !textOf(prompt)?.startsWith("{file:")) {
    record.embed(embeddingOf(document, prompt, "markdown"), subject);
  }
}

function agentValue(definition: Node): PrincipalValue {
  const model = textOf(at(definition, "model"));
  return { type: "agent", product: "opencode", tools: "inherit", ...(model ? { model } : {}) };
}

/** A plugin is a package that is fetched and runs inside the agent. */
function pluginFact({ owner, record }: Subject, reference: string, node: Node): void {
  const { runner: _, packageWord: __, ...started } = launchOf(["npx", reference]) ?? { runner: "npx" };
  const name = started.package ?? reference;
  const value: PrincipalValue = { type: "service", product: "plugin", ...started };
  record.fact({ kind: "principal", anchor: `plugin/${name}`, key: name, owner, at: node, value });
}

/** Agents of OpenCode as Markdown. */
export const opencodeAgent: ArtifactFrontEnd = {
  format: "opencode-agent",
  role: "agent-definition",
  syntax: "markdown",
  claims: (path) => /(^|\/)\.?opencode\/(agents?|modes?)\/.+\.md$/.test(path),
  facts(document, record) {
    const matter = frontMatterOf(document);
    if (!matter) return;
    const name = stem(document.path);
    const anchor = `agent/${name}`;
    const owner = record.fact({ kind: "principal", anchor, key: name, at: matter, value: agentValue(matter) });
    const subject: Subject = { document, anchor, owner, record };
    permissionFacts(subject, at(matter, "permission"));
    toolSwitches(subject, at(matter, "tools"));
    recordFences(document, subject, record);
    record.prose(document, subject);
  },
};
