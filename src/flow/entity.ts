import type { Node } from "#model/document.ts";

/** Something with a name: a variable, a parameter, a function, a class, an import. */
export interface Entity {
  /** The name where it is declared first. */
  readonly declaration: Node;
  /** The dotted path of what an import brings. */
  readonly path?: string;
  /** The type that it is declared with. */
  readonly type?: Node;
  /** What is assigned to it, in source order; undefined for what cannot be said, as in `x += y` or a parameter. */
  readonly assigned: (Node | undefined)[];
  /** The function that it belongs to; undefined for what belongs to the whole document. */
  readonly owner: Node | undefined;
  /** Set once a function assigns to it that it does not belong to, so that no order of statements says what it is. */
  isShared?: boolean;
}

/** The names of a document. */
export interface Names {
  /** What each use and each declaration of a name refers to. */
  readonly entities: ReadonlyMap<Node, Entity>;
  /** Modules of which everything is imported, so that a name of unknown origin may be theirs. */
  readonly wildcards: readonly string[];
  /** Of several modules that were joined: what one of them exports and another one uses, so that it is known who does. */
  readonly linked?: ReadonlySet<Entity>;
}
