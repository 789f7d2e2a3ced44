import { append } from "#model/append.ts";
import ts from "typescript";

/** Brackets outside and inside of one, and operators that go on to the right, that are kept. */
const deepest = 100;

const opening: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.OpenParenToken,
  ts.SyntaxKind.OpenBracketToken,
  ts.SyntaxKind.OpenBraceToken,
  ts.SyntaxKind.TemplateHead,
]);

const closing: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.CloseParenToken,
  ts.SyntaxKind.CloseBracketToken,
  ts.SyntaxKind.CloseBraceToken,
  ts.SyntaxKind.TemplateTail,
]);

/** Signs and words behind which another value stands that belongs to what is begun, as often as one likes. */
const prefixes: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ExclamationToken,
  ts.SyntaxKind.TildeToken,
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AwaitKeyword,
  ts.SyntaxKind.DeleteKeyword,
  ts.SyntaxKind.NewKeyword,
  ts.SyntaxKind.TypeOfKeyword,
  ts.SyntaxKind.VoidKeyword,
  ts.SyntaxKind.KeyOfKeyword,
]);

/** The same between two values, which another sign keeps apart that nests to the left. */
const infixes: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsGreaterThanToken,
  ts.SyntaxKind.QuestionToken,
  ts.SyntaxKind.ColonToken,
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.AsteriskAsteriskToken,
]);

/** Where something new begins. */
const fresh: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.SemicolonToken,
  ts.SyntaxKind.CommaToken,
  ts.SyntaxKind.ConstKeyword,
  ts.SyntaxKind.LetKeyword,
  ts.SyntaxKind.VarKeyword,
  ts.SyntaxKind.FunctionKeyword,
  ts.SyntaxKind.ReturnKeyword,
  ts.SyntaxKind.ImportKeyword,
]);

/** A stretch of the text that is blanked, and what takes the place of its first sign. */
interface Blank {
  readonly start: number;
  readonly end: number;
  readonly by: " " | "," | "|";
}

/** A bracket with what lies in it. */
interface Bracket {
  /** Those that it lies in. */
  readonly depth: number;
  readonly isTemplate: boolean;
  /** Its own, and a sign between values right before it. */
  readonly signs: Blank[];
  /** How many lie within one another in it. */
  height: number;
  /** Operators since something new began. */
  run: number;
}

/**
 * The text without brackets and operators that are nested too deep for the parser, which recurses; as long as it was.
 * What stands in them is kept: `((((a))))` becomes `((  a  ))`, and what is called a neighbour of what it is called with.
 */
export function flattened(text: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, by } of blanksIn(text)) {
    const spaces = text.slice(start + 1, end).replace(/[^\r\n\u2028\u2029]/g, " ");
    pieces.push(text.slice(at, start), by, spaces);
    at = end;
  }
  return pieces.join("") + text.slice(at);
}

/** In their order. */
function blanksIn(text: string): Blank[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, text);
  const blanks = new Map<number, Blank>();
  const open = [newBracket(0, ts.SyntaxKind.Unknown)];
  let before: Token | undefined;
  for (;;) {
    const kind = nextKind(scanner, open.at(-1)!.isTemplate, before?.isValue ?? false);
    if (kind === ts.SyntaxKind.EndOfFileToken) break;
    const start = scanner.getTokenStart();
    const by = infixes.has(kind) ? "|" : " ";
    const token: Token = { start, end: scanner.getTokenEnd(), by, kind, isValue: endsValue(kind) };
    if (opening.has(kind)) open.push(newBracket(open.length, kind));
    const bracket = open.at(-1)!;
    append(bracket.signs, signsOf(token, before));
    if (runsOn(bracket, token, before)) blanks.set(start, token);
    if (closing.has(kind) && open.length > 1) close(open, blanks);
    before = token;
  }
  while (open.length > 1) close(open, blanks);
  return [...blanks.values()].sort((one, other) => one.start - other.start);
}

/** A token, and what would take its place. */
interface Token extends Blank {
  readonly kind: ts.SyntaxKind;
  /** Holds for the last one of a value. */
  readonly isValue: boolean;
}

/** What of a token and the one before goes if the bracket that it belongs to does. */
function signsOf(token: Token, before: Token | undefined): Blank[] {
  const { kind } = token;
  if (closing.has(kind) || kind === ts.SyntaxKind.TemplateMiddle) return [token];
  if (!opening.has(kind)) return [];
  const own: Blank = { ...token, by: before?.isValue ? "|" : " " };
  if (!before || !infixes.has(before.kind)) return [own];
  return [{ ...before, by: kind === ts.SyntaxKind.OpenBraceToken ? "," : "|" }, own];
}

/** Holds for an operator that goes on to the right once too often. */
function runsOn(bracket: Bracket, { kind }: Token, before: Token | undefined): boolean {
  if (fresh.has(kind)) bracket.run = 0;
  if (!infixes.has(kind) && (before?.isValue || !prefixes.has(kind))) return false;
  return ++bracket.run > deepest;
}

function newBracket(depth: number, kind: ts.SyntaxKind): Bracket {
  return { depth, isTemplate: kind === ts.SyntaxKind.TemplateHead, signs: [], height: 1, run: 0 };
}

/** Blanks a bracket that lies in too many and holds too many. */
function close(open: Bracket[], blanks: Map<number, Blank>): void {
  const { depth, height, signs } = open.pop()!;
  const outer = open.at(-1)!;
  outer.height = Math.max(outer.height, height + 1);
  if (depth > deepest && height > deepest) for (const sign of signs) blanks.set(sign.start, sign);
}

/** The next token, where what the scanner takes for a division or a brace may be more. */
function nextKind(scanner: ts.Scanner, isTemplate: boolean, isValue: boolean): ts.SyntaxKind {
  const kind = scanner.scan();
  if (kind === ts.SyntaxKind.CloseBraceToken && isTemplate) {
    return scanner.reScanTemplateToken(false);
  }
  const isSlash = kind === ts.SyntaxKind.SlashToken || kind === ts.SyntaxKind.SlashEqualsToken;
  return isSlash && !isValue ? scanner.reScanSlashToken() : kind;
}

/** Holds for the last token of a value: a bracket behind it belongs to it. */
function endsValue(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.Identifier ||
    kind === ts.SyntaxKind.ThisKeyword ||
    kind === ts.SyntaxKind.CloseParenToken ||
    kind === ts.SyntaxKind.CloseBracketToken ||
    (kind >= ts.SyntaxKind.FirstLiteralToken && kind <= ts.SyntaxKind.LastLiteralToken)
  );
}
