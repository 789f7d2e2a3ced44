import type { Change } from "#model/delta.ts";
import { visible } from "#report/visible.ts";

/** Changes that are named; the rest is counted. */
const mostNamed = 5;

const phrases: Readonly<Record<Change["type"], string>> = {
  "gate-removed": "removes a gate",
  "gate-weakened": "weakens a gate",
  added: "adds",
  widened: "widens",
  "newly-opaque": "makes unreadable",
  changed: "changes",
  narrowed: "narrows",
  removed: "removes",
  moved: "moves",
  "newly-visible": "shows",
};

/** What Claude Code is told of an edit that widens the identity surface: it asks the person, with these words. */
export function hookAnswer(changes: readonly Change[]): string {
  const named = changes.slice(0, mostNamed).map(({ type, id, fields }) => {
    const values = fields.filter(({ after }) => after !== undefined).map(({ field, after }) => `${field} ${after!}`);
    return `${phrases[type]} ${id}${values.length > 0 ? ` (${values.slice(0, 3).join(", ")})` : ""}`;
  });
  const rest = changes.length > mostNamed ? ` and ${changes.length - mostNamed} more` : "";
  const reason = visible(`This edit changes what agents may do: it ${named.join("; ")}${rest}.`);
  return JSON.stringify({
    hookSpecificOutput: {
      hookEventName: "PreToolUse",
      permissionDecision: "ask",
      permissionDecisionReason: reason,
    },
  });
}
