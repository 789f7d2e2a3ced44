import type { UserError } from "#model/user-error.ts";
import { visible } from "#report/visible.ts";
import { maskCommand } from "#secrets/command-text.ts";
import { maskNamed, redact } from "#secrets/redact.ts";

/** Standard output and error as the verbs see them: the only door to the terminal. */
export interface Terminal {
  /** Results: written as they are; the reporters have made them harmless. */
  out(text: string): void;
  /** Everything else: one line, redacted but for the names in it and made harmless here; nothing with `--quiet`. */
  note(line: string, names?: readonly string[]): void;
  /** A mistake: one line to standard error, also with `--quiet`. */
  error(line: string, names?: readonly string[]): void;
  readonly color: boolean;
  /** Columns, 100 where nobody knows. */
  readonly width: number;
  readonly interactive: boolean;
}

export const colorWords = ["auto", "always", "never"] as const;
export type ColorWord = (typeof colorWords)[number];

/**
 * The terminal of this process. `NO_COLOR` beats `FORCE_COLOR`; the flag beats both. `typed`: the words of the command
 * line, which are told as they were typed.
 */
export function openTerminal(color: ColorWord, quiet: boolean, typed: readonly string[]): Terminal {
  const { env, stdout, stderr } = process;
  const interactive = stdout.isTTY;
  const known = namesAmong(typed);
  const shown = (line: string, names: readonly string[]) => visible(redact(line, [...names, ...known]));
  return {
    out: (text) => void stdout.write(text),
    note: (line, names = []) => void (quiet || stderr.write(`${shown(line, names)}\n`)),
    error: (line, names = []) => void stderr.write(`${shown(line, names)}\n`),
    color: color === "auto" ? wantsColor(env, interactive) : color === "always",
    width: interactive ? (stdout.columns ?? 100) : 100,
    interactive,
  };
}

/** Words of the command line, and the values of `--flag=value`, in which no credential is given by its name. */
function namesAmong(typed: readonly string[]): string[] {
  const words = typed.flatMap((word) => [word, ...(word.startsWith("-") ? [word.slice(word.indexOf("=") + 1)] : [])]);
  return words.filter((word) => maskCommand(maskNamed(word)) === word);
}

function wantsColor(env: NodeJS.ProcessEnv, interactive: boolean): boolean {
  if (env["NO_COLOR"]) return false;
  if (env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "") return env["FORCE_COLOR"] !== "0";
  return interactive && env["TERM"] !== "dumb";
}

/** Variables that coding agents set for the programs they run. */
const agentVariables = [
  "CLAUDECODE",
  "CURSOR_AGENT",
  "AI_AGENT",
  "GEMINI_CLI",
  "CODEX_SANDBOX",
  "OPENCODE",
  "AUGMENT_AGENT",
];

/** Holds if a coding agent reads the output: it gets one line a finding. */
export function runsUnderAgent(): boolean {
  return agentVariable() !== undefined;
}

/** The variable that says that a coding agent started this process. */
export function agentVariable(): string | undefined {
  return agentVariables.find((name) => Boolean(process.env[name]));
}

/** Tells a mistake of the user's: what is wrong where, and what to do. */
export function tellMistake({ where, message, suggestion, names }: UserError, terminal: Terminal): void {
  const known = where === undefined ? names : [where, ...names];
  terminal.error(`error: ${where === undefined ? "" : `${where}: `}${message}`, known);
  if (suggestion !== undefined) terminal.error(`help: ${suggestion}`, known);
}
