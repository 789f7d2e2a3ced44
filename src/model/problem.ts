import type { RepoPath, Region } from "#model/location.ts";

/** Why something was not read, or not analysed in full. */
export type ProblemKind =
  | "binary"
  | "oversized"
  | "minified"
  | "vendored"
  | "unsupported-language"
  | "unread-tools"
  | "special-file"
  | "symlink"
  | "submodule"
  | "lfs-pointer"
  | "unreadable"
  | "encoding"
  | "parse-error"
  | "duplicate-key"
  | "too-deep"
  | "too-complex"
  | "changed-during-scan"
  | "time-limit"
  | "ignored-artifact"
  | "unused-ignore"
  | "bad-ignore"
  | "cache"
  | "git"
  | "internal-error";

/** Something not read or not analysed in full: never silent, never a finding. */
export interface Problem {
  readonly kind: ProblemKind;
  /** A file, or a folder (with a trailing `/`) where a whole folder was passed over. */
  readonly path: RepoPath;
  readonly message: string;
  /** The name of the content that was not read, where it has one: another name means that something else is hidden. */
  readonly content?: string;
  readonly region?: Region;
  /** Holds if an artifact's identity may lie in what was not read, which makes the scan partial (exit 4). */
  readonly partial: boolean;
}
