import type { RepoPath } from "#model/location.ts";

/** A product and the files and folders in which it keeps settings, skills, agents or servers, below the home folder. */
interface HomePlaces {
  readonly product: string;
  /** Folder that the places lie in; empty: the home folder itself. */
  readonly folder: string;
  readonly places: readonly string[];
}

/** Where applications keep the data of a user: Linux, macOS, Windows. */
const applicationFolders = [".config", "Library/Application Support", "AppData/Roaming"];

/** The editors that share VS Code's layout of user files. */
const codeEditors = ["Code", "Code - Insiders", "VSCodium", "Cursor", "Windsurf"];

/**
 * Named as narrowly as the products allow: the same folders also hold transcripts, caches and credential stores, which
 * say nothing about what an agent may do and are nobody's to copy into a report.
 */
const table: readonly HomePlaces[] = [
  { product: "agents in general", folder: ".agents", places: ["skills", "mcp.json"] },
  { product: "agents in general", folder: "", places: ["AGENTS.md", ".mcp.json"] },
  { product: "Amazon Q", folder: ".aws/amazonq", places: ["cli-agents", "mcp.json", "agents"] },
  { product: "Amp", folder: ".config/amp", places: ["settings.json", "AGENTS.md"] },
  { product: "Augment", folder: ".augment", places: ["settings.json", "agents", "commands", "rules"] },
  {
    product: "Claude Code",
    folder: ".claude",
    places: [
      "CLAUDE.md",
      "settings.json",
      "settings.local.json",
      "managed-settings.json",
      ".mcp.json",
      "agents",
      "commands",
      "hooks",
      "output-styles",
      "rules",
      "skills",
      "plugins",
    ],
  },
  { product: "Claude Code", folder: "", places: [".claude.json"] },
  {
    product: "Codex",
    folder: ".codex",
    places: ["config.toml", "AGENTS.md", "AGENTS.override.md", "hooks.json", "agents", "prompts", "rules", "skills"],
  },
  {
    product: "Continue",
    folder: ".continue",
    places: ["config.yaml", "config.json", "permissions.yaml", "mcpServers", "agents", "rules"],
  },
  { product: "Copilot", folder: ".copilot", places: ["config.json", "mcp-config.json", "agents", "skills"] },
  {
    product: "Cursor",
    folder: ".cursor",
    places: [
      "mcp.json",
      "hooks.json",
      "cli-config.json",
      "permissions.json",
      "sandbox.json",
      "agents",
      "commands",
      "rules",
      "skills",
    ],
  },
  { product: "Factory", folder: ".factory", places: ["settings.json", "mcp.json", "droids", "commands", "hooks"] },
  {
    product: "Gemini CLI",
    folder: ".gemini",
    places: [
      "settings.json",
      "GEMINI.md",
      "policies",
      "commands",
      "extensions",
      "agents",
      "skills",
      "antigravity/mcp_config.json",
    ],
  },
  { product: "Goose", folder: ".config/goose", places: ["config.yaml", "permission.yaml", "recipes", ".goosehints"] },
  { product: "Hermes", folder: ".hermes", places: ["config.yaml", "skills"] },
  { product: "Junie", folder: ".junie", places: ["allowlist.json", "mcp"] },
  {
    product: "Kiro",
    folder: ".kiro",
    places: ["agents", "hooks", "steering", "settings/mcp.json", "settings/permissions.yaml"],
  },
  {
    product: "OpenClaw",
    folder: ".openclaw",
    places: ["openclaw.json", "exec-approvals.json", "cron/jobs.json", "skills", "hooks", "extensions", "workspace"],
  },
  { product: "OpenClaw", folder: "", places: [".clawdbot/clawdbot.json", ".moltbot/moltbot.json"] },
  {
    product: "OpenCode",
    folder: ".config/opencode",
    places: [
      "opencode.json",
      "opencode.jsonc",
      "AGENTS.md",
      ...["agent", "command", "plugin", "tool", "skill"].flatMap((place) => [place, `${place}s`]),
    ],
  },
  { product: "Qwen Code", folder: ".qwen", places: ["settings.json", "QWEN.md", "agents", "commands", "skills"] },
  { product: "Roo", folder: ".roo", places: ["mcp.json", "rules", "commands", "skills"] },
  {
    product: "Windsurf",
    folder: ".codeium/windsurf",
    places: ["mcp_config.json", "hooks.json", "memories/global_rules.md"],
  },
  { product: "Zed", folder: ".config/zed", places: ["settings.json"] },
];

/** Files of a user of an editor of VS Code's family, its agent extensions included. */
const editorPlaces = [
  "mcp.json",
  "settings.json",
  "prompts",
  "globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json",
  "globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json",
];

/** What lies in the application folder: there on one system or another. */
const applicationPlaces = [
  "Claude/claude_desktop_config.json",
  ...codeEditors.flatMap((editor) => editorPlaces.map((place) => `${editor}/User/${place}`)),
];

/** The files and folders below a home folder where agents keep settings, skills and servers; few of them exist. */
export function homePlaces(): RepoPath[] {
  const products = table.flatMap(({ folder, places }) =>
    places.map((place) => (folder === "" ? place : `${folder}/${place}`)),
  );
  const applications = applicationFolders.flatMap((folder) => applicationPlaces.map((place) => `${folder}/${place}`));
  return [...products, ...applications];
}
