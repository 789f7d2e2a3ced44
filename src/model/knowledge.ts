import type { Confidence, FactKind } from "#model/fact.ts";
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

/**
 * A row that says which fact a sentence written for a model is. Regular expressions are case-insensitive; a clause
 * begins with its verb in the base form, so `^` stands before the verb. `$<name>` in key and value is what the group
 * of that name matched.
 */
export interface ProseModel {
  readonly id: string;
  /** All must hold on one clause. */
  readonly all: readonly string[];
  /** All must hold on the clause or on one beside it. */
  readonly near?: readonly string[];
  /** None may hold on the sentence. */
  readonly none: readonly string[];
  /** None may hold on the headings above the sentence, nor on the name and description of the document. */
  readonly outside?: readonly string[];
  /** Whether the clause tells to do something (default) or not to. */
  readonly mood?: "instruction" | "prohibition";
  /** Of the facts of this row, as measured; default: `high`. */
  readonly confidence?: Confidence;
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
