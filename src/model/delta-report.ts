import type { Change } from "#model/delta.ts";
import type { FactOf } from "#model/fact.ts";
import type { Finding } from "#model/finding.ts";
import type { Location } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import type { Provenance } from "#model/provenance.ts";
import type { RuleMetadata } from "#model/rule.ts";

/** One of the two trees that are compared. */
export interface DeltaSide {
  /** As the user or git names it: `origin/main`; `work tree` for what is not committed. */
  readonly name: string;
  /** The commit's name; absent for a work tree. */
  readonly commit?: string;
}

/** One change with what a reviewer asks about it. */
export interface ToldChange {
  readonly change: Change;
  /** Where to look: at head, or at base where head has it no more. Its path alone counts where it is a whole text. */
  readonly location?: Location;
  readonly provenance?: Provenance;
  /** The gates of head that stand before what the change gives; the ones that always say yes among them. */
  readonly gates: readonly FactOf<"gate">[];
}

/** A finding that head has and base has not. */
export interface BroughtFinding extends Finding {
  readonly provenance?: Provenance;
}

/** What changed between two trees, for reporters. */
export interface DeltaReport {
  readonly tool: { readonly name: string; readonly version: string };
  readonly base: DeltaSide;
  readonly head: DeltaSide;
  /** SHA-256 of the two surfaces, hex. */
  readonly surfaces: { readonly base: string; readonly head: string };
  /** Gravest first. */
  readonly changes: readonly ToldChange[];
  /** Sorted by location; suppressed are those that an ignore of head itself covers. */
  readonly findings: readonly BroughtFinding[];
  /** The rules that ran. */
  readonly rules: readonly RuleMetadata[];
  /** Why the comparison is incomplete as a whole; single files that cannot be read are changes. */
  readonly problems: readonly Problem[];
}

/** Turns a delta into one output format; empty where nothing changed, unless the format cannot be. Pure. */
export type DeltaReporter = (
  report: DeltaReport,
  options: { readonly color: boolean; readonly width: number },
) => string;
