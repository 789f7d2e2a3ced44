import type { Step } from "#artifact/workflow-steps.ts";
import { inputOf } from "#artifact/workflow-steps.ts";
import { at, isTrue, textOf } from "#model/tree.ts";

/** What is known of an action that runs an agent. */
export interface AgentAction {
  /** `owner/repo`, or `owner/repo/path`, lower case. */
  readonly action: string;
  readonly product: string;
  /** Holds if the action itself refuses people without write access, unless one of `openedBy` lets them in. */
  readonly checksWriters?: boolean;
  /** Inputs that let others in: a list of names, or `*` for everybody. */
  readonly openedBy?: readonly string[];
  /** The input with the command line of the agent. */
  readonly argumentsInput?: string;
  /** Inputs with a list of tools that need no prompt. */
  readonly toolInputs?: readonly string[];
  /** The input with settings of the agent, as JSON. */
  readonly settingsInput?: string;
  readonly modelInput?: string;
  /** The GitHub App token that it fetches with the job's identity token unless it is handed one. */
  readonly appToken?: { readonly input: string; readonly name: string; readonly scopes: readonly string[] };
  /**
   * Holds if its list of tools is all that it has; an input by its name if that holds where it is given, since without a
   * task of its own the action adds what it needs to edit and commit.
   */
  readonly listIsAll?: true | string;
  /** The mode it is started in without being told to: everything runs without a question. */
  readonly unattended?: string;
}

/** Sources: each action's own `action.yml` and security notes. */
const agentActions: readonly AgentAction[] = [
  {
    action: "anthropics/claude-code-action",
    product: "claude-code",
    checksWriters: true,
    openedBy: ["allowed_non_write_users", "allowed_bots"],
    argumentsInput: "claude_args",
    toolInputs: ["allowed_tools"],
    listIsAll: "prompt",
    settingsInput: "settings",
    modelInput: "model",
    appToken: {
      input: "github_token",
      name: "github-app claude",
      scopes: ["contents:write", "issues:write", "pull-requests:write"],
    },
  },
  {
    action: "anthropics/claude-code-base-action",
    product: "claude-code",
    argumentsInput: "claude_args",
    toolInputs: ["allowed_tools"],
    listIsAll: true,
    settingsInput: "settings",
    modelInput: "model",
  },
  {
    action: "openai/codex-action",
    product: "codex",
    checksWriters: true,
    openedBy: ["allow-users", "allow-bot-users"],
    argumentsInput: "codex-args",
    modelInput: "model",
  },
  {
    action: "google-github-actions/run-gemini-cli",
    product: "gemini-cli",
    settingsInput: "settings",
    modelInput: "gemini_model",
    unattended: "--yolo",
  },
  {
    action: "google-gemini/gemini-cli-action",
    product: "gemini-cli",
    settingsInput: "settings_json",
    unattended: "--yolo",
  },
  { action: "sst/opencode/github", product: "opencode", checksWriters: true, modelInput: "model" },
  { action: "anomalyco/opencode/github", product: "opencode", checksWriters: true, modelInput: "model" },
  {
    action: "factory-ai/droid-action",
    product: "droid",
    checksWriters: true,
    openedBy: ["allowed_non_write_users", "allowed_bots"],
  },
  { action: "augmentcode/augment-agent", product: "auggie", modelInput: "model" },
  { action: "augmentcode/review-pr", product: "auggie", modelInput: "model" },
  { action: "augmentcode/describe-pr", product: "auggie", modelInput: "model" },
  { action: "warpdotdev/oz-agent-action", product: "warp" },
  { action: "warpdotdev/warp-agent-action", product: "warp" },
  { action: "qodo-ai/pr-agent", product: "pr-agent" },
  { action: "codium-ai/pr-agent", product: "pr-agent" },
];

