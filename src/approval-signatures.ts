import { arrivalTimes } from "#approval-base.ts";
import type { ChangeView } from "#approval-view.ts";
import type { GitRepository } from "#discover/repository.ts";
import type { Revision } from "#discover/revision.ts";
import { findSshKeygen, judgeSignature } from "#discover/ssh-keygen.ts";
import { signatureNamespace, statementOf, type Approval } from "#lock/approval.ts";
import type { SignatureVerdict } from "#lock/signature.ts";
import { UserError } from "#model/user-error.ts";

/** What signatures are checked with. */
export interface SignatureRequest {
  readonly repository: GitRepository;
  readonly base: Revision;
  /** The absolute path of the work tree. */
  readonly top: string;
  /** The PATH of the process, for finding `ssh-keygen`. */
  readonly searchPath: string;
  /** The UTC time that counts as now: `YYYYMMDDHHMMSS`. */
  readonly now: string;
}

/** Signed approvals that one change may bring: each costs the start of up to four programs. */
const mostSigned = 500;

/**
 * What the signatures of a change's approvals are worth by base's lists: of new ones at this time, of base's own at the
 * time at which they came in, and never at a date that stands in them. Where base lists nobody, a signature that holds
 * is one that is not allowed.
 */
export function signatureVerdicts(
  { base, head, deciding, judgesBase }: ChangeView,
  request: SignatureRequest,
): Map<string, SignatureVerdict> {
  const verdicts = new Map<string, SignatureVerdict>();
  const signers = deciding.deciders.signers?.text ?? "";
  const fresh = [...head.approvals].filter(([name, one]) => isSigned(one) && !base.approvals.has(name));
  if (fresh.length > mostSigned) {
    throw new UserError(`this change brings ${fresh.length} signed approvals, and at most ${mostSigned} are checked`, {
      suggestion: "Remove what is not needed: one approval may name any number of entries.",
    });
  }
  const old = judgesBase ? [...base.approvals].filter(([, one]) => isSigned(one)) : [];
  if (fresh.length + old.length === 0) return verdicts;
  const keygen = findSshKeygen(request.top, request.searchPath);
  const lists = { signers, ...(deciding.revoked === undefined ? {} : { revoked: deciding.revoked }) };
  const judgeAt = (name: string, approval: Approval, at: string) =>
    verdicts.set(name, judgeSignature(keygen, { ...questionOf(approval), ...lists, at }));
  for (const [name, approval] of fresh) judgeAt(name, approval, request.now);
  const arrivals = old.length === 0 ? undefined : arrivalTimes(request.repository, request.base.commit);
  for (const [name, approval] of old) {
    const arrived = arrivals?.get(name);
    judgeAt(name, approval, arrived === undefined ? request.now : momentOf(arrived));
  }
  return verdicts;
}

function isSigned({ signature }: Approval): boolean {
  return signature !== undefined;
}

function questionOf(approval: Approval) {
  const { by, signature = "" } = approval;
  return { statement: statementOf(approval), namespace: signatureNamespace, signature, by };
}

/** Seconds since 1970 as `YYYYMMDDHHMMSS`, in UTC. */
function momentOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replaceAll(/\D/g, "");
}
