import { approvalName, type ApprovedEntry, type Approval } from "#lock/approval.ts";
import { entryDigest, surfaceSchema } from "#lock/surface.ts";
import type { VerifyView } from "#lock/verify-view.ts";
import { factId } from "#model/fact.ts";
import type { Change, ChangeType } from "#model/delta.ts";
import type { Surface, SurfaceEntry } from "#model/surface.ts";

/** A grant of the agent `desk`, with a number for a value. */
export function grant(key: string, value: number): SurfaceEntry {
  return { id: factId("grant", "agent/desk", key), kind: "grant", anchor: "agent/desk", key, value: { width: value } };
}

export function surface(...entries: readonly SurfaceEntry[]): Surface {
  return { schema: surfaceSchema, entries: [...entries].sort((left, right) => (left.id < right.id ? -1 : 1)) };
}

/** A change between two entries that needs a countersignature, unless said otherwise. */
export function change(type: ChangeType, before?: SurfaceEntry, after?: SurfaceEntry, drift = true): Change {
  const { id } = (after ?? before)!;
  return { type, id, ...(before ? { before } : {}), ...(after ? { after } : {}), fields: [], drift };
}

/** What an approval says of a change. */
export function agreed({ id, type, before, after }: Change): ApprovedEntry {
  return {
    id,
    change: type,
    ...(before ? { previous: entryDigest(before) } : {}),
    ...(after ? { value: after.value } : {}),
  };
}

/** What an adoption or a review says of an entry that stands. */
export function recorded(word: "adopted" | "reviewed", entry: SurfaceEntry): ApprovedEntry {
  return { id: entry.id, change: word, previous: entryDigest(entry), value: entry.value };
}

export function approval(entries: readonly ApprovedEntry[], more: Partial<Approval> = {}): Approval {
  return {
    repository: "here",
    schema: surfaceSchema,
    date: "2026-01-01",
    by: "ada@example.com",
    reason: "It is needed.",
    serial: 1,
    entries,
    ...more,
  };
}

export function named(...approvals: readonly Approval[]): Map<string, Approval> {
  return new Map(approvals.map((each) => [approvalName(each), each]));
}

/** What a test says of a view; the rest is empty, and CODEOWNERS at base covers the approvals. */
export interface ViewDraft {
  readonly before?: readonly SurfaceEntry[];
  readonly after?: readonly SurfaceEntry[];
  readonly changes?: readonly Change[];
  readonly baseApprovals?: readonly Approval[];
  readonly headApprovals?: readonly Approval[];
  readonly policy?: Partial<VerifyView["base"]["policy"]>;
  readonly history?: Readonly<Record<string, "now" | "before">>;
  readonly more?: Partial<VerifyView>;
  readonly head?: Partial<VerifyView["head"]>;
}

export function view(draft: ViewDraft): VerifyView {
  const { before = [], after = [], changes = [], baseApprovals = [], headApprovals = [] } = draft;
  const kept = named(...baseApprovals);
  return {
    base: {
      surface: surface(...before),
      approvals: kept,
      policy: { repository: "here", requireSignature: false, ownersOf: () => ["@org/identity"], ...draft.policy },
      everApproved: (name) => draft.history?.[name],
    },
    head: {
      surface: surface(...after),
      approvals: new Map([...kept, ...named(...headApprovals)]),
      editedDeciders: [],
      driftIgnores: [],
      ...draft.head,
    },
    delta: { base: "", head: "", changes },
    signatures: new Map(),
    today: "2026-06-01",
    warnDays: 14,
    judgesBase: false,
    ...draft.more,
  };
}
