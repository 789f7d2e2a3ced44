import type { ExitCode } from "#cli/exit-code.ts";
import type { Terminal } from "#cli/terminal.ts";
import type { FailOn, Profile } from "#cli/words.ts";
import type { Confidence } from "#model/fact.ts";
import type { Severity } from "#model/finding.ts";

/** Flags that every verb has. */
export interface CommonFlags {
  readonly color?: string;
  readonly quiet?: boolean;
}

/** Flags of the verbs that read a tree. */
export interface TreeFlags extends CommonFlags {
  readonly user?: boolean;
  /** A path, or false for `--no-config`; true where neither was given. */
  readonly config?: string | boolean;
  /** A revision that is read instead of the folder. */
  readonly rev?: string;
  readonly cache?: string;
  readonly now?: string;
  readonly jobs?: number;
  readonly maxFileSize?: number;
  readonly timeout?: number;
  readonly allowPartial?: boolean;
}

/** Flags of `scan`, besides `--format`. */
export interface ScanFlags extends TreeFlags {
  readonly profile?: Profile;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly failOn?: FailOn;
  readonly rules?: readonly string[];
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly showSuppressed?: boolean;
  readonly sarifCategory?: string;
}

/** Flags of `approve` and `verify`, besides those of the verbs that read a tree. */
export interface ApprovalFlags {
  readonly base?: string;
  readonly warnDays?: number;
  readonly reason?: string;
  readonly by?: string;
  readonly expires?: string;
  readonly adopt?: boolean;
  readonly sign?: string;
  readonly allowAgent?: boolean;
}

/** Flags of `init`. */
export interface InitFlags {
  readonly write?: boolean;
  /** `owner/repository@commit`. */
  readonly from?: string;
}

/** Flags of `rules`, besides `--format`. */
export interface RulesFlags {
  readonly export?: "semgrep";
}

/** Flags of `diff`, besides `--format`. */
export interface DiffFlags extends TreeFlags {
  readonly exitCode?: boolean;
}

/** What a verb is given. */
export interface Invocation {
  /** The words that are no flags. */
  readonly arguments: readonly string[];
  /** All flags; `format` is a list for the verbs that write several outputs, and a word elsewhere. */
  readonly flags: ScanFlags & ApprovalFlags & InitFlags & RulesFlags & DiffFlags & { readonly format?: unknown };
  /** The words behind `--`, for the verbs that take paths there. */
  readonly paths: readonly string[];
  readonly terminal: Terminal;
  readonly version: string;
}

/** A verb of the command line: does its work and says how it ended. Throws a `UserError` for wrong use. */
export type Verb = (invocation: Invocation) => Promise<ExitCode>;
