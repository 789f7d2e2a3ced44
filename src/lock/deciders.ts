import { createHash } from "node:crypto";
import { canonical } from "#graph/link.ts";
import { approvalPath } from "#lock/approval.ts";
import { revokedKeysPath } from "#lock/signature.ts";
import type { Change } from "#model/delta.ts";
import { compareText, type RepoPath } from "#model/location.ts";
import type { CanonicalValue, SurfaceEntry } from "#model/surface.ts";

/** What a tree says about who approves, and about what is looked at. */
export interface Deciders {
  /** The configuration of approvals, and the paths that it leaves out. */
  readonly configuration: CanonicalValue;
  /** The configured path of the list of signers, its text and that of the revoked keys beside it, where they are there. */
  readonly signers?: { readonly path: RepoPath; readonly text?: string; readonly revoked?: string };
  /** The CODEOWNERS file that counts, where there is one. */
  readonly codeowners?: RepoPath;
  readonly ownersOf: (path: RepoPath) => readonly string[];
}

/** Holds if a tree has somebody besides the author who must agree: then who that is does not change without them. */
export function hasCountersigners({ signers, ownersOf }: Deciders): boolean {
  return signers?.text !== undefined || ownersOf(approvalPath("approval.yaml")).length > 0;
}

/**
 * The changes of what decides. They are drift where base has countersigners: else a first change could put its author
 * among them, and the second would be approved by its own author.
 */
export function decidingChanges(base: Deciders, head: Deciders): Change[] {
  // One name on both sides: a file that moves and says the same of approvals changes nothing.
  const codeowners = head.codeowners ?? base.codeowners ?? "CODEOWNERS";
  const before = entriesOf(base, { base, codeowners });
  const after = entriesOf(head, { base, codeowners });
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort(compareText);
  const drift = hasCountersigners(base);
  return ids.flatMap((id): Change[] => {
    const [old, now] = [before.get(id), after.get(id)];
    if (old?.value === now?.value) return [];
    const type = !old ? "added" : !now ? "removed" : "changed";
    return [{ type, id, ...(old ? { before: old } : {}), ...(now ? { after: now } : {}), fields: [], drift }];
  });
}

/** The files that decide, as entries: of the configuration and CODEOWNERS only what concerns approvals. */
function entriesOf(
  deciders: Deciders,
  { base, codeowners }: { readonly base: Deciders; readonly codeowners: RepoPath },
): Map<string, SurfaceEntry> {
  const { configuration, signers, ownersOf } = deciders;
  const guarded = [approvalPath("approval.yaml"), "countersign.yaml", ...(base.signers ? [base.signers.path] : [])];
  const texts: readonly (readonly [RepoPath, string | undefined])[] = [
    ["countersign.yaml", canonical(configuration)],
    [codeowners, canonical(guarded.map((path) => [...ownersOf(path)].sort(compareText)))],
    ...(signers
      ? [[signers.path, signers.text] as const, [revokedKeysPath(signers.path), signers.revoked] as const]
      : []),
  ];
  return new Map(
    texts.flatMap(([path, text]) => {
      const id = `text:${path}`;
      return text === undefined ? [] : [[id, { id, kind: "text", value: digestOf(text.replaceAll("\r\n", "\n")) }]];
    }),
  );
}

function digestOf(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
