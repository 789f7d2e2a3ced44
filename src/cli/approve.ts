import { homedir } from "node:os";
import { resolve } from "node:path";
import { writeApprovalFile } from "#approval-files.ts";
import { signatureVerdicts, type SignatureRequest } from "#approval-signatures.ts";
import { viewChange, type ChangeRequest, type ChangeView } from "#approval-view.ts";
import { agentAbove } from "#cli/ancestry.ts";
import { changeRequest, signatureRequest } from "#cli/change.ts";
import { exitCodes } from "#cli/exit-code.ts";
import { agentVariable } from "#cli/terminal.ts";
import type { Invocation, Verb } from "#cli/verb.ts";
import { configuredEmail } from "#discover/identity.ts";
import { findSshKeygen, signStatement } from "#discover/ssh-keygen.ts";
import { entryPlaces } from "#entry-places.ts";
import {
  approvalName,
  approvalPath,
  hasExpired,
  signatureNamespace,
  statementOf,
  type Approval,
} from "#lock/approval.ts";
import { writeApproval } from "#lock/approval-text.ts";
import { adoptions, proposals, type Proposal } from "#lock/propose.ts";
import { surfaceSchema } from "#lock/surface.ts";
import { faultsOf } from "#lock/verify-approval.ts";
import { ownersAsked } from "#lock/verify-drift.ts";
import { UserError } from "#model/user-error.ts";
import { maskTokens } from "#secrets/token-shapes.ts";
import { proposalText, type ProposedEntry } from "#report/proposal.ts";

/** `countersign approve [ID…]`: writes down that somebody agrees to changes of the identity surface. */
export const approve: Verb = async (invocation) => {
  const { arguments: ids, flags, terminal } = invocation;
  refuseAgents(invocation);
  const reason = reasonOf(invocation);
  const request = changeRequest(invocation, true);
  const { today } = request.scan;
  if (hasExpired(flags.expires, today)) throw new UserError(`an approval until ${flags.expires!} would never count`);
  const by = signerOf(invocation, request);
  const view = await viewChange(request);
  const chosen = flags.adopt === true ? adoptions(view, ids) : proposals(view, ids, flags.sign !== undefined);
  if (chosen.length === 0) {
    terminal.note(`nothing to approve since ${sinceText(view)}`);
    return exitCodes.clean;
  }
  terminal.note(`${by} agrees to this since ${sinceText(view)}:`);
  terminal.out(proposalText(chosen.map(proposedOf), entryPlaces(view.comparison)));
  const expires = flags.expires === undefined ? {} : { expires: flags.expires };
  const said = { date: today, by, reason, ...expires, entries: chosen.map(({ entry }) => entry) };
  const approval = unspent(view, said);
  refuseSecrets(approval);
  const signed = flags.sign === undefined ? approval : withSignature(approval, { request, key: flags.sign });
  terminal.out(`${writeOnce(signed, view, request)}\n`);
  for (const line of worthOf(signed, view, signatureRequest(request, flags.now))) terminal.note(line);
  return exitCodes.clean;
};

/** An approval is a person's. Variables tell of agents that mean well; the boundary is the review or the signature. */
function refuseAgents({ flags, terminal }: Invocation): void {
  if (flags.allowAgent === true) return;
  const variable = agentVariable();
  if (variable !== undefined)
    throw new UserError(`a coding agent runs this (${variable} is set), and an approval is a person's decision`, {
      suggestion: "Let a person run it. --allow-agent overrules this; whoever reviews the change should know of it.",
    });
  const above = agentAbove(process.ppid);
  if (above !== undefined)
    terminal.note(`note: this seems to be started by '${above}'; an approval is a person's decision`);
}

/** UTF-16 units of a reason and of a name. */
const longest = { reason: 2000, by: 200 };

function reasonOf({ flags }: Invocation): string {
  const reason = (flags.reason ?? "").trim();
  if (reason === "") throw new UserError("an approval says why", { suggestion: 'Give a reason: `--reason "…"`.' });
  if (reason.length > longest.reason) throw new UserError(`a reason has at most ${longest.reason} characters`);
  return reason;
}

function signerOf({ flags }: Invocation, { scan, top }: ChangeRequest): string {
  const by = (flags.by ?? configuredEmail(homedir(), scan.searchPath, top) ?? "").trim();
  if (by === "") throw new UserError("nobody is named who approves", { suggestion: "Say who: `--by NAME`." });
  if (by.length > longest.by || /\p{C}/u.test(by)) throw new UserError("the name of the one who approves is no name");
  return by;
}

function sinceText({ fork }: ChangeView): string {
  return `${fork.name} (${fork.commit.slice(0, 10)})`;
}

function proposedOf({ entry, change }: Proposal): ProposedEntry {
  return { ...entry, fields: change?.fields ?? [] };
}

/** Serial numbers that are tried; each stands for one more time that the same words were approved on the same day. */
const mostSerials = 10_000;

/** The approval under a name that base never had: one that it had counts no more. */
function unspent({ base }: ChangeView, said: Omit<Approval, "repository" | "schema" | "serial">): Approval {
  for (let serial = 1; serial <= mostSerials; serial++) {
    const approval: Approval = { repository: base.policy.repository, schema: surfaceSchema, serial, ...said };
    const name = approvalName(approval);
    if (!base.approvals.has(name) && base.everApproved(name) === undefined) return approval;
  }
  throw new UserError("the same was approved too often under the same words", { suggestion: "Give another reason." });
}

/** The names and values of entries are known to hold no secret but one that a file is named after. */
function refuseSecrets(approval: Approval): void {
  const text = writeApproval(approval);
  if (maskTokens(text) === text) return;
  throw new UserError("the approval would hold what looks like a secret", {
    suggestion: "Take it out of the reason, or of the name of the file, skill or server that bears it, and revoke it.",
  });
}

function withSignature(approval: Approval, { request, key }: { request: ChangeRequest; key: string }): Approval {
  const agentSocket = process.env["SSH_AUTH_SOCK"];
  const signature = signStatement(
    findSshKeygen(request.top, request.scan.searchPath),
    { statement: statementOf(approval), namespace: signatureNamespace },
    {
      path: resolve(key),
      name: key,
      ...(agentSocket === undefined ? {} : { agentSocket }),
      interactive: process.stdin.isTTY,
    },
  );
  return { ...approval, signature };
}

/** Writes the file, unless it is there and signed already: then there is nothing to add. */
function writeOnce(approval: Approval, { head }: ChangeView, { top }: ChangeRequest): string {
  const name = approvalName(approval);
  const known = head.approvals.get(name);
  if (known && (known.signature !== undefined || approval.signature === undefined)) return approvalPath(name);
  return writeApprovalFile(top, { name, text: writeApproval(approval) });
}

/** What is to be done so that the approval counts. */
function worthOf(approval: Approval, view: ChangeView, request: SignatureRequest): string[] {
  const name = approvalName(approval);
  const head = { ...view.head, approvals: new Map([[name, approval]]) };
  const judged = { ...view, head, judgesBase: false };
  const verified = { ...judged, signatures: signatureVerdicts(judged, request), warnDays: 0 };
  const faults = faultsOf(name, approval, verified);
  const asked = faults.length > 0 ? [] : ownersAsked(head.approvals, verified);
  return [
    "commit this file together with the change",
    ...faults.map(({ message, help }) => `it will not count as it is: ${message} ${help}`),
    ...asked.map(({ message, help }) => `note: ${message} ${help}`),
  ];
}
