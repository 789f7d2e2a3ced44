/** What a program takes of a module. */
export interface TakenModule {
  /** As it is written. */
  readonly module: string;
  /** The names that it takes; absent: all of it, or nobody knows. */
  readonly names?: readonly string[];
}

/** What a program exports of another module without using it. */
export interface HandedModule {
  readonly module: string;
  /** What each name is there; absent: all of it, by the same names. */
  readonly names?: readonly { readonly name: string; readonly as: string }[];
}

/** The modules that a program names, and what it takes of them and gives. Types are left out. */
export interface ModuleNames {
  readonly taken: readonly TakenModule[];
  readonly handed: readonly HandedModule[];
  /** The names that it exports of its own; absent where nobody knows. */
  readonly declared?: readonly string[];
}

/** What a program is to the rules that follow taint over files. */
export interface FlowEnds extends ModuleNames {
  /** UTF-16 units of its text. */
  readonly size: number;
  /** The ids of the rules that find a source in it. */
  readonly sources: readonly string[];
  /** The ids of the rules that find a sink in it. */
  readonly sinks: readonly string[];
  /** The ids of the rules that may find anything in it, by its words. */
  readonly parts: readonly string[];
}
