import { type Classification, isTestPath } from "#discover/classify.ts";
import type { SyntaxName } from "#model/document.ts";
import type { OpaqueMarker } from "#model/knowledge.ts";
import type { RepoPath } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import { syntaxOf } from "#syntax/table.ts";

/** A file that may be a program. */
interface Program {
  readonly path: RepoPath;
  readonly classification: Classification;
  /** Those of the prefilter that it holds. */
  readonly literals: ReadonlySet<string>;
  readonly markers: readonly OpaqueMarker[];
}

/**
 * A program that declares tools, which are missing from the inventory. In a language without a front-end the scan is
 * partial, since no rule has looked at it; such a program that declares none is counted.
 */
export function languageProblems({ path, classification, literals, markers }: Program): Problem[] {
  const { language, claimed } = classification;
  const isCode = claimed.length === 0 && codeSyntaxes.has(syntaxOf(path) ?? "text");
  if (language === undefined && !isCode) return [];
  const marker = isTestPath(path) ? undefined : markers.find(({ text }) => literals.has(text));
  const held = marker && `the file holds '${marker.text}', with which ${marker.reason}`;
  if (language !== undefined) {
    const message = `${language} is not analysed yet${held === undefined ? "" : `, and ${held}`}.`;
    return [{ kind: "unsupported-language", path, message, partial: held !== undefined }];
  }
  if (held === undefined) return [];
  const message = `What the program declares is not in the inventory: ${held}.`;
  return [{ kind: "unread-tools", path, message, partial: false }];
}

/** Languages that rules look at, and that nothing is read from for the inventory. */
const codeSyntaxes: ReadonlySet<SyntaxName> = new Set(["javascript", "typescript", "python", "bash"]);
