import type { Role } from "#model/artifact.ts";
import type { SyntaxName } from "#model/document.ts";
import type { ChangeType } from "#model/delta.ts";
import type { Confidence } from "#model/fact.ts";
import type { Severity } from "#model/finding.ts";
import type { SurfaceEntry } from "#model/surface.ts";
import type { FactPattern, GraphTerm } from "#model/graph-term.ts";
import type { StatedPattern } from "#model/value-pattern.ts";
import type { Needs } from "#model/needs.ts";

/** A reference into a standard: the list's name and the official id. */
export interface StandardReference {
  readonly standard: string;
  readonly id: string;
}

/** What a rule says about itself, apart from what it matches. */
export interface RuleMetadata {
  readonly id: string;
  /** The folder that holds it: `mcp`, `skills`, …; `user` for rules given on the command line. */
  readonly pack: string;
  /** A noun phrase of at most eight words. */
  readonly title: string;
  readonly severity: Severity;
  readonly securitySeverity: number;
  /** How often it is right, as measured. */
  readonly confidence: Confidence;
  /** With `$X` where a metavariable is filled in. */
  readonly message: string;
  /** One sentence that says what to do. */
  readonly help: string;
  readonly cwe: readonly string[];
  readonly standards: readonly StandardReference[];
  /** `portable` runs under Semgrep and Opengrep as it is; `model-aware` needs facts. */
  readonly class: "portable" | "model-aware";
}

/** The languages a search rule may name. `generic` and `regex` look at text; the rest at trees of that syntax. */
export type RuleLanguage = SyntaxName | "generic" | "regex";

