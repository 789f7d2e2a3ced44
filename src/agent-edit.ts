import { join, isAbsolute, relative, sep } from "node:path";
import type { RepoPath } from "#model/location.ts";
import { UserError } from "#model/user-error.ts";

/** A change of one file that a coding agent is about to make. */
export interface AgentEdit {
  /** Absolute. */
  readonly file: string;
  /** As rules and formats know it: below the project, below the home folder, or from the root. */
  readonly path: RepoPath;
  /**
   * The text after the change; a text that the change does not fit stays as it is. Throws a `UserError` for a change
   * that makes more of it than anybody means.
   */
  readonly apply: (before: string) => string;
}

/** The folders that paths are told from. */
export interface EditPlaces {
  readonly home: string;
  /** Where the agent does not say which folder it works in. */
  readonly folder: string;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * The edit that Claude Code announces to a `PreToolUse` hook, as JSON on standard input; undefined for everything else
 * it may announce. Throws a `UserError` for what is no announcement.
 */
export function readClaudeCodeEdit(input: string, places: EditPlaces): AgentEdit | undefined {
  const event = objectOf(parsed(input));
  if (!event) throw new UserError("the input is not what Claude Code gives a hook", { suggestion: hookHelp });
  const given = objectOf(event["tool_input"]);
  const path = given && (textOf(given["file_path"]) ?? textOf(given["notebook_path"]));
  if (event["hook_event_name"] !== "PreToolUse" || path === undefined) return undefined;
  const apply = changeOf(given!);
  if (!apply) return undefined;
  const folder = textOf(event["cwd"]) ?? places.folder;
  const file = isAbsolute(path) ? path : join(folder, path);
  return { file, path: pathWithin([folder, places.home, "/"], file), apply };
}

const hookHelp = "Put `countersign hook claude-code` into the settings as a PreToolUse hook; see `countersign init`.";

function parsed(input: string): unknown {
  try {
    return JSON.parse(input) as unknown;
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** What a tool does to a text: `Write` replaces it, `Edit` a part of it, `MultiEdit` several. */
function changeOf(given: Fields): AgentEdit["apply"] | undefined {
  const content = textOf(given["content"]);
  if (content !== undefined) return () => content;
  const edits = Array.isArray(given["edits"]) ? given["edits"] : [given];
  const changes = edits.flatMap((edit) => replacementOf(objectOf(edit)));
  if (changes.length === 0) return undefined;
  return (before) => {
    let work = 0;
    return changes.reduce((text, change) => {
      work += text.length;
      return work > mostWork ? refuseSize() : change(text);
    }, before);
  };
}

/** UTF-16 units that several replacements look through together, and that a text can have after one. */
const mostWork = 1_000_000_000;
const longestText = 20_000_000;

function refuseSize(): never {
  throw new UserError("the announced edit is too large to be looked at", { suggestion: "Make it in smaller steps." });
}

function replacementOf(edit: Fields | undefined): AgentEdit["apply"][] {
  const old = textOf(edit?.["old_string"]);
  const fresh = textOf(edit?.["new_string"]);
  if (old === undefined || fresh === undefined) return [];
  if (old === "") return [(before) => (before === "" ? fresh : before)];
  if (edit?.["replace_all"] === true) return [(before) => replacedAll(before, old, fresh)];
  return [
    (before) => {
      const at = before.indexOf(old);
      return at < 0 ? before : before.slice(0, at) + fresh + before.slice(at + old.length);
    },
  ];
}

function replacedAll(before: string, old: string, fresh: string): string {
  const parts = before.split(old);
  return before.length + parts.length * fresh.length > longestText ? refuseSize() : parts.join(fresh);
}

/** The path below the first folder that holds the file. */
function pathWithin(folders: readonly string[], file: string): RepoPath {
  for (const folder of folders) {
    const path = relative(folder, file);
    if (path !== "" && !path.startsWith("..") && !isAbsolute(path)) return path.split(sep).join("/");
  }
  return file.split(sep).join("/");
}
