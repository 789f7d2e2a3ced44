import type { Document, Node } from "#model/document.ts";

/** A value that is known without running anything. */
export type Constant = string | number | boolean | null;

/**
 * What the names and values of one document are, as far as the document itself tells. Front-ends lower syntax; this
 * is the meaning that the matcher asks for. Answers are computed on first use.
 */
export interface Semantics {
  /**
   * The dotted paths by which a pattern may call what a `name` or `member` stands for, besides as it is written:
   * `child_process.exec` for `exec` after `import { exec } from "child_process"`. Empty where nothing is known.
   */
  readonly pathsOf: (node: Node) => readonly string[];
  /** The paths that a name may stand for because everything of a module is imported, and nothing here declares it. */
  readonly guessedPathsOf: (name: Node) => readonly string[];
  /** The definition that a name refers to: equal for names of the same thing. Undefined for what is not defined here. */
  readonly entityOf: (name: Node) => Node | undefined;
  /** The constant an expression is, by flow through assignments and folding. */
  readonly constantOf: (expression: Node) => Constant | undefined;
  /** Holds for an expression that is some string, even where which one is unknown. */
  readonly isString: (expression: Node) => boolean;
  /** The expression that a name stands for, by flow through assignments. */
  readonly definitionOf: (name: Node) => Node | undefined;
  /** The type of an expression as it is written or as literals and `new` show it: a name, dotted or not, or a type. */
  readonly typeOf: (expression: Node) => Node | undefined;
}

/** Makes the meaning of a document. */
export type Analyse = (document: Document) => Semantics;
