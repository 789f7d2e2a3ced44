import { launchOf } from "#artifact/launch.ts";
import { permissionEntries } from "#artifact/permission-list.ts";
import { everyCommand } from "#artifact/whole-shells.ts";
import type { Recorder, TextOwner } from "#model/artifact.ts";
import type { Node } from "#model/document.ts";
import type { Confidence, EffectValue, FactId, GrantValue } from "#model/fact.ts";
import { compareText } from "#model/location.ts";

/** What one entry of an allow list gives, as a grant and the natural key of it. */
export interface PermissionGrant {
  readonly key: string;
  readonly value: GrantValue;
  readonly confidence: Confidence;
}

/** The tool names that products use for a shell, lower case. */
const shellTools: ReadonlySet<string> = new Set(
  (
    "bash shell run_shell_command shelltool execute_bash execute_cmd run_terminal_cmd runcommands runinterminal " +
    "run_in_terminal execute exec terminal command terminalcommand powershell bash_tool"
  ).split(" "),
);

/** Shell tools whose pattern is a prefix: `Shell(git)` allows `git` with any arguments. */
const prefixTools: ReadonlySet<string> = new Set(["shell", "run_shell_command", "shelltool"]);

const writeTools: ReadonlySet<string> = new Set(
  (
    "write edit multiedit notebookedit fs_write replace write_file apply_patch patch edit_file create_file " +
    "str_replace delete_path move_path editfiles writefiletool edittool save_file create_directory"
  ).split(" "),
);
const readTools: ReadonlySet<string> = new Set(
  (
    "read grep glob ls fs_read read_file notebookread search list find_path read_many_files list_directory " +
    "search_file_content view readfiletool greptool globtool codebase usages find"
  ).split(" "),
);
const webTools: ReadonlySet<string> = new Set("webfetch fetch web_fetch browser web webfetchtool".split(" "));
/** A search goes to the product's engine alone; no address of the model's choice is reached. */
const searchTools: ReadonlySet<string> = new Set(["websearch", "web_search", "google_web_search"]);
const agentTools: ReadonlySet<string> = new Set(["task", "agent", "use_subagent", "runsubagent"]);

/**
 * Reads an entry of a permission or tool list in the notation that most agents share: `Tool`, `Tool(pattern)`,
 * `mcp__server__tool`. Sources: Claude Code permissions and tools references; Cursor CLI permissions; Gemini CLI
 * `docs/tools`; VS Code agent tools; Amazon Q built-in tools. Undefined for an empty entry. `product`: whose list it is.
 */
export function permissionGrant(entry: string, product?: string): PermissionGrant | undefined {
  const text = entry.trim();
  if (text === "") return undefined;
  if (text === "*" || text === "@builtin" || text === "all")
    return toolGrant("*", ["*"], { wildcard: true, level: "admin" });
  if (text.toLowerCase().startsWith("mcp__")) return doubleUnderscoreGrant(text.slice("mcp__".length));
  const open = text.indexOf("(");
  const tool = (open < 0 ? text : text.slice(0, open)).trim();
  const pattern = open < 0 ? "" : text.slice(open + 1, text.endsWith(")") ? -1 : undefined).trim();
  return namedGrant(tool.toLowerCase(), pattern, product) ?? toolGrant("tool", [text], { level: "unknown" });
}

function namedGrant(name: string, pattern: string, product: string | undefined): PermissionGrant | undefined {
  if (prefixTools.has(name)) return prefixGrant(pattern, product);
  if (shellTools.has(name)) return shellGrant(pattern, product);
  if (writeTools.has(name)) return fileGrant("write", pattern);
  if (readTools.has(name)) return fileGrant("read", pattern);
  if (webTools.has(name)) return webGrant(pattern);
  if (searchTools.has(name)) return toolGrant("web", ["search"], { level: "read" });
  if (agentTools.has(name)) return agentGrant(pattern);
  return name === "mcp" ? mcpGrant(...splitAt(pattern, ":")) : undefined;
}

function doubleUnderscoreGrant(rest: string): PermissionGrant {
  return mcpGrant(...splitAt(rest, "__"));
}

function splitAt(text: string, separator: string): [string, string] {
  const index = text.indexOf(separator);
  return index < 0 ? [text, ""] : [text.slice(0, index), text.slice(index + separator.length)];
}

/** A grant of one tool of an MCP server; `*` or nothing stands for all of either. */
export function mcpGrant(server: string, tool: string): PermissionGrant {
  const everyTool = tool === "*" || tool === "";
  return toolGrant("mcp", [`${server || "*"}/${everyTool ? "*" : tool}`], {
    level: "unknown",
    wildcard: (server === "*" || server === "") && everyTool,
    resource: server || "*",
  });
}

/** A grant of every command that starts with these words. */
export function prefixGrant(prefix: string, product?: string): PermissionGrant {
  const words = prefix.trim();
  return shellGrant(words === "" || /[*:]/.test(words) ? words : `${words} *`, product);
}

/** A grant of the shell, for commands of a pattern in the notation `git push *` or `git push:*`. */
export function shellGrant(pattern: string, product?: string): PermissionGrant {
  if (/^[*:\s]*$/.test(pattern)) return toolGrant("shell", ["*"], { wildcard: true, level: "admin" });
  const everything = everyCommand(pattern, product);
  if (everything === undefined) return toolGrant("shell", [pattern], { level: "write" });
  return toolGrant("shell", [pattern], { wildcard: true, level: "admin" }, everything);
}

