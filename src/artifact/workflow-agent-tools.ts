import { allowedLists, argumentWords, modeGatesOf } from "#artifact/workflow-agent-facts.ts";
import type { AgentRun } from "#artifact/workflow-agent.ts";
import { inputOf } from "#artifact/workflow-steps.ts";

/**
 * Holds if a list says all that the agent of the step may use: nobody is there to agree to anything else. Not where a
 * mode or settings give more, or where the action adds tools of its own. Sources: the actions' documentation of
 * `claude_args`, `allowed_tools`, `prompt` and `track_progress`; Claude Code's page on headless mode. As of 2026-11.
 */
export function hasClosedList({ action, step }: AgentRun): boolean {
  if (!action?.listIsAll) return false;
  const words = argumentWords((action.argumentsInput && inputOf(step, action.argumentsInput)) ?? "");
  const settings = (action.settingsInput && inputOf(step, action.settingsInput)) ?? "";
  if (modeGatesOf(words).length > 0 || settings.trim() !== "") return false;
  if (allowedLists(words).length > 0) {
    const given = typeof action.listIsAll === "string" ? inputOf(step, action.listIsAll) : "";
    return given !== undefined && inputOf(step, "track_progress") !== "true";
  }
  // The input of old versions adds to what an action with a mode of its own has.
  return action.listIsAll === true && (action.toolInputs ?? []).some((input) => inputOf(step, input));
}
