import type { Confidence, Edge, Fact } from "#model/fact.ts";
import type { FlowEnds } from "#model/flow-ends.ts";
import type { Location, RepoPath, Span } from "#model/location.ts";
import type { LayoutFacts } from "#model/module-layout.ts";
import type { ModuleOutline } from "#model/module-outline.ts";
import type { Problem } from "#model/problem.ts";

/** A place where a search rule holds, with everything later phases need of it. */
export interface RuleMatch {
  readonly ruleId: string;
  /** The rule's message with metavariables filled in, redacted. */
  readonly message: string;
  readonly location: Location;
  readonly related: readonly Location[];
  /** The way that taint took, of taint rules. */
  readonly flow?: readonly Location[];
  /** The least of the facts that it rests on, where it rests on any. */
  readonly confidence?: Confidence;
  /** Holds if the text stands in a block of a document: an example is less sure than a configuration. */
  readonly quoted: boolean;
  /** SHA-256 of the matched text with white space folded, hex, shortened: the construct of the fingerprint. */
  readonly construct: string;
}

/** A place of a file where a secret is written out. */
export interface SecretPlace extends Span {
  /** The place of the credential fact that it is. */
  readonly location: Location;
  /** What tells it from another secret at the same place, without giving it away: the construct of fingerprints. */
  readonly construct: string;
}

/** An ignore written in a comment. */
export interface InlineIgnore {
  /** The line it speaks of: its own, or the next one if it stands alone. */
  readonly lines: readonly number[];
  readonly ruleId: string;
  readonly reason: string;
  /** ISO date from which it no longer counts. */
  readonly until?: string;
  readonly location: Location;
}

/**
 * What is kept of one file: serialisable, and a pure function of its bytes and the compiled data.
 * Later phases need no tree and no text.
 */
export interface FileSummary {
  readonly path: RepoPath;
  /** SHA-256 of the bytes, hex. */
  readonly digest: string;
  readonly bytes: number;
  /**
   * SHA-256, hex, of the text without what only shapes it (line endings, wrapping, order of keys); absent where it is
   * that of the bytes.
   */
  readonly text?: string;
  /** Holds if a model obeys the text: a skill, instructions, the definition of an agent, a command. */
  readonly obeyed?: true;
  /** The artifact formats the file has, sorted. */
  readonly formats: readonly string[];
  readonly facts: readonly Fact[];
  readonly edges: readonly Edge[];
  readonly matches: readonly RuleMatch[];
  /** Sorted by their place. */
  readonly secrets: readonly SecretPlace[];
  /** Places that no reporter shows, since the file's formats say that a credential stands there; sorted, absent where there are none. */
  readonly hidden?: readonly Span[];
  readonly ignores: readonly InlineIgnore[];
  /** Of a program that may say something of identity: what its values are. */
  readonly outline?: ModuleOutline;
  /** Of a program that is no test, where rules follow taint over files. */
  readonly flowEnds?: FlowEnds;
  /** Of a manifest: where modules lie. */
  readonly layout?: LayoutFacts;
  readonly problems: readonly Problem[];
}
