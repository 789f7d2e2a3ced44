import { type Classification, isTestPath } from "#discover/classify.ts";
import type { SyntaxName } from "#model/document.ts";
import type { OpaqueMarker } from "#model/knowledge.ts";
import type { RepoPath } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import { syntaxOf } from "#syntax/table.ts";

/** A file that may be a program. */
export interface Program {
  readonly path: RepoPath;
  readonly classification: Classification;
  /** Those of the prefilter that it holds. */
  readonly literals: ReadonlySet<string>;
  readonly markers: readonly OpaqueMarker[];
  /** What it is written in, where more is known than its name. */
  readonly syntax?: SyntaxName | undefined;
}

/**
 * A program that declares tools, which are missing from the inventory. In a language without a front-end the scan is
 * partial, since no rule has looked at it; such a program that declares none is counted.
 */
export function languageProblems(program: Program): Problem[] {
  const { path, classification } = program;
  const { language } = classification;
  const held = heldMarker(program);
  if (language !== undefined) {
    const message = `${language} is not analysed yet${held === undefined ? "" : `, and ${held}`}.`;
    return [{ kind: "unsupported-language", path, message, partial: held !== undefined }];
  }
  if (held === undefined || isOutlined(program)) return [];
  const message = `What the program declares is not in the inventory: ${held}.`;
  return [{ kind: "unread-tools", path, message, partial: false }];
}

/** Holds for programs whose calls are looked at for what they declare. */
function isOutlined({ path, syntax = syntaxOf(path) }: Program): boolean {
  return syntax !== undefined && outlined.has(syntax);
}

/** Why a file was not read, which makes the scan partial if it is a program that declares tools. */
export function unreadProgram(program: Program, problem: Problem): Problem {
  const held = problem.partial ? undefined : heldMarker(program);
  return held === undefined ? problem : { ...problem, message: `${problem.message} But ${held}.`, partial: true };
}

/** Holds if rules look at the file as a program, or its language has no front-end; those of formats are none. */
export function isProgram(
  path: RepoPath,
  { language, claimed }: Classification,
  syntax: SyntaxName | undefined = syntaxOf(path),
): boolean {
  return language !== undefined || (claimed.length === 0 && isRunnable(syntax));
}

/** In words, what says that a program declares tools; undefined for other files, and for what only tests declare. */
function heldMarker({ path, classification, literals, markers, syntax }: Program): string | undefined {
  if (!isProgram(path, classification, syntax) || isTestPath(path)) return undefined;
  const marker = markers.find(({ text }) => literals.has(text));
  return marker && `the file holds '${marker.text}', with which ${marker.reason}`;
}

/** Holds for what an interpreter runs, which passes over bytes that are no text. */
export function isRunnable(syntax: SyntaxName | undefined): boolean {
  return syntax !== undefined && (outlined.has(syntax) || syntax === "shell");
}

/** Languages of which the calls are linked. Of a script of the shell, nothing is read for what it declares. */
const outlined: ReadonlySet<SyntaxName> = new Set(["javascript", "typescript", "python"]);
