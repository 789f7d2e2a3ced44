import type { Approval } from "#lock/approval.ts";
import type { SignatureVerdict } from "#lock/signature.ts";
import type { Delta } from "#model/delta.ts";
import type { RepoPath } from "#model/location.ts";
import type { Surface } from "#model/surface.ts";

/** Approvals by file name. */
export type Approvals = ReadonlyMap<string, Approval>;

/** What decides about approvals, as base says it: the change that is judged has no say. */
export interface ApprovalPolicy {
  /** The id of the repository. */
  readonly repository: string;
  readonly requireSignature: boolean;
  /** The list of those who may sign, where base has one. */
  readonly signers?: RepoPath;
  /** Who must be asked about changes of a path; empty where nobody must. */
  readonly ownersOf: (path: RepoPath) => readonly string[];
}

/** The state that a change starts from. */
export interface BaseView {
  readonly surface: Surface;
  readonly approvals: Approvals;
  readonly policy: ApprovalPolicy;
  /** Whether base's history has an approval of this file name: it is there now, it was there before, or neither. */
  readonly everApproved: (name: string) => "now" | "before" | undefined;
}

/** The state that a change leads to. */
export interface HeadView {
  readonly surface: Surface;
  readonly approvals: Approvals;
  /** Files that decide about approvals and differ from base's, sorted. */
  readonly editedDeciders: readonly RepoPath[];
  /** Ignores that speak of drift, as `path:line`, sorted. */
  readonly driftIgnores: readonly string[];
}

/** Everything that a verification looks at; plain data, and two questions about base. */
export interface VerifyView {
  readonly base: BaseView;
  readonly head: HeadView;
  /** The delta from base to head, changes of what decides included. */
  readonly delta: Delta;
  /** What signatures are worth, by file name, for the approvals that have one. */
  readonly signatures: ReadonlyMap<string, SignatureVerdict>;
  /** ISO date that counts as today. */
  readonly today: string;
  /** Days before the end of an approval in which its end is told. */
  readonly warnDays: number;
  /** Holds if base itself is verified, so that what stands there is judged, and not only told. */
  readonly judgesBase: boolean;
}
