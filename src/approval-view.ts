import { join } from "node:path";
import { approvalFiles, readApprovals } from "#approval-files.ts";
import { approvalHistory, approvalsAt, filesAt, repositoryId } from "#approval-base.ts";
import { compareTrees, type Comparison } from "#compare-trees.ts";
import { defaultConfig, type Config } from "#config.ts";
import { decidingFiles, type DecidingFiles, type TreeFiles } from "#deciding-files.ts";
import { readSource } from "#discover/read.ts";
import type { GitRepository } from "#discover/repository.ts";
import { demandHistory, mergeBase, resolveRevision, type Revision } from "#discover/revision.ts";
import { decidingChanges } from "#lock/deciders.ts";
import type { ApprovalPolicy, VerifyView } from "#lock/verify-view.ts";
import { compareText } from "#model/location.ts";
import { UserError } from "#model/user-error.ts";
import type { ScanRequest } from "#scan.ts";
import { thresholdOf } from "#profile.ts";

/** What is verified or approved: the change from a base to the work tree. */
export interface ChangeRequest {
  readonly repository: GitRepository;
  /** The absolute path of the work tree. */
  readonly top: string;
  /** What the change is made to; what decides is read from here. */
  readonly base: Revision;
  /** The configuration that the caller gives instead of base's. */
  readonly config?: Config;
  readonly scan: Pick<ScanRequest, "knowledge" | "today" | "limits" | "version" | "searchPath">;
  /** Holds if an approval is to be made, which needs the history even where there is none to judge. */
  readonly approving: boolean;
}

/** The view of a change without what only a verification asks for, and what it was made of. */
export interface ChangeView extends Omit<VerifyView, "signatures" | "warnDays"> {
  readonly comparison: Comparison;
  /** What decides, as base says it. */
  readonly deciding: DecidingFiles;
  /** Where the change parted from base. */
  readonly fork: Revision;
  /** Approvals of base that cannot be read. */
  readonly unreadable: readonly UserError[];
}

/**
 * Gathers what a change is judged by. Both sides are read now, by this engine and under base's configuration; no cache
 * has a say. Throws a `UserError` where base, its history or an approval cannot be read.
 */
export async function viewChange(request: ChangeRequest): Promise<ChangeView> {
  const { repository, top, base, scan } = request;
  const headCommit = resolveRevision(repository, "HEAD");
  const commit = mergeBase(repository, base, headCommit);
  const fork: Revision = { name: base.name, commit };
  const deciding = decidingFiles(filesAt(repository, base), request.config);
  const approvals = readApprovals(approvalFiles(top));
  const old = approvalsAt(repository, fork);
  const needsHistory = request.approving || [...approvals.keys()].some((name) => !old.approvals.has(name));
  if (needsHistory) demandHistory(repository, base, "an approval that counted before must be told from a new one");
  const comparison = await compareTrees(
    { ...sideRequest(request, deciding.config), place: { kind: "revision", repository, revision: fork } },
    { ...sideRequest(request, deciding.config), place: { kind: "folder", root: top, repository } },
    repository.objectFormat,
  );
  const own = decidingFiles(workTree(top), request.config);
  const before = decidingFiles(filesAt(repository, fork), request.config);
  const edits = decidingChanges(before.deciders, own.deciders);
  return {
    base: {
      surface: comparison.base.surface,
      approvals: old.approvals,
      policy: policyOf(request, deciding, needsHistory),
      everApproved: approvalHistory(repository, base),
    },
    head: {
      surface: comparison.head.surface,
      approvals,
      editedDeciders: edits.map(({ id }) => id.slice("text:".length)),
      driftIgnores: driftIgnores(comparison, own.config),
    },
    delta: { ...comparison.delta, changes: [...comparison.delta.changes, ...edits] },
    today: scan.today,
    judgesBase: commit === headCommit.commit,
    comparison,
    deciding,
    fork,
    unreadable: old.unreadable,
  };
}

/** Facts alone are looked for, and nothing but what base leaves out is left out. */
export function sideRequest({ scan }: ChangeRequest, { exclude }: Config): Omit<ScanRequest, "place"> {
  return {
    ...scan,
    include: [],
    config: { ...defaultConfig, exclude },
    rules: [],
    threshold: thresholdOf("gate", {}),
    fullRun: false,
  };
}

/** The files of the work tree, as far as they decide. */
function workTree(top: string): TreeFiles {
  return {
    nameOf: (path) => path,
    read: (path) => {
      const read = readSource(join(top, path), path);
      return "bytes" in read ? read.bytes : undefined;
    },
  };
}

function policyOf(
  { repository, base }: ChangeRequest,
  { config, deciders }: DecidingFiles,
  needsHistory: boolean,
): ApprovalPolicy {
  const { requireSignature, repository: name, signers } = config.approvals;
  if (requireSignature && deciders.signers?.text === undefined) {
    throw new UserError(`the configuration asks for signatures by those whom '${signers!}' lists`, {
      where: `${base.name}:${signers!}`,
      suggestion: "Base has no such file: add it there first.",
    });
  }
  return {
    // Where there is no approval to judge, nothing is compared with it.
    repository: name ?? (needsHistory ? repositoryId(repository, base.commit) : ""),
    requireSignature,
    ...(deciders.signers?.text === undefined ? {} : { signers: deciders.signers.path }),
    ownersOf: deciders.ownersOf,
  };
}

/** Where head says that drift is to be ignored, beside the code or in its configuration; nothing listens to it. */
function driftIgnores({ head }: Comparison, { ignore, severity }: Config): string[] {
  const beside = head.judgement.analysis.summaries
    .flatMap(({ ignores }) => ignores)
    .filter(({ ruleId }) => isDriftRule(ruleId))
    .map(({ location }) => `${location.path}:${location.region.startLine}`);
  const configured = ignore.filter(({ rule }) => isDriftRule(rule)).map(({ where }) => where);
  const switched = [...severity].flatMap(([rule, { to, where }]) => (isDriftRule(rule) && to === "off" ? [where] : []));
  return [...beside, ...configured, ...switched].sort(compareText);
}

function isDriftRule(ruleId: string): boolean {
  return ruleId.startsWith("drift-");
}
