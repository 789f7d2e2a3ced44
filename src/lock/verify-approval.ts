import { approvalPath, approvalsFolder, hasExpired, isAdoption, type Approval } from "#lock/approval.ts";
import type { Check, CheckKind } from "#model/check.ts";
import type { SignatureVerdict } from "#lock/signature.ts";
import type { ApprovalPolicy, VerifyView } from "#lock/verify-view.ts";

/** Why an approval does not count: the checks about it; none if it counts. */
export type Fault = Pick<Check, "kind" | "message" | "help">;

const anew = "Approve this change itself: `countersign approve --reason …`; the old file changes nothing.";

const rebase = "Rebase onto base, or merge it in: what is merged already is no drift then.";

/** The faults of an approval that the change brings along, whatever it names. */
export function faultsOf(name: string, approval: Approval, view: VerifyView): Fault[] {
  const { base, today } = view;
  const faults: Fault[] = [];
  const add = (kind: CheckKind, message: string, help: string) => faults.push({ kind, message, help });
  const spent = base.everApproved(name);
  if (spent === "before")
    add("replayed", "It was part of base before, and an approval counts for one change only.", anew);
  if (spent === "now") add("replayed", "It is part of base by now, so it brings nothing new along.", rebase);
  if (approval.repository !== base.policy.repository)
    add("foreign", `It was made in another repository, '${approval.repository}'.`, anew);
  if (hasExpired(approval.expires, today))
    add("expired", `It expired on ${approval.expires!}.`, "Approve again, with a later --expires or none.");
  const agreed = countersignatureFault(approval, view.signatures.get(name), base.policy);
  return agreed ? [...faults, agreed] : faults;
}

/** Why nobody but the author of the change stands behind an approval; undefined if somebody does. */
function countersignatureFault(
  approval: Approval,
  verdict: SignatureVerdict | undefined,
  policy: ApprovalPolicy,
): Fault | undefined {
  if (verdict && !isByUnknown(verdict, policy)) return signatureFault(approval, verdict, policy);
  if (isAdoption(approval)) return undefined;
  if (policy.requireSignature)
    return {
      kind: "unsigned",
      message: "It is not signed, and the configuration at base asks for a signature.",
      help: "Have it made again by somebody whom base lists: `countersign approve --sign KEY --reason …`.",
    };
  if (policy.ownersOf(approvalPath("approval.yaml")).length > 0) return undefined;
  return {
    kind: "not-countersigned",
    message: `Nobody but the author of this change agreed: it is not signed by anybody whom base lists, and no CODEOWNERS rule at base covers ${approvalsFolder}/.`,
    help: `Let base have a CODEOWNERS rule for ${approvalsFolder}/ and a branch rule that asks for that review, or signers in its configuration and a signature: \`countersign approve --sign KEY\`.`,
  };
}

/** Holds for a signature that holds where base lists nobody: it is worth no more and no less than none. */
export function isByUnknown({ status }: SignatureVerdict, { signers }: ApprovalPolicy): boolean {
  return status === "not-allowed" && signers === undefined;
}

/** A signature that is there must hold, even where none is asked for. */
function signatureFault({ by }: Approval, verdict: SignatureVerdict, { signers }: ApprovalPolicy): Fault | undefined {
  const list = signers ?? "its list of signers";
  switch (verdict.status) {
    case "good":
      return undefined;
    case "bad":
      return {
        kind: "bad-signature",
        message: `Its signature does not hold for what it says: ${verdict.detail}.`,
        help: "Remove the file and have it made again by the one who signs.",
      };
    case "revoked":
      return {
        kind: "key-revoked",
        message: `It is signed with a key that base has revoked, whatever date it bears.`,
        help: "Have it made again with a key that holds.",
      };
    case "not-allowed": {
      const listed = verdict.listedFor.length > 0 ? ` The key is listed for ${verdict.listedFor.join(", ")}.` : "";
      return {
        kind: "signer-not-allowed",
        message: `'${by}' may not approve with this key: ${list} at base does not list it for this name, time and purpose.${listed}`,
        help: "Have somebody sign whom base lists; a signer whom the same change adds does not count before it is merged.",
      };
    }
  }
}
