import { query } from "@anthropic-ai/claude-agent-sdk";

interface Settings {
  mode: string;
}

export function ask(prompt: string, settings: Settings) {
  const permissionMode = "bypassPermissions" === settings.mode ? "bypassPermissions" : "default";
  return query({ prompt, options: { permissionMode } });
}
