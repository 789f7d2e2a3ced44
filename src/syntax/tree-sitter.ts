import { setFlagsFromString } from "node:v8";
import type { Parsed, Syntax } from "#syntax/syntax-tree.ts";
import { Language, Parser, type TreeCursor } from "web-tree-sitter";

/** The grammars that are loaded, by name. */
const grammars = new Map<string, Language>();
let engine: Promise<void> | undefined;

/** Makes a grammar ready: parsing is synchronous, loading is not. Loads each once. */
export async function loadGrammar(
  name: string,
  files: { readonly engine: Uint8Array; readonly grammar: Uint8Array },
): Promise<void> {
  if (grammars.has(name)) return;
  // A process does not end before V8 has made better code of what it takes for hot, and a grammar's lexer is, after some
  // lines: that takes longer than all the rest of a small scan. Large ones still come to it.
  setFlagsFromString("--wasm-tiering-budget=2000000000");
  engine ??= Parser.init({ wasmBinary: files.engine });
  await engine;
  grammars.set(name, await Language.load(files.grammar));
}

/** UTF-16 units that a parser takes at once. */
const longestRead = 5000;

/** How often a grammar may read a text: it looks ahead, at worst from each word to the end, which nobody writes. */
export function mostReads(text: string): number {
  return 500 + text.length / 250;
}

/** Parses a text with a loaded grammar in `most` reads and frees the grammar's own tree. Throws if the grammar is not loaded. */
export function parseSyntax(name: string, text: string, most = mostReads(text)): Parsed {
  const grammar = grammars.get(name);
  if (!grammar) throw new Error(`the grammar '${name}' is not loaded`);
  const parser = new Parser();
  parser.setLanguage(grammar);
  let reads = 0;
  const read = (from: number) => (++reads > most ? "" : text.slice(from, from + longestRead));
  const tree = parser.parse(read, null, { progressCallback: () => reads > most });
  try {
    if (!tree || reads > most) return { root: nothing(text.length), hasError: true, reads, isCut: true };
    return { root: copied(tree.walk()), hasError: tree.rootNode.hasError, reads, isCut: false };
  } finally {
    tree?.delete();
    parser.delete();
  }
}

function nothing(end: number): Syntax {
  return { type: "ERROR", field: undefined, start: 0, end, named: true, missing: false, children: [] };
}

interface Open extends Omit<Syntax, "children"> {
  readonly children: Syntax[];
}

/** Copies a tree without recursion. */
function copied(cursor: TreeCursor): Syntax {
  const root = opened(cursor);
  const path: Open[] = [root];
  for (;;) {
    if (cursor.gotoFirstChild()) {
      enter(cursor, path);
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) {
        cursor.delete();
        return root;
      }
      path.pop();
    }
    path.pop();
    enter(cursor, path);
  }
}

function enter(cursor: TreeCursor, path: Open[]): void {
  const node = opened(cursor);
  path.at(-1)!.children.push(node);
  path.push(node);
}

function opened(cursor: TreeCursor): Open {
  return {
    type: cursor.nodeType,
    field: cursor.currentFieldName ?? undefined,
    start: cursor.startIndex,
    end: cursor.endIndex,
    named: cursor.nodeIsNamed,
    missing: cursor.nodeIsMissing,
    children: [],
  };
}
