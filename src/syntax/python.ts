import type { Document } from "#model/document.ts";
import type { RepoPath } from "#model/location.ts";
import { lowerSource } from "#syntax/lowering.ts";
import { lowerPython } from "#syntax/python-lower.ts";
import { parseSyntax } from "#syntax/tree-sitter.ts";

/** Parses Python, 2 and 3. Its grammar must be loaded. */
export function parsePython(path: RepoPath, text: string): Document {
  // Python ends lines at a carriage return too, its grammar does not.
  const readable = text.replace(/\r(?!\n)/g, "\n");
  const parsed = parseSyntax("python", readable);
  return lowerSource({ path, text, readable, syntax: "python", parsed }, lowerPython);
}
