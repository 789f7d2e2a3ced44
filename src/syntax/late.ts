import type { Document, Node, Parse, SyntaxName } from "#model/document.ts";
import type { RepoPath, Span } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";

/** Thrown where a tree is asked for whose front-end has not been loaded: whoever reads files loads it and asks again. */
export class MissingSyntax extends Error {
  readonly syntax: SyntaxName;

  constructor(syntax: SyntaxName) {
    super(`the front-end of '${syntax}' is not loaded`);
    this.syntax = syntax;
  }
}

/** Front-ends of code are large, and most scans need none of them: they come when they are first needed. */
const provided = new Map<SyntaxName, Parse>();

/** Makes a front-end known to all that parse. */
export function provideSyntax(syntax: SyntaxName, parse: Parse): void {
  provided.set(syntax, parse);
}

/** Holds if the front-end of a syntax is there, or none has to be loaded. */
export function isProvided(syntax: SyntaxName): boolean {
  return provided.has(syntax);
}

/** A front-end that needs no loading and reads some texts, as the front-end of the syntax would; undefined for others. */
export type QuickParse = (path: RepoPath, text: string) => Document | undefined;

/**
 * A front-end that is loaded late, and that parses late: only where somebody looks at the tree. It is not asked for what
 * the quick one can read.
 */
export function lateSyntax(syntax: SyntaxName, quick?: QuickParse): Parse {
  return (path, text, host) => new LateDocument({ path, text, syntax }, { host, quick });
}

/** Where a document is embedded, and what may read it sooner. */
interface Late {
  readonly host: Document["host"];
  readonly quick: QuickParse | undefined;
}

class LateDocument implements Document {
  readonly path: RepoPath;
  readonly text: string;
  readonly syntax: SyntaxName;
  declare readonly host?: NonNullable<Document["host"]>;
  readonly #quick: QuickParse | undefined;
  #parsed: Document | undefined;

  constructor({ path, text, syntax }: Pick<Document, "path" | "text" | "syntax">, { host, quick }: Late) {
    this.path = path;
    this.text = text;
    this.syntax = syntax;
    this.#quick = quick;
    if (host) this.host = host;
  }

  get root(): Node {
    return this.#document().root;
  }

  get comments(): readonly Span[] {
    return this.#document().comments;
  }

  /** What was not read of a text that nobody looked at is no problem. */
  get problems(): readonly Problem[] {
    return this.#parsed?.problems ?? [];
  }

  #document(): Document {
    return (this.#parsed ??= this.#quick?.(this.path, this.text) ?? this.#slow());
  }

  #slow(): Document {
    const parse = provided.get(this.syntax);
    if (!parse) throw new MissingSyntax(this.syntax);
    return parse(this.path, this.text);
  }
}
