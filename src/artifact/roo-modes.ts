/**
 * Roo Code and Kilo Code: `.roomodes` and exported settings. Sources: Roo Code `packages/types/src/mode.ts` and
 * `global-settings.ts`. As of 2026-11: a mode has the groups of tools it lists; every use asks, unless it is approved
 * by the settings.
 */
import {
  fileGrant,
  mcpGrant,
  prefixGrant,
  recordGrant,
  shellGrant,
  toolGrant,
  type PermissionGrant,
} from "#artifact/permission-pattern.ts";
import { gate, gates, settingFacts, wholeGrants, type SettingRow } from "#artifact/setting-table.ts";
import { productSubject, type Subject } from "#artifact/subject.ts";
import { embeddingOf } from "#model/embedding.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
import type { Node } from "#model/document.ts";
import { at, itemsOf, textOf } from "#model/tree.ts";

/** Modes of a project; YAML reads the JSON form too. */
export const rooModes: ArtifactFrontEnd = {
  format: "roo-modes",
  role: "agent-definition",
  syntax: "yaml",
  claims: (path) => /(^|\/)(\.(roo|kilocode)modes|custom_modes\.ya?ml)$/.test(path),
  facts(document, record) {
    const parent = productSubject(
      document,
      document.path.endsWith(".kilocodemodes") ? "kilo-code" : "roo-code",
      record,
    );
    for (const mode of itemsOf(at(document.root, "customModes"))) modeFacts(parent, mode);
  },
};

function modeFacts(parent: Subject, mode: Node): void {
  const slug = at(mode, "slug");
  const name = textOf(slug);
  if (!slug || !name) return;
  const { document, record } = parent;
  const anchor = `agent/${name}`;
  const groups = itemsOf(at(mode, "groups"));
  const owner = record.fact({
    kind: "principal",
    anchor,
    key: name,
    at: slug,
    value: { type: "agent", product: "roo-code", tools: groups.length > 0 ? "listed" : "none" },
  });
  record.edge(parent.owner, "delegates-to", owner);
  const subject: Subject = { document, anchor, owner, record };
  for (const group of groups) {
    const grant = groupGrant(group);
    if (grant) recordGrant(grant, group, subject, record);
  }
  for (const key of ["roleDefinition", "customInstructions", "whenToUse"]) {
    const text = at(mode, key);
    if (text?.kind === "string") record.embed(embeddingOf(document, text, "markdown"), subject);
  }
}

/** A group by its name, or a pair of its name and what narrows it. */
function groupGrant(group: Node): PermissionGrant | undefined {
  const [first, options] = itemsOf(group);
  const name = textOf(first ?? group);
  const pattern = textOf(at(options, "fileRegex"));
  if (name === "read") return fileGrant("read", pattern ?? "");
  if (name === "edit") return fileGrant("write", pattern ?? "");
  if (name === "command") return shellGrant("*");
  if (name === "mcp") return mcpGrant("*", "*");
  if (name === "browser") return toolGrant("web", ["*"], { level: "read", wildcard: true });
  return undefined;
}

const globalRows: readonly SettingRow[] = [
  { path: "alwaysAllowWrite", is: ["true"], means: gate("auto", "edit") },
  { path: "alwaysAllowWriteOutsideWorkspace", is: ["true"], means: gate("auto", "edit") },
  { path: "alwaysAllowWriteProtected", is: ["true"], means: gate("auto", "guardrails") },
  { path: "alwaysAllowExecute", is: ["true"], means: gate("auto", "exec") },
  { path: "alwaysAllowBrowser", is: ["true"], means: gate("auto", "network") },
  { path: "alwaysAllowMcp", is: ["true"], means: gate("auto", "mcp:*") },
  { path: "alwaysAllowModeSwitch", is: ["true"], means: gate("auto", "agents:*") },
  { path: "alwaysAllowSubtasks", is: ["true"], means: gate("auto", "agents:*") },
  { path: "allowedCommands", means: wholeGrants(prefixGrant) },
  { path: "deniedCommands", means: gates("policy", "Bash({})") },
];

/** Settings that Roo Code and Kilo Code export and import. */
export const rooSettings: ArtifactFrontEnd = {
  format: "roo-settings",
  role: "agent-settings",
  syntax: "json",
  claims: (path) => /(^|\/)(roo|kilo)-code-settings\.json$/.test(path),
  markers: ['"alwaysAllowExecute"'],
  recognises: ({ root }) => globalsOf(root) !== undefined,
  facts(document, record) {
    const globals = globalsOf(document.root);
    if (!globals) return;
    const product = /(^|\/)kilo-/.test(document.path) ? "kilo-code" : "roo-code";
    settingFacts(productSubject(document, product, record), globalRows, globals);
  },
};

function globalsOf(root: Node): Node | undefined {
  return [at(root, "globalSettings"), root].find((node) => at(node, "alwaysAllowExecute") !== undefined);
}
