import { allowedLists, argumentWords } from "#artifact/workflow-agent-facts.ts";
import type { AgentRun } from "#artifact/workflow-agent.ts";
import { inputOf } from "#artifact/workflow-steps.ts";

/** Flags that give the agent no more than its list; of any other one cannot tell. Source: Claude Code's CLI reference. */
const harmlessFlags: ReadonlySet<string> = new Set(
  (
    "--allowedTools --allowed-tools --disallowedTools --disallowed-tools --tools --max-turns --max-budget-usd --model " +
    "--fallback-model --effort --system-prompt --system-prompt-file --append-system-prompt " +
    "--append-system-prompt-file --mcp-config --strict-mcp-config --output-format --input-format --json-schema " +
    "--include-partial-messages --debug --verbose --print -p -d"
  ).split(" "),
);

/** Modes in which what is not on the list is asked for or refused. */
const closedModes: ReadonlySet<string> = new Set(["default", "plan", "dontAsk"]);

/** Holds if a command line may give the agent more than its list: by a flag, or by what is only put in at the run. */
function mayOpen(line: string, words: readonly string[]): boolean {
  if (/^\s*\$\{\{/m.test(line)) return true;
  return words.some((word, index) => {
    const [, flag, inline] = /^(--?[A-Za-z][\w-]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (flag === undefined || harmlessFlags.has(flag)) return false;
    return flag !== "--permission-mode" || !closedModes.has(inline ?? words[index + 1] ?? "");
  });
}

/**
 * Holds if a list says all that the agent of the step may use: nobody is there to agree to anything else. Not where a
 * mode or settings give more, or where the action adds tools of its own. Sources: the actions' documentation of
 * `claude_args`, `allowed_tools`, `prompt` and `track_progress`; Claude Code's page on headless mode. As of 2026-11.
 */
export function hasClosedList({ action, step }: AgentRun): boolean {
  if (!action?.listIsAll) return false;
  const line = (action.argumentsInput && inputOf(step, action.argumentsInput)) ?? "";
  const words = argumentWords(line);
  const settings = (action.settingsInput && inputOf(step, action.settingsInput)) ?? "";
  if (mayOpen(line, words) || settings.trim() !== "") return false;
  if (allowedLists(words).length > 0) {
    const given = typeof action.listIsAll === "string" ? inputOf(step, action.listIsAll) : "";
    return given !== undefined && inputOf(step, "track_progress") !== "true";
  }
  // The input of old versions adds to what an action with a mode of its own has.
  return action.listIsAll === true && (action.toolInputs ?? []).some((input) => inputOf(step, input));
}
