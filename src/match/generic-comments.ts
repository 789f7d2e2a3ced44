import type { TextSource } from "#match/generic.ts";

/** What starts a comment to the end of its line, and whether `/*` starts one to its counterpart. */
interface CommentStyle {
  readonly line?: string;
  readonly block: boolean;
}

/** Semgrep's `generic_comment_style`. */
const styles: ReadonlyMap<unknown, CommentStyle> = new Map([
  ["c", { block: true }],
  ["cpp", { line: "//", block: true }],
  ["shell", { line: "#", block: false }],
]);

const known = new WeakMap<TextSource, Map<unknown, TextSource>>();

/** The text with its comments made spaces, so that offsets stay; remembered as long as the text is. */
export function withoutComments(source: TextSource, name: unknown): TextSource {
  const style = styles.get(name);
  if (!style) return source;
  const byStyle = known.get(source) ?? new Map<unknown, TextSource>();
  const stripped = byStyle.get(name) ?? { text: strip(source.text, style) };
  byStyle.set(name, stripped);
  known.set(source, byStyle);
  return stripped;
}

function strip(text: string, { line, block }: CommentStyle): string {
  const lines = line === undefined ? text : blanked(text, line, (from) => lineEnd(text, from));
  if (!block) return lines;
  return blanked(lines, "/*", (from) => {
    const close = lines.indexOf("*/", from + 2);
    return close < 0 ? undefined : close + 2;
  });
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

/** Blanks what starts with `start` up to the offset that `endOf` tells; a comment without an end is none, nor is one after it. */
function blanked(text: string, start: string, endOf: (from: number) => number | undefined): string {
  const parts: string[] = [];
  let done = 0;
  for (let from = text.indexOf(start); from >= 0; from = text.indexOf(start, done)) {
    const end = endOf(from);
    if (end === undefined) break;
    parts.push(text.slice(done, from), text.slice(from, end).replace(/[^\r\n]/g, " "));
    done = end;
  }
  return parts.join("") + text.slice(done);
}
