import type { Document, SyntaxName } from "#model/document.ts";
import type { RepoPath } from "#model/location.ts";
import { nodeOf, notPlain, PlainCursor } from "#syntax/script-plain-cursor.ts";
import { plainArrow, plainFunction } from "#syntax/script-plain-functions.ts";
import { plainBlock, plainStatements } from "#syntax/script-plain-statements.ts";

/** Longer texts hold something that is not plain, nearly always. */
const longestPlain = 1000;

/**
 * Parses everyday JavaScript and TypeScript without the compiler, which takes long to load and to warm up: calls,
 * members, objects, functions, declarations and conditions, as most patterns of rules are written. The document is the
 * one that the compiler gives; undefined for all else.
 */
export function parsePlainScript(path: RepoPath, text: string, syntax: SyntaxName): Document | undefined {
  if (text.length > longestPlain) return undefined;
  try {
    const from = new PlainCursor(text, { arrow: plainArrow, function: plainFunction, block: plainBlock });
    const statements = plainStatements(from);
    if (from.token.type !== "end") return undefined;
    const root = nodeOf("program", [0, text.length], statements);
    return { path, syntax, text, root, comments: [], problems: [] };
  } catch (error) {
    if (error !== notPlain) throw error;
    return undefined;
  }
}