/** A grant to start agents: those named, separated by commas, or any. */
function agentGrant(pattern: string): PermissionGrant {
  const names = pattern.split(/[,\s]+/).filter((name) => name !== "");
  return toolGrant("agents", names.length > 0 ? [...new Set(names)].sort(compareText) : ["*"], { level: "write" });
}

function webGrant(pattern: string): PermissionGrant {
  const domain = pattern.replace(/^(domain|url):/, "");
  return toolGrant("web", [domain || "*"], { level: "read", wildcard: domain === "" || domain === "*" });
}

/** A grant of files by path pattern; no pattern is every file that the product lets its agent see. */
export function fileGrant(level: "read" | "write", pattern: string): PermissionGrant {
  const everywhere = /^(\/{1,2}|~\/?)?\*{0,2}\/?\*{0,2}$/.test(pattern) && pattern !== "";
  return toolGrant("filesystem", [`${level} ${pattern || "*"}`], {
    level,
    ...(everywhere ? { wildcard: true } : {}),
    resource: pattern || "*",
  });
}

/** A grant of connections to a host; `*` is every host. */
export function networkGrant(host: string): PermissionGrant {
  const grant = toolGrant("network", ["connect"], { level: "write", resource: host, wildcard: host === "*" });
  return { ...grant, key: `network:${host}` };
}

/** A grant of actions of a system that needs no yes at run time. */
export function toolGrant(
  system: string,
  actions: readonly string[],
  { wildcard, ...rest }: Pick<GrantValue, "level" | "wildcard" | "resource">,
  confidence: Confidence = "very-high",
): PermissionGrant {
  return {
    key: `${system}:${actions.join(",")}`,
    value: { system, actions, decision: "hardcoded", ...rest, ...(wildcard ? { wildcard } : {}) },
    confidence,
  };
}

/** Records each entry of a product's allow list as a grant of the owner, and what it reaches as effects. */
export function permissionGrants(
  list: Node | undefined,
  owner: TextOwner,
  { record, product }: { readonly record: Recorder; readonly product?: string },
): void {
  for (const { text, node } of permissionEntries(list)) {
    const grant = permissionGrant(text, product);
    if (grant) recordGrant(grant, node, owner, record);
  }
}

/** Records a grant, and what it reaches as effects. */
export function recordGrant(
  grant: PermissionGrant,
  node: Node,
  { anchor, owner }: TextOwner,
  record: Recorder,
): FactId {
  const { key, value, confidence } = grant;
  const holder = owner === undefined ? {} : { owner };
  const id = record.fact({ kind: "grant", anchor, key, value, at: node, confidence, ...holder });
  for (const effect of effectsOf(value)) {
    const effectKey = `${effect.effect}:${effect.target}`;
    record.edge(
      id,
      "reaches",
      record.fact({ kind: "effect", anchor, key: effectKey, value: effect, at: node, confidence }),
    );
  }
  return id;
}

/** Paths whose content decides what an agent may do or is told: writing there is self-modification. */
const controlPlane: readonly (readonly [RegExp, string])[] = [
  [
    /(^|\/)\.claude(\/(\*\*|\*|settings[\w.*]*|)$|$|\/\*)|(^|\/)(\.mcp\.json|openclaw\.json|\.codex\/(\*\*|config\.toml)|\.cursor\/(\*\*|mcp\.json|cli\.json))/i,
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

/** Programs that change what starts an agent or what it may do, and agents themselves: what allowing them reaches. */
const governingPrograms: ReadonlyMap<string, EffectValue> = new Map<string, EffectValue>([
  ["crontab", { effect: "self-modify", target: "schedule" }],
  ["openclaw", { effect: "self-modify", target: "permissions" }],
  ...["claude", "codex", "gemini", "opencode", "cursor-agent", "qwen", "amp"].map((program): [string, EffectValue] => [
    program,
    { effect: "spawn-agent", target: program },
  ]),
]);

function shellEffects(pattern: string, wildcard: boolean): EffectValue[] {
  if (wildcard) return [{ effect: "exec", target: "*" }];
  const words = pattern.split(/[\s:]+/);
  const launch = launchOf(pattern.split(/\s+/));
  // A package without a version may be one of the project; one with a version that moves is fetched when it runs.
  const moving =
    launch?.pinned === false && (launch.version !== undefined || /^(git\+|github:|https?:)/.test(launch.package ?? ""));
  const governing = words.at(-1) === "*" && words.length === 2 ? governingPrograms.get(words[0]!) : undefined;
  return [
    { effect: "exec", target: pattern, ...(moving ? { remote: true } : {}) },
    ...(governing ? [{ ...governing, detail: pattern }] : []),
  ];
}

function effectsOf(grant: GrantValue): EffectValue[] {
  const [action = ""] = grant.actions;
  if (grant.system === "shell") return shellEffects(action, grant.wildcard === true);
  if (grant.system === "web") return [{ effect: "network", target: action }];
  if (grant.system === "agents") return grant.actions.map((target) => ({ effect: "spawn-agent", target }));
  if (grant.system !== "filesystem" || grant.level === "read") return [];
  const target = controlPlaneTarget(grant.resource ?? "");
  return target === undefined
    ? [{ effect: "file-write", target: grant.resource ?? "*" }]
    : [{ effect: "self-modify", target, detail: grant.resource ?? "*" }];
}