/** Where a search rule looks. */
export interface RuleScope {
  readonly languages: readonly RuleLanguage[];
  /** Artifact roles the file must play; empty: any file. */
  readonly roles: readonly Role[];
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** What a formula needs of metavariables it has bound. */
export type Condition =
  | {
      readonly type: "metavariable-regex";
      readonly metavariable: string;
      readonly regex: string;
      /** The value that is known of the bound expression is looked at, rather than its source. */
      readonly propagatesConstants?: true;
    }
  | {
      readonly type: "metavariable-pattern";
      readonly metavariable: string;
      readonly language?: RuleLanguage;
      readonly formula: Formula;
    }
  | {
      readonly type: "metavariable-comparison";
      readonly comparison: string;
      readonly metavariable?: string;
      readonly base?: number;
      readonly strip?: boolean;
    }
  | { readonly type: "metavariable-analysis"; readonly metavariable: string; readonly analyzer: "entropy" | "redos" }
  | {
      readonly type: "metavariable-type";
      readonly metavariable: string;
      /** Types as the language writes them; one of them is enough. */
      readonly types: readonly string[];
      readonly language?: RuleLanguage;
    };

/** Semgrep's search formula; `all` is `patterns`, `any` is `pattern-either`. */
export type Formula =
  | { readonly type: "pattern"; readonly pattern: string }
  | { readonly type: "regex"; readonly regex: string }
  /** Not Semgrep's: a call that states such a fact. */
  | { readonly type: "fact"; readonly fact: StatedPattern }
  | { readonly type: "inside"; readonly formula: Formula }
  /** Holds somewhere in the file; says nothing about where the finding stands. */
  | { readonly type: "anywhere"; readonly formula: Formula }
  | { readonly type: "not"; readonly formula: Formula }
  | { readonly type: "any"; readonly of: readonly Formula[] }
  | {
      readonly type: "all";
      readonly of: readonly Formula[];
      readonly conditions: readonly Condition[];
      readonly focus: readonly (readonly string[])[];
      /** The metavariable that what was found is bound to. */
      readonly bindsAs?: string;
    };

/** Semgrep's `options` of a rule by name, those that the engine may heed. */
export type RuleOptions = Readonly<Record<string, boolean | number | string | readonly unknown[]>>;

/** Semgrep's `fix-regex`: what of a finding is replaced, and by what. */
export interface FixRegex {
  readonly regex: string;
  readonly replacement: string;
  /** How many replacements at most. */
  readonly count?: number;
}

/** What a rule looks for in some of its languages. */
export interface RuleVariant {
  readonly languages: readonly RuleLanguage[];
  readonly formula: Formula;
}

/** A rule about texts and trees: decided by one place of a file alone. */
export interface SearchRule {
  readonly mode: "search";
  readonly metadata: RuleMetadata;
  readonly scope: RuleScope;
  /** Of every language of the scope that no variant names. */
  readonly formula: Formula;
  /** The same rule as other languages write it. */
  readonly variants?: readonly RuleVariant[];
  readonly options?: RuleOptions;
  /** Kept as data; nothing is rewritten. */
  readonly fix?: string;
  /** Kept as data, like `fix`. */
  readonly fixRegex?: FixRegex;
  /** Holds if all that it finds in a file is one thing, such as the routes of one server. */
  readonly oncePerFile?: true;
  /**
   * What a file must hold for the rule to match, by language; computed before files are looked at, so that a start compiles
   * no pattern.
   */
  readonly needs?: NeedsByLanguage;
}

/** Labels of taint that must have come, or must not have come, to a place: Semgrep's `requires`. */
export type Requirement =
  | { readonly type: "label"; readonly label: string }
  | { readonly type: "constant"; readonly holds: boolean }
  | { readonly type: "not"; readonly of: Requirement }
  | { readonly type: "and" | "or"; readonly of: readonly Requirement[] };

/** Where taint comes from. */
export interface TaintSource {
  readonly formula: Formula;
  readonly label: string;
  /** What must have come in for the taint to come out. */
  readonly requires?: Requirement;
  /** Holds if only what is found is tainted, and none of its parts. */
  readonly exact: boolean;
  /** `yes`: a variable that is found stays tainted; `only`: from then on, but not at that place. */
  readonly bySideEffect: "yes" | "no" | "only";
  /** Holds if running it is what matters, whatever becomes of its value. */
  readonly control: boolean;
}

/** Where taint must not come. */
export interface TaintSink {
  readonly formula: Formula;
  /** For a list, what must have come to each of several metavariables. */
  readonly requires: Requirement | readonly (readonly [metavariable: string, requires: Requirement])[];
  /** Holds if the taint of what is found counts, and not that of any part of it. */
  readonly exact: boolean;
  /** Holds if it counts only where the function ends with it. */
  readonly atExit: boolean;
}

/** How a gate says no: by what it returns, by throwing; `either`: nobody says, so that the code decides. */
export type GateRefusal = "verdict" | "throws" | "either";

/** What takes taint away. */
export interface TaintSanitizer {
  readonly formula: Formula;
  readonly exact: boolean;
  /** Holds if a variable that is found stays clean. */
  readonly bySideEffect: boolean;
  /** Holds if it gives way to a source or sink at the same place. */
  readonly notConflicting: boolean;
  /** Set on what takes no taint away: a sink counts only where it has not said yes on every way. */
  readonly gate?: GateRefusal;
}

/** How taint goes from one thing to another. */
export interface TaintPropagator {
  readonly formula: Formula;
  readonly from: string;
  readonly to: string;
  readonly bySideEffect: boolean;
  readonly requires?: Requirement;
  /** The label that the taint goes on with; absent: those it came with. */
  readonly label?: string;
  /** The labels that are replaced; absent: all. */
  readonly replaces?: readonly string[];
}

/** What a taint rule looks for. */
export interface TaintParts {
  readonly sources: readonly TaintSource[];
  readonly sinks: readonly TaintSink[];
  readonly sanitizers: readonly TaintSanitizer[];
  readonly propagators: readonly TaintPropagator[];
}

/** What a taint rule looks for in some of its languages. */
export interface TaintVariant extends TaintParts {
  readonly languages: readonly RuleLanguage[];
}

/** A rule about ways from sources to sinks within a file. */
export interface TaintRule extends TaintParts {
  readonly mode: "taint";
  readonly metadata: RuleMetadata;
  readonly scope: RuleScope;
  /** The same rule as other languages write it. */
  readonly variants?: readonly TaintVariant[];
  readonly options?: RuleOptions;
  /** Kept as data, as for search rules. */
  readonly fix?: string;
  readonly fixRegex?: FixRegex;
  /** Holds if all that it finds in a file is one thing, such as the routes of one server. */
  readonly oncePerFile?: true;
  /** As for search rules. */
  readonly needs?: NeedsByLanguage;
  /** Of a rule that follows taint over files, what a file must hold for each of its parts to find something there. */
  readonly partNeeds?: Readonly<Partial<Record<RuleLanguage, PartNeeds>>>;
}

/** What a file must hold for a part of a taint rule to find something there. */
export interface PartNeeds {
  readonly sources: Needs;
  readonly sinks: Needs;
  /** For sanitizers and propagators. */
  readonly others: Needs;
}

/** What files of each language of a rule must hold. */
export type NeedsByLanguage = Readonly<Partial<Record<RuleLanguage, Needs>>>;

/** A rule about facts and edges of the whole tree: a conjunctive query; the finding stands at the fact that its first term matched. */
export interface GraphRule {
  readonly mode: "graph";
  readonly metadata: RuleMetadata;
  readonly scope: Pick<RuleScope, "include" | "exclude">;
  readonly match: readonly GraphTerm[];
  /** Findings of one file, or of the tree, in which the first group of the expression is the same are one: about that, as a whole. */
  readonly onceFor?: { readonly metavariable: string; readonly regex: string; readonly inTree: boolean };
}

/** A pattern over one change of the surface; of lists any, of what is absent all. */
export interface ChangePattern {
  readonly change: readonly ChangeType[];
  readonly kind: readonly SurfaceEntry["kind"][];
  /** Over the entry as it is at head, or was at base where head has it no more. */
  readonly entry: Omit<FactPattern, "kind" | "origin">;
}

/** A rule about what changed between two trees: of the changes that are drift, those that one of its patterns fits. */
export interface DriftRule {
  readonly mode: "drift";
  readonly metadata: RuleMetadata;
  readonly scope: Pick<RuleScope, "include" | "exclude">;
  /** `rest`: the changes that no other drift rule of the run tells. */
  readonly match: readonly ChangePattern[] | "rest";
}

export type Rule = SearchRule | TaintRule | GraphRule | DriftRule;

/** One entry of an official list, under the id that the list itself gives it. */
export interface StandardEntry {
  readonly id: string;
  readonly title: string;
  /** Overrides the list's `helpUri`. */
  readonly helpUri?: string;
}

/** An official list that rules refer to. */
export interface Standard {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly organization: string;
  readonly informationUri: string;
  readonly releaseDate?: string;
  /** Where an entry is explained: `{id}` stands for its id, `{n}` and `{nn}` for its number, the latter in two digits, `{slug}` for its title. */
  readonly helpUri?: string;
  readonly entries: readonly StandardEntry[];
}
