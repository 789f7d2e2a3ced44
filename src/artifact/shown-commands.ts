import { clausesOf } from "#artifact/prose-clauses.ts";
import { placedSentences, warnsOf, type PlacedSentence } from "#artifact/prose-context.ts";
import type { Document, Embedding, Node } from "#model/document.ts";
import { embeddingOf } from "#model/embedding.ts";

/** Texts without a variable name no credential. */
const variable = /\$\{?[A-Z]/;

/** A variable that is put into a command line: its program, in lower case, and at least one word more. */
const commandSpan = /^(?:[A-Z_][A-Z0-9_]{0,100}=\S{0,300}\s)?(?!if |the |for |and |or )[a-z][\w./-]{0,60}\s\S/;

/** What stands before a request to a server that is a line of its own. Linear. */
const request = /^[ \t]*(?:(?:[-*+>]|\d{1,4}[.)])[ \t]+)?(?:\$ )?(?=(?:curl|wget|https?|xh)[ \t])/gm;

/**
 * The commands that a Markdown text shows outside of blocks of shell: blocks that name no language, inline code, and
 * requests that are written as plain text. Only those with a variable, and none that the text forbids.
 */
export function shownCommands(document: Document): Embedding[] {
  if (!variable.test(document.text)) return [];
  const found: Embedding[] = [];
  for (const node of document.root.children) {
    const isPlain = node.kind === "fence" && (node.label === undefined || node.label === "");
    if (isPlain && variable.test(String(node.value ?? ""))) found.push(embeddingOf(document, node, "bash"));
  }
  // Most texts have none: what stands around sentences need not be looked at then.
  const asks = document.root.children.some(({ kind, children }) => kind === "sentence" && children.some(isCommandSpan));
  for (const sentence of asks ? placedSentences(document) : []) {
    const spans = sentence.node.children.filter(isCommandSpan);
    if (spans.length === 0 || forbids(sentence)) continue;
    for (const span of spans) found.push(embeddingOf(document, span, "bash"));
  }
  return [...found, ...plainRequests(document)];
}

function isCommandSpan({ label, value }: Node): boolean {
  const text = String(value ?? "");
  return label === "code" && variable.test(text) && commandSpan.test(text);
}

function forbids({ forbidden, text, above }: PlacedSentence): boolean {
  return forbidden || above.some(warnsOf) || clausesOf(text).some(({ mood }) => mood === "prohibition");
}

/** Requests that stand in paragraphs; blocks are read as such. */
function plainRequests({ text, root }: Document): Embedding[] {
  const blocks = root.children.filter(({ kind }) => kind === "fence" || kind === "mapping");
  let next = 0;
  let end = 0;
  return [...text.matchAll(request)].flatMap((match) => {
    const start = match.index + match[0].length;
    while ((blocks[next]?.end ?? Infinity) <= start) next++;
    if (start < end || (blocks[next]?.start ?? Infinity) <= start) return [];
    end = endOfCommand(text, start);
    const line = text.slice(start, end);
    return variable.test(line) ? [{ language: "bash", text: line, offsets: { inner: [0], outer: [start] } }] : [];
  });
}

/** The end of the line that holds `start`, or of those that it goes on over. */
function endOfCommand(text: string, start: number): number {
  for (let at = start; ;) {
    const end = text.indexOf("\n", at);
    if (end < 0) return text.length;
    if (!/\\\r?$/.test(text.slice(Math.max(end - 2, start), end))) return end;
    at = end + 1;
  }
}
