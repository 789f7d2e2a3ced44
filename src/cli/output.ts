import { closeSync, constants, openSync, writeFileSync } from "node:fs";
import type { Terminal } from "#cli/terminal.ts";
import type { Invocation } from "#cli/verb.ts";
import { errorCode } from "#discover/read.ts";
import { loadPageAssets, loadPages } from "#knowledge.ts";
import type { ReportOptions } from "#model/report.ts";
import { nearest, UserError } from "#model/user-error.ts";

/** One output of a run: a format, and the file it goes to; standard output where there is none. */
export interface Output<Format extends string> {
  readonly format: Format;
  readonly file?: string;
}

/** The outputs that `--format` asks for, or the customary one. Throws a `UserError` for what is no format of the verb. */
export function outputsOf<Format extends string>(
  asked: unknown,
  formats: readonly Format[],
  customary: Format,
): Output<Format>[] {
  const words = Array.isArray(asked) ? (asked as string[]) : [];
  if (words.length === 0) return [{ format: customary }];
  const outputs = words.map((word) => outputOf(word, formats));
  if (outputs.filter(({ file }) => file === undefined).length > 1) {
    throw new UserError("two formats go to standard output", {
      suggestion: "Give all but one a file: --format sarif=out.sarif.",
    });
  }
  return outputs;
}

/** `format` or `format=file`. */
function outputOf<Format extends string>(word: string, formats: readonly Format[]): Output<Format> {
  const [name = "", ...rest] = word.split("=");
  const format = formats.find((known) => known === name);
  if (format === undefined) {
    const near = nearest(name, formats);
    throw new UserError(`'${name}' is no format`, {
      suggestion: near === undefined ? `Formats: ${formats.join(", ")}.` : `Did you mean '${near}'?`,
    });
  }
  if (rest.length === 0) return { format };
  const file = rest.join("=");
  if (file !== "") return { format, file };
  throw new UserError(`'${word}' names no file`, { suggestion: `Write --format ${name}=FILE, or --format ${name}.` });
}

/** What the flags and the terminal tell a reporter of findings. */
export function reportOptions(
  { flags, terminal }: Pick<Invocation, "flags" | "terminal">,
  format: string,
  file: string | undefined,
): ReportOptions {
  return {
    color: file === undefined && terminal.color,
    width: terminal.width,
    showSuppressed: flags.showSuppressed === true,
    ...(flags.sarifCategory === undefined ? {} : { category: flags.sarifCategory }),
    ...(format === "sarif" ? { pages: loadPages() } : {}),
    ...(format === "html" ? { assets: loadPageAssets() } : {}),
  };
}

/** Writes one output where it goes to. */
export function writeOutput(text: string, file: string | undefined, terminal: Terminal): void {
  if (file === undefined) {
    terminal.out(text);
    return;
  }
  try {
    writeUnlinked(file, text);
  } catch (error) {
    if (isLink(error)) {
      throw new UserError(`'${file}' is a symbolic link, and nothing is written through one`, {
        suggestion: "Name the file itself, or remove the link.",
      });
    }
    throw new UserError(`cannot write '${file}': ${(error as Error).message.split(",", 1)[0]!}`);
  }
}

/** A scanned tree can put a link where a report is customarily written; the links below `/dev` are the system's. */
function writeUnlinked(file: string, text: string): void {
  const { O_WRONLY, O_CREAT, O_TRUNC } = constants;
  // Windows has no such flag.
  const ownFile = file.startsWith("/dev/") ? 0 : (constants.O_NOFOLLOW ?? 0);
  const opened = openSync(file, O_WRONLY | O_CREAT | O_TRUNC | ownFile);
  try {
    writeFileSync(opened, text);
  } finally {
    closeSync(opened);
  }
}

/** What systems say of a link that is not to be followed. */
function isLink(error: unknown): boolean {
  return ["ELOOP", "EMLINK"].includes(errorCode(error));
}
