import { relative } from "node:path";
import type { Refusal, RuleText } from "#cli/rule-files.ts";
import { liesBelow } from "#discover/git-process.ts";
import { toSlashes } from "#discover/start.ts";
import type { FilePlace } from "#file-place.ts";
import type { Region, RepoPath } from "#model/location.ts";
import type { RefusedRule } from "#model/report.ts";
import { redact } from "#secrets/redact.ts";
import { maskTokens } from "#secrets/token-shapes.ts";

/** What is wrong with a rule, as reports of the place tell it. */
export function refusedRule({ file, mistake }: Refusal, place: FilePlace): RefusedRule {
  const { message, where = "", suggestion, names } = mistake;
  const path = pathIn(place, file);
  const region = regionOf(where);
  return {
    file: maskTokens(path ?? file.name),
    isInTree: path !== undefined,
    ...(region && { region }),
    message: redact(suggestion === undefined ? message : `${message}. ${suggestion}`, [file.name, ...names]),
  };
}

/** The place that `file:line:column` names, one character wide. */
function regionOf(where: string): Region | undefined {
  const [, line, column] = /:(\d+):(\d+)$/.exec(where)?.map(Number) ?? [];
  if (line === undefined || column === undefined) return undefined;
  return { startLine: line, startColumn: column, endLine: line, endColumn: column + 1 };
}

/** The path of a file in the tree that is scanned, if it lies there. */
function pathIn(place: FilePlace, { name, path }: RuleText): RepoPath | undefined {
  if (path === undefined) return name;
  if (place.kind === "revision" || !liesBelow(path, place.root)) return undefined;
  return toSlashes(relative(place.root, path));
}
