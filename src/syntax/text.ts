import type { Document } from "#model/document.ts";
import type { RepoPath } from "#model/location.ts";
import { leaf } from "#syntax/node.ts";

/** Text of no known syntax: one node that holds all of it. */
export function parseText(path: RepoPath, text: string): Document {
  const root = leaf("opaque-text", { start: 0, end: text.length }, text);
  return { path, syntax: "text", text, root, comments: [], problems: [] };
}
