import { choice, type Meaning } from "#artifact/setting-table.ts";

/**
 * What each permission mode of Claude Code asks, in settings and in definitions of subagents.
 * Source: Claude Code permission modes reference, as of 2026-11.
 */
export const permissionMode: Meaning = choice([
  ["default", "human", "*"],
  ["manual", "human", "*"],
  ["plan", "human", "*"],
  ["acceptEdits", "auto", "edit"],
  ["auto", "policy", "*"],
  ["dontAsk", "allowlist", "*"],
  ["bypassPermissions", "auto", "*"],
]);
