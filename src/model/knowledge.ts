import type { FactKind } from "#model/fact.ts";
import type { Rule, Standard } from "#model/rule.ts";

/**
 * A row that says which fact a command line is. `argv` are the words that must come in this order, each a word or a
 * `|`-separated set; `...` passes over any words between; `--flag`, `--flag=` and `--flag=value` may stand anywhere after.
 */
export interface CommandModel {
  readonly argv: readonly string[];
  /** Flags that must be present, resp. absent. */
  readonly with?: readonly string[];
  readonly without?: readonly string[];
  readonly fact: {
    readonly kind: FactKind;
    /** `$1` is the first word after the matched ones, `$--flag` the value of a flag. */
    readonly key: string;
    readonly value: Readonly<Record<string, unknown>>;
  };
  /** Where the vendor documents it. */
  readonly evidence: string;
}

/** A row that says which fact a sentence written for a model is: an imperative verb and an object in one clause. */
export interface ProseModel {
  readonly id: string;
  /** Regular expressions, case-insensitive, on one clause; all must hold. */
  readonly all: readonly string[];
  /** None may hold on the clause. */
  readonly none: readonly string[];
  readonly fact: { readonly kind: FactKind; readonly key: string; readonly value: Readonly<Record<string, unknown>> };
}

/** Strings whose presence in a source file without a front-end says that it declares tools or agents. */
export interface OpaqueMarker {
  readonly text: string;
  readonly reason: string;
}

/** The data of the project, compiled from `rules/` into one file. */
export interface Knowledge {
  readonly rules: readonly Rule[];
  readonly standards: readonly Standard[];
  /** Common shorthand → official id, per standard: `NHI-03` → `NHI2`. */
  readonly crosswalk: readonly {
    readonly from: string;
    readonly standard: string;
    readonly id: string;
    readonly note: string;
  }[];
  readonly commands: readonly CommandModel[];
  readonly prose: readonly ProseModel[];
  readonly opaqueMarkers: readonly OpaqueMarker[];
  /** File name endings of languages that have no front-end: `.rb` → `Ruby`. */
  readonly languages: readonly { readonly ending: string; readonly language: string }[];
}
