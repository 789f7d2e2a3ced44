import type { Document, Node } from "#model/document.ts";
import type { Span } from "#model/location.ts";
import type { Binding, Bindings } from "#match/binding.ts";
import type { Semantics } from "#model/semantics.ts";
import type { Fuel } from "#match/fuel.ts";
import type { TextSource } from "#match/generic.ts";
import type { Range } from "#match/range.ts";
import type { Stretches } from "#match/within.ts";
import type { Needs } from "#model/needs.ts";

/** What a formula is asked of: a document, or what a metavariable stands for. */
export interface Subject {
  /** The document whose offsets ranges and bindings are in. */
  readonly document: Document;
  /** The tree that patterns are tried on; undefined where there is text alone. */
  readonly root: Node | undefined;
  /** The text that text patterns and regular expressions are tried on. */
  readonly text: TextSource;
  /** The offset in the document at which the text starts. */
  readonly base: number;
  /** Bindings that hold from the start. */
  readonly context: Bindings;
  /** What the formula around the one that is asked will ask of what is bound; absent where nothing is known of that. */
  readonly guards?: Guards;
  /** Where what is found must lie for the formula around to hold: within each of these; absent where nothing is known. */
  readonly within?: readonly Stretches[];
  /** What the names of the document mean. */
  readonly semantics: Semantics;
  /** All that is asked of, which is what a conjunction of negations takes from. */
  readonly whole: Span;
}

/** Holds if a metavariable may stand for this. */
export type Guard = (binding: Binding, semantics: Semantics, fuel: Fuel) => boolean;

/** Guards by the metavariable whose binding they are about: a match whose binding fails one of them comes to nothing. */
export type Guards = ReadonlyMap<string, readonly Guard[]>;

/** A compiled formula. */
export type Term =
  | {
      readonly type: "leaf";
      /** The ranges at which the leaf's pattern holds. Compiles it, if that has not been done. */
      readonly find: (subject: Subject, fuel: Fuel) => Range[];
      /** What a document must hold for that. */
      readonly needs: () => Needs;
      /** False if the document cannot hold what the leaf asks for; found out without looking for it. */
      readonly mayHold?: (subject: Subject) => boolean;
      /** Holds if what is looked for are several statements, which costs most. */
      readonly isSequence?: () => boolean;
    }
  | { readonly type: "inside" | "anywhere"; readonly term: Term }
  | { readonly type: "any"; readonly terms: readonly Term[] }
  | {
      readonly type: "all";
      readonly positive: readonly Term[];
      readonly negative: readonly Term[];
      readonly conditions: readonly CompiledCondition[];
      readonly focus: readonly (readonly string[])[];
      readonly bindsAs?: string;
    };

/** A compiled condition on what is bound. */
export interface CompiledCondition {
  /** Undefined if it does not hold; else what it binds further, in every way in which it holds. */
  readonly test: (range: Range, subject: Subject, fuel: Fuel) => readonly Bindings[] | undefined;
  /** What a document must hold for it to hold of anything. */
  readonly needs: () => Needs;
  /** All of what it asks, where that is of the binding of one metavariable alone: matches need not be made without. */
  readonly guard?: { readonly metavariable: string; readonly holds: Guard };
}
