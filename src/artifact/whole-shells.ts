import type { Confidence } from "#model/fact.ts";

/** Programs of which a rule for all their arguments allows every command, or nearly. */
interface ShellProgram {
  readonly programs: string;
  readonly confidence: Confidence;
  /** Products that ask, or refuse, where such a program is to run another, whatever rule allows the program. */
  readonly askedBy?: readonly string[];
}

/**
 * Sources: Claude Code's permissions reference, "Process wrappers" (a rule for `find` covers neither `-exec` nor
 * `-delete`; one for `watch`, `setsid`, `ionice` or `flock` approves nothing); the default of VS Code's
 * `chat.tools.terminal.autoApprove` (refuses `find` with `-exec`, `-delete` and their like). As of 2026-11.
 */
const table: readonly ShellProgram[] = [
  {
    programs: "bash sh zsh fish dash ksh pwsh powershell sudo doas su eval exec env xargs nohup ssh",
    confidence: "very-high",
  },
  { programs: "watch setsid ionice flock", confidence: "medium", askedBy: ["claude-code"] },
  // People allow these for ordinary work.
  {
    programs:
      "cmd python python3 node deno bun ruby perl php npx bunx uvx pipx uv docker kubectl awk osascript tsx ts-node",
    confidence: "medium",
  },
  // By one of their options.
  { programs: "find", confidence: "low", askedBy: ["claude-code", "vscode"] },
];

const byProgram: ReadonlyMap<string, ShellProgram> = new Map(
  table.flatMap((row) => row.programs.split(" ").map((program) => [program, row] as const)),
);

/**
 * How surely a pattern of a product's list allows every command: `bash *`, `sudo:*`, `python3 -c *`, `cd x && *`;
 * undefined if it does not.
 */
export function everyCommand(pattern: string, product?: string): Confidence | undefined {
  const last = pattern
    .split(/&&|\|\||[;|]/)
    .at(-1)!
    .trim();
  if (last === "*" && last !== pattern) return "very-high";
  const words = last.split(/[\s:]+/);
  if (words.length < 2 || words.at(-1) !== "*") return undefined;
  const program = words[0]!.slice(words[0]!.lastIndexOf("/") + 1).toLowerCase();
  if (!words.slice(1, -1).every((word) => word.startsWith("-"))) return undefined;
  const row = byProgram.get(program);
  return product !== undefined && row?.askedBy?.includes(product) ? undefined : row?.confidence;
}
