import type { ChangeType } from "#model/delta.ts";
import type { Confidence, FactId } from "#model/fact.ts";
import type { Location } from "#model/location.ts";
import type { EntryId } from "#model/surface.ts";

export type Severity = "critical" | "high" | "medium" | "low" | "info";

/** Gravest first. */
export const severities = ["critical", "high", "medium", "low", "info"] as const satisfies readonly Severity[];

/** Surest first. */
export const confidences = ["very-high", "high", "medium", "low"] as const satisfies readonly Confidence[];

/** Why a finding is not shown: an ignore with a reason, written beside the code or in the configuration. */
export interface Suppression {
  readonly kind: "inline" | "configuration";
  readonly reason: string;
  /** ISO date from which it no longer counts. */
  readonly until?: string;
}

/** What became of an entry of the surface, for findings about a change. */
export interface FindingChange {
  readonly type: ChangeType;
  readonly entry: EntryId;
  /** The entry's value at base and at head, as canonical JSON; absent where it is not there. */
  readonly before?: string;
  readonly after?: string;
}

/** A rule's verdict about one place. */
export interface Finding {
  readonly ruleId: string;
  readonly severity: Severity;
  /** 0.1 to 10.0 with one decimal, as GitHub reads it; above 9.0 is critical. */
  readonly securitySeverity: number;
  readonly confidence: Confidence;
  /** Full sentences; the first stands alone. Redacted. */
  readonly message: string;
  /** Exactly one: where a reviewer must look first. */
  readonly location: Location;
  readonly related: readonly Location[];
  /** Source to sink, hop by hop; empty for findings about one place. */
  readonly flow: readonly Location[];
  readonly facts: readonly FactId[];
  /** Hex; from rule, path, normalised construct and occurrence: equal when lines move, different for another construct. */
  readonly fingerprint: string;
  readonly suppressed?: Suppression;
  /** Of what a drift rule finds. */
  readonly change?: FindingChange;
}
