import type { Document } from "#model/document.ts";
import type { RepoPath } from "#model/location.ts";
import { lowerBash } from "#syntax/bash-lower.ts";
import { plainStatements } from "#syntax/bash-plain-commands.ts";
import { type Plain, syntaxOf } from "#syntax/bash-plain-state.ts";
import { readableBash } from "#syntax/bash-readable.ts";
import { lowerSource } from "#syntax/lowering.ts";

/** What the grammar may take for something else, wherever it stands. */
const strange = /[\0\ud800-\udfff]/u;

/**
 * Parses everyday Bash without its grammar, which takes long to load: commands, pipelines and lists of them, variables,
 * redirections and substitutions. The document is the one that the grammar gives; undefined for all else.
 */
export function parsePlainBash(path: RepoPath, text: string): Document | undefined {
  const readable = readableBash(text);
  if (strange.test(readable) || readable.trimEnd().endsWith("\\")) return undefined;
  const plain: Plain = { text: readable, at: 0, comments: [], depth: 0, statements: plainStatements };
  const statements = plainStatements(plain);
  if (!statements || plain.at < readable.length) return undefined;
  const children = [...statements, ...plain.comments];
  const start = children.reduce((least, child) => Math.min(least, child.start), readable.length);
  const root = syntaxOf("program", { start, end: readable.length }, children);
  const parsed = { root, hasError: false, reads: 0, isCut: false };
  return lowerSource({ path, text, readable, syntax: "bash", parsed }, lowerBash);
}