/** Command lines that start an agent, by the words that stand at the start of a command. Each is linear. */
const agentCommands: readonly (readonly [RegExp, string])[] = [
  [
    /\bclaude(?:-code)?(?:@[\w.-]{1,40})?\s(?:[^\n|;&]{0,300}\s)?(?:-p|--print|--dangerously-skip-permissions|--permission-mode)\b/,
    "claude-code",
  ],
  [
    /\bcodex(?:@[\w.-]{1,40})?\s(?:[^\n|;&]{0,300}\s)?(?:exec|--yolo|--full-auto|--dangerously-bypass-approvals-and-sandbox)\b/,
    "codex",
  ],
  [
    /\bgemini(?:-cli)?(?:@[\w.-]{1,40})?\s(?:[^\n|;&]{0,300}\s)?(?:-p|--prompt|-y|--yolo|--approval-mode)\b/,
    "gemini-cli",
  ],
  [/\bqwen\s(?:[^\n|;&]{0,300}\s)?(?:-p|--prompt|-y|--yolo)\b/, "qwen-code"],
  [/\bcopilot\s(?:[^\n|;&]{0,300}\s)?(?:-p|--prompt|--allow-all-tools|--allow-all|--yolo)\b/, "copilot-cli"],
  [/\baider\s(?:[^\n|;&]{0,300}\s)?(?:-m|--message|--message-file|--yes|--yes-always)\b/, "aider"],
  [/\bopencode\s+(?:run|github)\b/, "opencode"],
  [/\bcursor-agent\b(?!\s+(?:login|status|--version))/, "cursor"],
  [/\bopenclaw\s+agent\b/, "openclaw"],
  [/\bgoose\s+run\b/, "goose"],
  [/\bdroid\s+exec\b/, "droid"],
  [/\bauggie\s(?:[^\n|;&]{0,300}\s)?(?:-p|--print)\b/, "auggie"],
  [/\bamp\s(?:[^\n|;&]{0,300}\s)?(?:-x|--execute)\b/, "amp"],
  [/\bcrush\s+run\b/, "crush"],
  [/\b(?:q|kiro-cli)\s+chat\s(?:[^\n|;&]{0,300}\s)?--no-interactive\b/, "kiro"],
];

/** An agent that a step runs: by an action of its own, or by a command. */
export interface AgentRun {
  readonly step: Step;
  readonly product: string;
  readonly action?: AgentAction;
}

/** The agent that the step runs, if it runs one. */
export function agentOf(step: Step): AgentRun | undefined {
  const action = agentActions.find((row) => row.action === step.action);
  if (action) return { step, product: action.product, action };
  // Model calls without tools are no agent.
  if (step.action === "actions/ai-inference" && isTrue(at(step.inputs, "enable-github-mcp")))
    return { step, product: "github-models" };
  const script = textOf(step.run) ?? (step.action === "actions/github-script" ? inputOf(step, "script") : undefined);
  const lines = script?.replaceAll("\\\n", "  ");
  const command = lines === undefined ? undefined : agentCommands.find(([words]) => words.test(lines));
  return command ? { step, product: command[1] } : undefined;
}

/** How the action's own check of the sender stands for the inputs it is given. */
export interface OwnCheck {
  readonly sender: "writers" | "open";
  /** Names let in beside those who may write. */
  readonly senders: readonly string[];
  readonly setting: string;
}

/** The check that an agent's action makes before it starts the agent; undefined where it makes none. */
export function ownCheckOf(run: AgentRun): OwnCheck | undefined {
  const { action, step } = run;
  if (!action?.checksWriters) return undefined;
  const [opening] = openingInputs(run);
  if (opening !== undefined) return { sender: "open", senders: [], setting: `${opening} *` };
  const senders = (action.openedBy ?? []).flatMap((input) => namesIn(step, input).filter((name) => name !== ""));
  return { sender: "writers", senders, setting: `${action.action} checks for write access` };
}

/** The inputs by which the step switches its action's own check of the sender off. */
export function openingInputs({ action, step }: AgentRun): readonly string[] {
  return (action?.openedBy ?? []).filter((input) => namesIn(step, input).includes("*"));
}

function namesIn(step: Step, input: string): string[] {
  return (inputOf(step, input) ?? "").split(",").map((name) => name.trim());
}
