import { claudeAgent } from "#artifact/claude-agent.ts";
import { claudeCommand } from "#artifact/claude-command.ts";
import { claudeMarketplace } from "#artifact/claude-marketplace.ts";
import { claudePlugin, pluginHooks, pluginMonitors } from "#artifact/claude-plugin.ts";
import { claudeSettings } from "#artifact/claude-settings.ts";
import { codexAgent, codexConfig } from "#artifact/codex-config.ts";
import { codexRules } from "#artifact/codex-rules.ts";
import { copilotAgent } from "#artifact/copilot-agent.ts";
import { cursorSandbox, cursorSettings, hookFile } from "#artifact/cursor-settings.ts";
import { declaredAgents } from "#artifact/declared-agents.ts";
import { discordInvite } from "#artifact/discord-invite.ts";
import { geminiCommand, geminiExtension, geminiPolicy } from "#artifact/gemini-policy.ts";
import { geminiSettings } from "#artifact/gemini-settings.ts";
import { gooseRecipe } from "#artifact/goose-recipe.ts";
import { ghAwWorkflow } from "#artifact/gh-aw-workflow.ts";
import { compositeAction, githubWorkflow } from "#artifact/github-workflow.ts";
import { iamPolicy } from "#artifact/iam-policy.ts";
import { kiroAgent, kiroHook } from "#artifact/kiro-agent.ts";
import { kubernetesRbac } from "#artifact/kubernetes-rbac.ts";
import { mcpConfig } from "#artifact/mcp-config.ts";
import { dockerCatalogEntry, mcpBundle, mcpRegistryEntry } from "#artifact/mcp-package.ts";
import { opencodeAgent, opencodeSettings } from "#artifact/opencode.ts";
import { otherAgentsJson, otherAgentsYaml } from "#artifact/other-agents.ts";
import { packageManifest } from "#artifact/package-manifest.ts";
import { rooModes, rooSettings } from "#artifact/roo-modes.ts";
import { skill } from "#artifact/skill.ts";
import { slackManifest } from "#artifact/slack-manifest.ts";
import { vscodeSettings } from "#artifact/vscode-settings.ts";
import { instructions } from "#artifact/instructions.ts";
import { openclawApprovals } from "#artifact/openclaw-approvals.ts";
import { openclawConfig } from "#artifact/openclaw-config.ts";
import { openclawCron } from "#artifact/openclaw-cron.ts";
import { openclawPlugin } from "#artifact/openclaw-plugin.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";

/** Every artifact format. The order says nothing: a file has all the formats that claim it. */
export const frontEnds: readonly ArtifactFrontEnd[] = [
  openclawPlugin,
  openclawCron,
  openclawConfig,
  openclawApprovals,
  instructions,
  claudeAgent,
  claudeCommand,
  claudeMarketplace,
  claudePlugin,
  claudeSettings,
  codexAgent,
  codexConfig,
  codexRules,
  compositeAction,
  copilotAgent,
  cursorSandbox,
  cursorSettings,
  declaredAgents,
  discordInvite,
  dockerCatalogEntry,
  geminiCommand,
  geminiExtension,
  geminiPolicy,
  geminiSettings,
  gooseRecipe,
  ghAwWorkflow,
  githubWorkflow,
  hookFile,
  iamPolicy,
  kiroAgent,
  kiroHook,
  kubernetesRbac,
  mcpBundle,
  mcpConfig,
  mcpRegistryEntry,
  opencodeAgent,
  opencodeSettings,
  otherAgentsJson,
  otherAgentsYaml,
  packageManifest,
  pluginHooks,
  pluginMonitors,
  rooModes,
  rooSettings,
  skill,
  slackManifest,
  vscodeSettings,
];
