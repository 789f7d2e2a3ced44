import { createHash } from "node:crypto";
import { canonical } from "#graph/link.ts";
import { filesRunBySettings } from "#lock/run-files.ts";
import type { Document, Node } from "#model/document.ts";
import { compareText } from "#model/location.ts";
import type { FileSummary } from "#model/summary.ts";
import type { SurfaceText } from "#model/surface.ts";

/**
 * SHA-256, hex, of what a text says to a model: equal under another order of keys, other line endings, trailing white
 * space, runs of blank lines and re-wrapped paragraphs. Nothing is masked before: what looks like a secret may as well
 * be a payload, and a change of it must show. The digest tells no more than the object ids of git do.
 */
export function textDigest(document: Document): string {
  return sha256(normalised(document));
}

/** SHA-256, hex, of a text under line feeds and without a byte order mark: that of its bytes, if it is written so. */
export function lineDigest(text: string): string {
  return sha256(linesOf(text).join("\n"));
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

function linesOf(text: string): string[] {
  return (text.startsWith("\uFEFF") ? text.slice(1) : text).split(/\r\n|\r|\n/);
}

function normalised({ syntax, text, root, comments, problems }: Document): string {
  // A tree with a problem may leave something out.
  if (problems.length > 0) return foldedLines(text);
  if (syntax === "json" || syntax === "yaml" || syntax === "toml") return canonical(dataOf(root));
  const [front] = root.children;
  if (syntax !== "markdown" || front?.kind !== "mapping") return foldedLines(text);
  const remarks = comments.filter(({ end }) => end <= front.end).map(({ start, end }) => text.slice(start, end).trim());
  return `${canonical([dataOf(front), remarks])}\n${foldedLines(text.slice(front.end))}`;
}

/** A tree of data as plain values; pairs are sorted, so that the order of keys says nothing. Depth is bounded by the parsers. */
function dataOf({ kind, value, children }: Node): unknown {
  if (kind === "mapping") {
    const pairs = children.map(({ children: [key, item] }): readonly [string, unknown] => [
      String(key?.value ?? ""),
      item ? dataOf(item) : null,
    ]);
    return ["mapping", pairs.sort(([left], [right]) => compareText(left, right))];
  }
  return children.length > 0 || kind === "sequence" ? [kind, children.map(dataOf)] : [kind, value ?? null];
}

const fence = /^[ \t>]*(`{3,}|~{3,})/;

/** What starts a block of Markdown, so that the line before it ends: a heading, an item, a quote, a table, a rule, HTML. */
const blockStart = /^\s*(?:[#>|<:=]|[-*+]\s|\d{1,9}[.)]\s|[-*_=]{3,}\s*$|\[[^\]]{0,999}\]:|`{3}|~{3})/;

/** Blocks of one line: nothing that follows belongs to them. */
const oneLine = /^\s*(?:[#|<]|[-*_=]{3,}\s*$)/;

/** The lines of a text without what only shapes them: outside of fences, wrapped lines are joined and blank ones folded. */
function foldedLines(text: string): string {
  const folded: string[] = [];
  let open: string | undefined;
  let joins = false;
  for (const line of linesOf(text).map((raw) => raw.trimEnd())) {
    const mark = fence.exec(line)?.[1];
    const inside = open !== undefined;
    if (open === undefined) open = mark;
    else if (mark?.startsWith(open) === true && line.endsWith(mark)) open = undefined;
    if (inside || mark !== undefined) {
      folded.push(line);
      joins = false;
    } else if (line === "") {
      if (folded.length > 0 && folded.at(-1) !== "") folded.push("");
      joins = false;
    } else if (joins && !blockStart.test(line)) {
      folded.push(`${folded.pop()!} ${line.trimStart()}`);
    } else {
      folded.push(line);
      // Code may be indented, and then its lines say something.
      joins = !oneLine.test(line) && !/^(?: {4}|\t)/.test(line);
    }
  }
  while (folded.at(-1) === "") folded.pop();
  return folded.join("\n");
}

/** Folders of a skill that lies at the root of its repository; there the rest of the tree is not the skill's. */
const skillFolders = /^(?:scripts|references|assets)\//;

/**
 * The texts of a tree that models obey, with everything that lies in the folder of a skill, for a skill is all of it,
 * and the files that settings have run. A file without a digest of its text is known by that of its bytes.
 */
export function textsOf(summaries: readonly FileSummary[]): SurfaceText[] {
  const folders = new Set(
    summaries.flatMap(({ path, formats }) => (formats.includes("agent-skill") ? [folderOf(path)] : [])),
  );
  const run = filesRunBySettings(summaries);
  return summaries.flatMap(({ path, digest, obeyed, text }) =>
    obeyed === true || run.has(path) || inSkill(path, folders)
      ? [{ path, digest: text ?? digest, ...(obeyed !== true && run.has(path) ? { run: true } : {}) }]
      : [],
  );
}

function inSkill(path: string, folders: ReadonlySet<string>): boolean {
  if (folders.has("") && skillFolders.test(path)) return true;
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) if (folders.has(folder)) return true;
  return false;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
