/**
 * Folders in which agents and editors keep settings, skills and servers, below a project or a home folder. Their names
 * are part of the names by which artifacts are known, so a scan that starts inside one must start above it.
 */
const agentFolders: ReadonlySet<string> = new Set([
  ".agents",
  ".amazonq",
  ".amp",
  ".augment",
  ".claude",
  ".claude-plugin",
  ".cline",
  ".codex",
  ".config/opencode",
  ".continue",
  ".copilot",
  ".cursor",
  ".cursor-plugin",
  ".factory",
  ".gemini",
  ".github",
  ".goose",
  ".kilocode",
  ".kiro",
  ".openclaw",
  ".opencode",
  ".qwen",
  ".roo",
  ".vscode",
  ".windsurf",
  ".zed",
]);

/** The folder, `/`-separated, in which the last or last two segments of `folder` are an agent folder, if they are. */
export function parentOfAgentFolder(folder: string): string | undefined {
  const segments = folder.split("/");
  for (const count of [1, 2]) {
    if (agentFolders.has(segments.slice(-count).join("/"))) return segments.slice(0, -count).join("/");
  }
  return undefined;
}

/** Holds if the path is an agent folder or lies in one, at any depth. */
export function liesInAgentFolder(path: string): boolean {
  const segments = path.split("/");
  return segments.some(
    (segment, index) => agentFolders.has(segment) || agentFolders.has(`${segment}/${segments[index + 1] ?? ""}`),
  );
}
