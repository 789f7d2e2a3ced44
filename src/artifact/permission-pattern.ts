import type { Recorder, TextOwner } from "#model/artifact.ts";
import type { Node } from "#model/document.ts";
import type { Confidence, EffectValue, GrantValue } from "#model/fact.ts";
import { stringsOf } from "#model/tree.ts";

/** What one entry of an allow list gives, as a grant and the natural key of it. */
export interface PermissionGrant {
  readonly key: string;
  readonly value: GrantValue;
  readonly confidence: Confidence;
}

/** Programs that run whatever they are given: allowing them allows every command. */
const anyCommand = new Set([
  "bash",
  "sh",
  "zsh",
  "fish",
  "dash",
  "ksh",
  "pwsh",
  "powershell",
  "cmd",
  "sudo",
  "doas",
  "su",
  "eval",
  "exec",
  "env",
  "xargs",
  "nohup",
  "ssh",
]);

/** Programs that run arbitrary code too, but that people allow for ordinary work: told with less confidence. */
const interpreters = new Set([
  "python",
  "python3",
  "node",
  "deno",
  "bun",
  "ruby",
  "perl",
  "php",
  "npx",
  "bunx",
  "uvx",
  "pipx",
  "uv",
  "docker",
  "kubectl",
  "find",
  "awk",
]);

/** The tool names that products use for a shell. */
const shellTools = new Set([
  "bash",
  "shell",
  "run_shell_command",
  "execute_bash",
  "run_terminal_cmd",
  "runcommands",
  "execute",
  "exec",
]);

const writeTools = new Set([
  "write",
  "edit",
  "multiedit",
  "notebookedit",
  "fs_write",
  "replace",
  "write_file",
  "apply_patch",
]);
const readTools = new Set(["read", "grep", "glob", "ls", "fs_read", "read_file", "notebookread", "search"]);
const webTools = new Set(["webfetch", "websearch", "fetch", "web_fetch"]);
const agentTools = new Set(["task", "agent"]);

/**
 * Reads an entry of a permission or tool list in the notation that most agents share: `Tool`, `Tool(pattern)`,
 * `mcp__server__tool`. Sources: the products' permission references (see `formats` in ARCHITECTURE.md).
 * Undefined for an empty entry.
 */
export function permissionGrant(entry: string): PermissionGrant | undefined {
  const text = entry.trim();
  if (text === "") return undefined;
  if (text === "*" || text === "@builtin" || text === "all")
    return grantOf("*", ["*"], { wildcard: true, level: "admin" });
  if (text.toLowerCase().startsWith("mcp__")) return mcpGrant(text.slice("mcp__".length));
  const open = text.indexOf("(");
  const tool = (open < 0 ? text : text.slice(0, open)).trim();
  const pattern = open < 0 ? "" : text.slice(open + 1, text.endsWith(")") ? -1 : undefined).trim();
  const name = tool.toLowerCase();
  if (shellTools.has(name)) return shellGrant(pattern);
  if (writeTools.has(name)) return fileGrant("write", pattern);
  if (readTools.has(name)) return fileGrant("read", pattern);
  if (webTools.has(name))
    return grantOf("web", [pattern || "*"], { level: "read", wildcard: pattern === "" || pattern === "domain:*" });
  if (agentTools.has(name)) return grantOf("agents", [pattern || "*"], { level: "write" });
  return grantOf("tool", [text], { level: "unknown" });
}

function mcpGrant(rest: string): PermissionGrant {
  const separator = rest.indexOf("__");
  const server = separator < 0 ? rest : rest.slice(0, separator);
  const tool = separator < 0 ? "*" : rest.slice(separator + 2);
  const everyTool = tool === "*" || tool === "";
  return grantOf("mcp", [everyTool ? `${server}/*` : `${server}/${tool}`], {
    level: "unknown",
    wildcard: server === "*" || server === "",
    resource: server,
  });
}

function shellGrant(pattern: string): PermissionGrant {
  if (/^[*:\s]*$/.test(pattern)) return grantOf("shell", ["*"], { wildcard: true, level: "admin" });
  const [program = ""] = pattern.split(/[\s:]/, 1);
  const name = program.slice(program.lastIndexOf("/") + 1).toLowerCase();
  const open = /[*]\s*$/.test(pattern) || pattern === program;
  const rest = pattern.slice(program.length).replace(/^[:\s]+/, "");
  const everything = open && /^[*\s]*$/.test(rest) && pattern !== program;
  if (everything && anyCommand.has(name)) return grantOf("shell", [pattern], { wildcard: true, level: "admin" });
  if (everything && interpreters.has(name))
    return grantOf("shell", [pattern], { wildcard: true, level: "admin" }, "medium");
  return grantOf("shell", [pattern], { level: "write" });
}

