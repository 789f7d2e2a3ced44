/**
 * Gemini CLI: policies, extensions and commands. Sources: Gemini CLI `docs/reference/policy-engine`,
 * `docs/extensions`, `docs/cli/custom-commands`. As of 2026-11: the rule with the highest priority decides; policies of
 * a workspace are not loaded yet, so that what they allow is told with less confidence.
 */
import { isSecretName } from "#secrets/secret-name.ts";
import { hookFacts } from "#artifact/claude-hooks.ts";
import { digestOf } from "#artifact/digest.ts";
import { serverFacts } from "#artifact/mcp-servers.ts";
import { stem } from "#artifact/names.ts";
import {
  mcpGrant,
  permissionGrant,
  prefixGrant,
  recordGrant,
  shellGrant,
  type PermissionGrant,
} from "#artifact/permission-pattern.ts";
import { gates, settingFacts } from "#artifact/setting-table.ts";
import {
  productSubject,
  recordCommand,
  recordCredential,
  recordEffect,
  recordGate,
  type Subject,
} from "#artifact/subject.ts";
import { embeddingOf } from "#model/embedding.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
import { fileOffset, type Node } from "#model/document.ts";
import type { Confidence } from "#model/fact.ts";
import { at, isTrue, itemsOf, stringsOf, textOf } from "#model/tree.ts";

/** Policies: `.gemini/policies/*.toml`. */
export const geminiPolicy: ArtifactFrontEnd = {
  format: "gemini-policy",
  role: "agent-settings",
  syntax: "toml",
  claims: (path) => /(^|\/)(\.gemini|gemini-cli)\/policies\/[^/]+\.toml$/.test(path),
  facts(document, record) {
    const subject = productSubject(document, "gemini-cli", record);
    for (const rule of itemsOf(at(document.root, "rule"))) ruleFacts(subject, rule);
  },
};

/** How sure a rule of a workspace's policy is to be read. */
const workspaceConfidence: Confidence = "medium";

function ruleFacts(subject: Subject, rule: Node): void {
  const decision = textOf(at(rule, "decision"));
  for (const { grant, node } of subjectsOf(rule)) {
    const name = grant.key;
    if (decision === "allow") {
      recordGrant({ ...grant, confidence: workspaceConfidence }, node, subject, subject.record);
    } else if (decision === "deny" || decision === "ask_user") {
      const verdict = decision === "deny" ? "policy" : "human";
      const setting = `rule ${name} ${decision}`;
      recordGate(subject, node, { verdict, covers: name, setting }, { confidence: workspaceConfidence });
    }
  }
}

interface RuleSubject {
  readonly grant: PermissionGrant;
  readonly node: Node;
}

/** What a rule speaks of: commands by prefix or expression, tools of a server, or tools by name. */
function subjectsOf(rule: Node): RuleSubject[] {
  const prefixes = stringsOf(at(rule, "commandPrefix"));
  if (prefixes.length > 0) return prefixes.map(({ text, node }) => ({ grant: prefixGrant(text), node }));
  const expressions = stringsOf(at(rule, "commandRegex"));
  if (expressions.length > 0) {
    return expressions.map(({ text, node }) => ({ grant: shellGrant(/^\^?\.[*+]\$?$/.test(text) ? "*" : text), node }));
  }
  const tools = stringsOf(at(rule, "toolName"));
  const server = textOf(at(rule, "mcpName"));
  if (server !== undefined) {
    const named = tools.length > 0 ? tools : [{ text: "*", node: at(rule, "mcpName")! }];
    return named.map(({ text, node }) => ({ grant: mcpGrant(server, text), node }));
  }
  return tools.flatMap(({ text, node }) => {
    const grant = permissionGrant(text);
    return grant ? [{ grant, node }] : [];
  });
}

