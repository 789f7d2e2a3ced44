import type { Span } from "#model/location.ts";
import type { Syntax } from "#syntax/syntax-tree.ts";

/** A text of Bash while it is read, and how far. Where a part is not plain, its reader gives undefined, and all is given up. */
export interface Plain {
  readonly text: string;
  at: number;
  readonly comments: Syntax[];
  /** Substitutions that are open. */
  depth: number;
  /** What a substitution holds: given from outside, because words hold statements and statements words. */
  readonly statements: (plain: Plain) => Syntax[] | undefined;
}

/** A node as the grammar names it. */
export function syntaxOf(type: string, { start, end }: Span, children: readonly Syntax[] = []): Syntax {
  return { type, field: undefined, start, end, named: true, missing: false, children };
}

/** A word or sign that the grammar does not name. */
export function sign(type: string, start: number): Syntax {
  return { ...syntaxOf(type, { start, end: start + type.length }), named: false };
}

/** From the first to the last of some nodes. */
export function spanOf(nodes: readonly Syntax[]): Span {
  return { start: nodes[0]!.start, end: nodes.at(-1)!.end };
}

/** What an expression without `g` but with `y` finds at the place, after which the place lies; undefined if nothing. */
export function taken(plain: Plain, expression: RegExp): string | undefined {
  expression.lastIndex = plain.at;
  const found = expression.exec(plain.text)?.[0];
  if (found !== undefined) plain.at += found.length;
  return found;
}

const blanks = /(?:[ \t]|\\\n)+/y;

/** Goes over the blanks between words, and lines that go on. */
export function skipBlanks(plain: Plain): void {
  taken(plain, blanks);
}

const comment = /#[^\n]*/y;

/** Goes over blanks, line ends and comments. */
export function skipLines(plain: Plain): void {
  for (;;) {
    skipBlanks(plain);
    const start = plain.at;
    if (taken(plain, comment) !== undefined) plain.comments.push(syntaxOf("comment", { start, end: plain.at }));
    else if (plain.text[plain.at] === "\n") plain.at++;
    else return;
  }
}

/** What is written where a node is. */
export function textOf({ text }: Plain, { start, end }: Span): string {
  return text.slice(start, end);
}