function fileGrant(level: "read" | "write", pattern: string): PermissionGrant {
  const everywhere = /^(\/{1,2}|~\/?)?\*{0,2}\/?\*{0,2}$/.test(pattern) && pattern !== "";
  return grantOf("filesystem", [`${level} ${pattern || "*"}`], {
    level,
    ...(everywhere ? { wildcard: true } : {}),
    resource: pattern || "*",
  });
}

function grantOf(
  system: string,
  actions: readonly string[],
  rest: Pick<GrantValue, "level" | "wildcard" | "resource">,
  confidence: Confidence = "very-high",
): PermissionGrant {
  return {
    key: `${system}:${actions.join(",")}`,
    value: { system, actions, decision: "hardcoded", ...rest },
    confidence,
  };
}

/** Splits a list that may be a sequence, or one string separated by commas or white space, but not inside parentheses. */
export function permissionEntries(node: Node | undefined): { readonly text: string; readonly node: Node }[] {
  return stringsOf(node).flatMap(({ text, node: entry }) =>
    splitEntries(text).map((part) => ({ text: part, node: entry })),
  );
}

function splitEntries(text: string): string[] {
  const entries: string[] = [];
  let depth = 0;
  let current = "";
  for (const character of text) {
    if (character === "(") depth++;
    if (character === ")" && depth > 0) depth--;
    if (depth === 0 && /[,\s]/.test(character)) {
      if (current !== "") entries.push(current);
      current = "";
    } else current += character;
  }
  if (current !== "") entries.push(current);
  return entries;
}

/** Records each entry of an allow list as a grant of the owner, and what it reaches as effects. */
export function permissionGrants(list: Node | undefined, { anchor, owner }: TextOwner, record: Recorder): void {
  for (const { text, node } of permissionEntries(list)) {
    const grant = permissionGrant(text);
    if (!grant) continue;
    const id = record.fact({
      kind: "grant",
      anchor,
      key: grant.key,
      value: grant.value,
      at: node,
      confidence: grant.confidence,
      ...(owner === undefined ? {} : { owner }),
    });
    for (const effect of effectsOf(grant.value)) {
      const reached = record.fact({
        kind: "effect",
        anchor,
        key: `${effect.effect}:${effect.target}`,
        value: effect,
        at: node,
      });
      record.edge(id, "reaches", reached);
    }
  }
}

/** Paths whose content decides what an agent may do or is told: writing there is self-modification. */
const controlPlane: readonly (readonly [RegExp, string])[] = [
  [
    /(^|\/)\.claude\/(\*\*|\*|settings[\w.*]*|$)|(^|\/)(\.mcp\.json|openclaw\.json|\.codex\/(\*\*|config\.toml)|\.cursor\/(\*\*|mcp\.json|cli\.json))/i,
    "permissions",
  ],
  [/(^|\/)(SKILL\.md$|\.claude\/(skills|commands|agents)(\/|$)|\.agents\/skills(\/|$)|skills\/\*\*)/i, "skill"],
  [
    /(^|\/)(AGENTS|CLAUDE|SOUL|MEMORY|HEARTBEAT|GEMINI)(\.local)?\.md$|(^|\/)\.(cursor|claude)\/rules(\/|$)/i,
    "instructions",
  ],
  [/(^|\/)\.github\/(\*\*|workflows(\/|$))/i, "deployment"],
];

/** What a path pattern in a write permission reaches: which part of the agent's own control plane, if any. */
export function controlPlaneTarget(pattern: string): string | undefined {
  return controlPlane.find(([paths]) => paths.test(pattern))?.[1];
}

function effectsOf(grant: GrantValue): EffectValue[] {
  const [action = ""] = grant.actions;
  if (grant.system === "shell") return [{ effect: "exec", target: grant.wildcard ? "*" : action }];
  if (grant.system === "web") return [{ effect: "network", target: action }];
  if (grant.system === "agents") return [{ effect: "spawn-agent", target: action }];
  if (grant.system !== "filesystem" || grant.level === "read") return [];
  const target = controlPlaneTarget(grant.resource ?? "");
  return target === undefined
    ? [{ effect: "file-write", target: grant.resource ?? "*" }]
    : [{ effect: "self-modify", target }];
}
