import type { Confidence, FactKind, Relation } from "#model/fact.ts";
import type { ValuePattern } from "#model/value-pattern.ts";

/** A pattern over one fact. */
export interface FactPattern {
  readonly kind: FactKind;
  /** Binds or restricts the fact's id, anchor and key, like any other value. */
  readonly id?: ValuePattern;
  readonly anchor?: ValuePattern;
  readonly key?: ValuePattern;
  readonly origin?: ValuePattern;
  readonly value: readonly (readonly [string, ValuePattern])[];
}

/** A conjunct of a graph rule. */
export type GraphTerm =
  | { readonly type: "fact"; readonly fact: FactPattern }
  | { readonly type: "edge"; readonly from: string; readonly relation: string; readonly to: string }
  | { readonly type: "not"; readonly terms: readonly GraphTerm[] }
  | { readonly type: "any"; readonly of: readonly (readonly GraphTerm[])[] }
  | { readonly type: "regex"; readonly metavariable: string; readonly regex: string }
  | { readonly type: "differ"; readonly metavariables: readonly string[] }
  /** A way of edges that lead on, from a known fact; `along` limits the relations. */
  | {
      readonly type: "path";
      readonly from: string;
      readonly to: string;
      readonly ungated: boolean;
      readonly along?: readonly Relation[];
    }
  /** A relation of `graph/relations.ts` by its name, between known facts. */
  | { readonly type: "relation"; readonly name: string; readonly of: readonly string[] }
  /** Always holds; what it is a part of is at most so sure. */
  | { readonly type: "confidence"; readonly most: Confidence }
  /** At least so many different values of a metavariable for which all terms hold. */
  | { readonly type: "count"; readonly of: string; readonly least: number; readonly terms: readonly GraphTerm[] };
