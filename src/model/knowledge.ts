import type { ApiModel } from "#model/api-model.ts";
import type { SecretData } from "#model/detector.ts";
import type { Confidence, FactKind } from "#model/fact.ts";
import type { AuthorModel } from "#model/provenance.ts";
import type { Rule, Standard } from "#model/rule.ts";

/**
 * A row that says which fact a command is. Wrappers (`sudo`, `env`, `timeout`, `npx`, `uv run`, …), assignments and
 * redirections are passed over before words are compared; what stands in a variable matches no literal. A command that
 * is only asked for its help, its version or what it would do (`--dry-run`) fits no row, but for those about credentials
 * and code that is fetched.
 *
 * A word pattern is a `|`-separated set of words, in which `*` stands for any characters.
 */
export interface CommandModel {
  /**
   * The program, by its name without folders and version, then the words that must follow in this order, each a word
   * pattern. Flags, and one value after each, may stand between them; `...` passes over anything. Two commands are
   * joined by `|` (what the first prints, the second reads, directly or through others) or `$(` (the second stands as a
   * substitution in a word of the first): the row is then about both, and `with` and `without` about the second.
   */
  readonly argv: readonly string[];
  /**
   * What must be there, each entry somewhere among the words: a flag (`--admin`; a single letter also in a group of
   * letters), a flag with a value behind `=` or as the next word (`--role=Owner|Contributor`), a word pattern, or
   * alternatives of these; `/re/` on one word; `$control` and `$control-last`: a path, or the last word as a path, that
   * is part of an agent's control plane; `$secret`: the path of a file that holds credentials.
   */
  readonly with?: readonly string[];
  /** What must not be there, in the same notation. */
  readonly without?: readonly string[];
  readonly fact: {
    readonly kind: FactKind;
    /**
     * In key and value, `$1` is the first word after the matched ones that is no flag, `$--flag` the value of a flag
     * (alternatives by `|`), `$line` the command as written, `$host` the first host it names, `$git` a package that is
     * taken from a repository, `$control` the part of the control plane, `$secret` and `$secret-issuer` the file of
     * credentials, `$with` the word that fulfils the first entry of `with` as it is written, `$unpinned` true unless a
     * word is a commit, an exact version or a local path, or every word stands for a name that the reader puts there.
     * What the command does not say is `*` in the key, and missing from the value. A grant with a variable in it is
     * decided at run time.
     */
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
  /** All must hold on the sentence or on what it stands under. */
  readonly within?: readonly string[];
  /** None may hold on the sentence. */
  readonly none: readonly string[];
  /** None may hold on the sentence, unless it sends something away. */
  readonly unless?: readonly string[];
  /** With one that holds on the clause or on what it stands under, the fact is unsure, unless the sentence sends something away. */
  readonly softens?: readonly string[];
  /** None may hold on the headings above the sentence, nor on the name and description of the document. */
  readonly outside?: readonly string[];
  /** Whether the clause tells to do something (default) or not to. */
  readonly mood?: "instruction" | "prohibition";
  /** Of the facts of this row, as measured; default: `high`. */
  readonly confidence?: Confidence;
  readonly fact: { readonly kind: FactKind; readonly key: string; readonly value: Readonly<Record<string, unknown>> };
}

/** Strings whose presence in a source file says that it declares tools or agents. */
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
  readonly apis: readonly ApiModel[];
  readonly prose: readonly ProseModel[];
  readonly opaqueMarkers: readonly OpaqueMarker[];
  readonly authors: readonly AuthorModel[];
  /** File name endings of languages that have no front-end: `.rb` → `Ruby`. */
  readonly languages: readonly { readonly ending: string; readonly language: string }[];
  /** In a file of its own, since only scans need it; without it no secrets are looked for. */
  readonly secrets?: SecretData;
}
