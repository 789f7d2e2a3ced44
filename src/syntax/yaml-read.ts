import { Composer, Lexer, Parser, type Document } from "yaml";
import type { Span } from "#model/location.ts";
import type { ProblemKind } from "#model/problem.ts";
import { withLineFeeds } from "#syntax/line-breaks.ts";
import { deepestData } from "#syntax/node.ts";

/** A syntax error: the library's code for it (its messages quote the text, which may hold secrets) and its place. */
export interface YamlError extends Span {
  readonly code: string;
}

/** What the library makes of a text. */
export interface YamlComposition {
  readonly documents: readonly Document.Parsed[];
  readonly comments: readonly Span[];
  /** In source order; a bounded number of them. */
  readonly errors: readonly YamlError[];
  /** Why reading was given up; nothing of the text is kept then. */
  readonly stop?: { readonly kind: ProblemKind; readonly span: Span; readonly message: string };
}

/** Each of these costs the library far more than its bytes; no text that is meant to be read has as many. */
const mostErrors = 100;
const mostDirectives = 50;
const mostDocuments = 5000;

/** What the library says of a sound mapping in which a key in brackets, as templates have them, is not the first one. */
const notAnError = "IMPOSSIBLE";

/** Keys are compared elsewhere, in linear time; tags are kept from building sets and binary values, which no rule reads. */
const options = {
  uniqueKeys: false,
  prettyErrors: false,
  schema: "core",
  merge: false,
  resolveKnownTags: false,
  logLevel: "silent",
} as const;

type Tokens = Parameters<Composer["compose"]>[0] extends Iterable<infer Token> ? Token[] : never;
type ErrorSource = number | readonly number[] | { readonly offset: number; readonly source?: string };

/** Reads a YAML stream that stands at offset `base` of a file; all offsets that come back are offsets of that file. */
export function composeYaml(text: string, base: number): YamlComposition {
  const { tokens, comments, errors, stop } = tokenize(withLineFeeds(text), base);
  if (stop) return { documents: [], comments, errors, stop };
  const composer = new Composer(options);
  const add = (span: Span, code: string): void => {
    if (code !== notAnError && errors.length < mostErrors) errors.push({ start: span.start, end: span.end, code });
  };
  // The library makes an Error with a stack for each fault it meets, which takes seconds where there are many.
  const collector = composer as unknown as {
    onError: (source: ErrorSource, code: string, _: string, mild?: boolean) => void;
  };
  collector.onError = (source, code, _, mild) => {
    if (!mild) add(spanOf(source), code);
  };
  const documents = [...composer.compose(tokens, true, base + text.length)];
  for (const { errors: own } of documents) for (const { pos, code } of own) add(spanOf(pos), code);
  errors.sort((left, right) => left.start - right.start);
  return { documents, comments, errors };
}

function spanOf(source: ErrorSource): Span {
  if (typeof source === "number") return { start: source, end: source + 1 };
  if ("offset" in source) return { start: source.offset, end: source.offset + (source.source?.length ?? 1) };
  return { start: source[0] ?? 0, end: source[1] ?? source[0] ?? 0 };
}

interface Tokenized {
  readonly tokens: Tokens;
  readonly comments: Span[];
  readonly errors: YamlError[];
  stop?: NonNullable<YamlComposition["stop"]>;
}

/** Drives the library's lexer and parser token by token, since what comes after them is recursive. */
function tokenize(text: string, base: number): Tokenized {
  const parser = new Parser();
  parser.offset = base;
  const read: Tokenized = { tokens: [], comments: [], errors: [] };
  const counts = { directive: 0, document: 0 };
  let scalarNext = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (!scalarNext && lexeme.startsWith("#")) {
      read.comments.push({ start: parser.offset, end: parser.offset + lexeme.length });
    }
    scalarNext = lexeme === "\u001f";
    for (const token of parser.next(lexeme)) keep(read, token, counts);
    if (parser.stack.length > deepestData) {
      read.stop = stopAt("too-deep", parser.offset, `Nested more than ${deepestData} levels deep`);
    }
    if (read.stop || read.errors.length >= mostErrors) break;
  }
  if (!read.stop) for (const token of parser.end()) keep(read, token, counts);
  return read;
}

function keep(read: Tokenized, token: Tokens[number], counts: { directive: number; document: number }): void {
  if (token.type === "error") {
    read.errors.push({ ...spanOf(token), code: "UNEXPECTED_TOKEN" });
    return;
  }
  read.tokens.push(token);
  if (token.type === "directive" && ++counts.directive > mostDirectives) {
    read.stop = stopAt("too-complex", token.offset, `More than ${mostDirectives} YAML directives`);
  }
  if (token.type === "document" && ++counts.document > mostDocuments) {
    read.stop = stopAt("too-complex", token.offset, `More than ${mostDocuments} YAML documents in one file`);
  }
}

function stopAt(kind: ProblemKind, offset: number, message: string): NonNullable<Tokenized["stop"]> {
  return { kind, span: { start: offset, end: offset + 1 }, message };
}
