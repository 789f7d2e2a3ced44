import { readFileSync } from "node:fs";
import { basename } from "node:path";

/** A process above this one. */
export interface Ancestor {
  readonly parent: number;
  /** The words of its command line. */
  readonly words: readonly string[];
}

/** Programs of coding agents, by the name of the file that is started. */
const agentPrograms: ReadonlySet<string> = new Set([
  "aider",
  "amp",
  "auggie",
  "claude",
  "codex",
  "copilot",
  "cursor-agent",
  "droid",
  "gemini",
  "goose",
  "kiro-cli",
  "openclaw",
  "opencode",
  "qwen",
]);

/** Processes that are looked at, upwards. */
const mostAncestors = 32;

/**
 * The coding agent that this process seems to run below, by the names of the programs above it. A hint and no more:
 * names can be chosen, and not every system lets them be seen.
 */
export function agentAbove(pid: number, look: (pid: number) => Ancestor | undefined = lookInProc): string | undefined {
  let current = pid;
  for (let count = 0; count < mostAncestors && current > 1; count++) {
    const ancestor = look(current);
    if (!ancestor) return undefined;
    // A script stands behind its interpreter.
    const names = ancestor.words.slice(0, 2).map((word) => basename(word).replace(/\.(?:exe|[cm]?js)$/, ""));
    const found = names.find((name) => agentPrograms.has(name));
    if (found !== undefined) return found;
    current = ancestor.parent;
  }
  return undefined;
}

/** What Linux says about a process; undefined elsewhere, or if it is gone. */
function lookInProc(pid: number): Ancestor | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The name in parentheses may hold anything; state and parent stand behind the last one.
    const parent = Number(status.slice(status.lastIndexOf(")") + 2).split(" ")[1]);
    const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    return Number.isSafeInteger(parent) ? { parent, words } : undefined;
  } catch {
    return undefined;
  }
}