/** Extensions: `gemini-extension.json`. */
export const geminiExtension: ArtifactFrontEnd = {
  format: "gemini-extension",
  role: "package",
  syntax: "json",
  claims: (path) => /(^|\/)(gemini|qwen)-extension\.json$/.test(path),
  facts(document, record) {
    const { root } = document;
    const name = textOf(at(root, "name")) || "unnamed";
    const anchor = `plugin/${name}`;
    const value = { type: "service", product: "plugin" } as const;
    const owner = record.fact({ kind: "principal", anchor, key: name, at: at(root, "name") ?? root, value });
    const subject: Subject = { document, anchor, owner, record };
    serverFacts(document, at(root, "mcpServers"), { agent: owner, anchor }, record);
    hookFacts(document, at(root, "hooks"), subject, record);
    settingFacts(subject, [{ path: "excludeTools", means: gates("policy", "{}") }]);
    for (const setting of itemsOf(at(root, "settings"))) {
      const variable = at(setting, "envVar");
      const variableName = textOf(variable);
      if (!variable || !variableName) continue;
      const sensitive = isTrue(at(setting, "sensitive"));
      if (!sensitive && !isSecretName(variableName)) continue;
      recordCredential(subject, variable, { source: sensitive ? "vault" : "env", name: variableName, via: "env" });
    }
  },
};

/** Commands: `.gemini/commands/**.toml`. */
export const geminiCommand: ArtifactFrontEnd = {
  format: "gemini-command",
  role: "skill",
  syntax: "toml",
  claims: (path) => /(^|\/)\.(gemini|qwen)\/commands\/.+\.toml$/.test(path),
  facts(document, record) {
    const below = /(?:^|\/)commands\/((?:[^/]+\/)*)[^/]+$/.exec(document.path)?.[1] ?? "";
    const name = below.replaceAll("/", ":") + stem(document.path);
    const anchor = `command/${name}`;
    const { root } = document;
    const description = textOf(at(root, "description"));
    const owner = record.fact({
      kind: "tool",
      anchor,
      key: name,
      at: at(root, "description") ?? root,
      value: {
        name,
        form: "command",
        registration: "static",
        modelInvocable: false,
        ...(description ? { description: digestOf(description) } : {}),
      },
    });
    const subject: Subject = { document, anchor, owner, record };
    const prompt = at(root, "prompt");
    if (prompt?.kind !== "string") return;
    const embedding = embeddingOf(document, prompt, "markdown");
    record.embed(embedding, subject);
    const place = { ...document, host: { document, offsets: embedding.offsets } };
    for (const { text, start } of shellParts(embedding.text)) {
      const from = fileOffset(place, start);
      const end = Math.max(from, fileOffset(place, start + text.length));
      shellPart(subject, { kind: "string", value: text, start: from, end, children: [] }, text);
    }
  },
};

interface ShellPart {
  readonly text: string;
  /** Offset in the prompt. */
  readonly start: number;
}

/** The commands between `!{` and its closing brace: braces inside are counted, as the product does. */
function shellParts(prompt: string): ShellPart[] {
  const parts: ShellPart[] = [];
  for (let start = prompt.indexOf("!{"); start >= 0; start = prompt.indexOf("!{", start)) {
    let depth = 1;
    let index = start + 2;
    for (; index < prompt.length && depth > 0; index++) {
      if (prompt[index] === "{") depth++;
      else if (prompt[index] === "}") depth--;
    }
    if (depth === 0) parts.push({ text: prompt.slice(start + 2, index - 1), start: start + 2 });
    start = index;
  }
  return parts;
}

function shellPart(subject: Subject, node: Node, command: string): void {
  const program = /^\s*([\w./-]{1,100})/.exec(command)?.[1] ?? "*";
  recordCommand(subject, node, program);
  if (/\{\{\s{0,9}args\s{0,9}\}\}/.test(command)) {
    recordEffect(subject, node, { effect: "exec", target: "$ARGUMENTS", detail: command });
  }
}
