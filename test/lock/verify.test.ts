import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { approvalName, type Approval } from "#lock/approval.ts";
import { proposals } from "#lock/propose.ts";
import { edgeEntry } from "#lock/surface.ts";
import type { Check } from "#model/check.ts";
import { changeTypes, type Change } from "#model/delta.ts";
import type { SignatureVerdict } from "#lock/signature.ts";
import { verifyApprovals } from "#lock/verify.ts";
import { expectProportion } from "../cost.ts";
import { agreed, approval, change, grant, named, recorded, view, type ViewDraft } from "./views.ts";

const added = change("added", undefined, grant("mcp:tickets", 1));
const widened = change("widened", grant("shell", 1), grant("shell", 2));
const bothChanges: ViewDraft = {
  before: [grant("shell", 1)],
  after: [grant("mcp:tickets", 1), grant("shell", 2)],
  changes: [widened, added],
};

const kinds = (checks: readonly Check[], level: Check["level"] = "failure") =>
  checks.filter((check) => check.level === level).map((check) => check.kind);

const failures = (draft: ViewDraft) => kinds(verifyApprovals(view(draft)));

describe("a change that needs a countersignature", () => {
  test("fails without one, each entry with its own command", () => {
    const checks = verifyApprovals(view(bothChanges));
    expect(kinds(checks)).toEqual(["unapproved", "unapproved"]);
    expect(checks[0]).toMatchObject({
      entries: ["grant:agent/desk#mcp:tickets"],
      message: "'grant:agent/desk#mcp:tickets' was added. Nobody approved it.",
    });
    expect(checks[0]!.help).toContain("countersign approve 'grant:agent/desk#mcp:tickets' --reason");
  });

  test("passes with one approval of both, or one of each", () => {
    expect(failures({ ...bothChanges, headApprovals: [approval([agreed(added), agreed(widened)])] })).toEqual([]);
    expect(
      failures({ ...bothChanges, headApprovals: [approval([agreed(added)]), approval([agreed(widened)])] }),
    ).toEqual([]);
  });

  test("needs none where it gives nothing", () => {
    const narrowed = change("narrowed", grant("shell", 2), grant("shell", 1), false);
    expect(failures({ before: [grant("shell", 2)], after: [grant("shell", 1)], changes: [narrowed] })).toEqual([]);
  });

  test.each<[string, Approval]>([
    ["another value", approval([agreed(change("widened", grant("shell", 1), grant("shell", 3)))])],
    ["another previous value", approval([agreed(change("widened", grant("shell", 0), grant("shell", 2)))])],
    ["no previous value", approval([agreed(change("widened", undefined, grant("shell", 2)))])],
    ["another gravity", approval([agreed({ ...widened, type: "narrowed" })])],
    ["its removal", approval([agreed(change("widened", grant("shell", 1)))])],
    ["a look at what was there", approval([recorded("reviewed", grant("shell", 1))])],
  ])("is not approved by an approval of %s", (_, other) => {
    const draft = { ...bothChanges, changes: [widened], headApprovals: [other] };
    expect(failures(draft)).toEqual(["approved-otherwise"]);
  });

  test("is not approved by its adoption", () => {
    const adoption = approval([recorded("adopted", grant("mcp:tickets", 1))]);
    const draft = { after: [grant("mcp:tickets", 1)], changes: [added], headApprovals: [adoption] };
    expect(failures(draft)).toEqual(["only-adopted"]);
  });

  test("is not approved by what approved it before, whether that stayed in base or comes back", () => {
    const old = approval([agreed(added)]);
    const after = [grant("mcp:tickets", 1)];
    expect(failures({ after, changes: [added], baseApprovals: [old] })).toEqual(["unapproved"]);
    const history = { [approvalName(old)]: "before" } as const;
    expect(failures({ after, changes: [added], headApprovals: [old], history })).toEqual(["replayed", "unapproved"]);
    const renewed = approval([agreed(added)], { serial: 2 });
    expect(failures({ after, changes: [added], headApprovals: [renewed], history })).toEqual([]);
  });

  test("is told to rebase where its approval came into base another way", () => {
    const old = approval([agreed(added)]);
    const checks = verifyApprovals(
      view({
        after: [grant("mcp:tickets", 1)],
        changes: [added],
        headApprovals: [old],
        history: { [approvalName(old)]: "now" },
      }),
    );
    expect(checks.find((check) => check.kind === "replayed")?.help).toMatch(/Rebase onto base/);
  });

  test.each<[string, Partial<Approval>, string]>([
    ["from another repository", { repository: "elsewhere" }, "foreign"],
    ["that expired", { expires: "2026-06-01" }, "expired"],
  ])("is not approved by an approval %s", (_, more, kind) => {
    const draft = {
      after: [grant("mcp:tickets", 1)],
      changes: [added],
      headApprovals: [approval([agreed(added)], more)],
    };
    expect(failures(draft)).toEqual([kind, "unapproved"]);
  });

  test("is approved until the day before the approval's end", () => {
    const headApprovals = [approval([agreed(added)], { expires: "2026-06-02" })];
    const checks = verifyApprovals(view({ after: [grant("mcp:tickets", 1)], changes: [added], headApprovals }));
    expect(kinds(checks)).toEqual([]);
    expect(kinds(checks, "warning")).toEqual(["expires-soon"]);
  });
});

const changeOf = fc
  .record({
    key: fc.string({ unit: "binary", maxLength: 4 }),
    before: fc.option(fc.nat(9)),
    after: fc.option(fc.nat(9)),
    type: fc.constantFrom(...changeTypes),
  })
  .filter(({ before, after }) => before !== null || after !== null)
  .map(({ key, before, after, type }) =>
    change(type, before === null ? undefined : grant(key, before), after === null ? undefined : grant(key, after)),
  );
const changesOf = fc.uniqueArray(changeOf, { selector: ({ id }) => id, minLength: 1, maxLength: 12 });
const afterOf = (changes: readonly Change[]) => changes.flatMap(({ after }) => after ?? []);

describe("whatever changes,", () => {
  test("an approval of all that is proposed covers all of it, and nothing is proposed then", () => {
    fc.assert(
      fc.property(changesOf, (changes) => {
        const draft = { changes, after: afterOf(changes) };
        const entries = proposals(view(draft), [], false).map(({ entry }) => entry);
        const headApprovals = [approval(entries)];
        expect(failures({ ...draft, headApprovals })).toEqual([]);
        expect(proposals(view({ ...draft, headApprovals }), [], false)).toEqual([]);
      }),
    );
  });

  test("an approval that leaves one entry out, or says one thing otherwise, leaves exactly that uncovered", () => {
    fc.assert(
      fc.property(changesOf, fc.nat(), fc.boolean(), (changes, at, without) => {
        const entries = [...changes].sort((left, right) => (left.id < right.id ? -1 : 1)).map(agreed);
        const index = at % entries.length;
        const { id } = entries[index]!;
        const other = { ...entries[index]!, value: { width: 77 } };
        const said = without ? entries.filter((entry) => entry.id !== id) : entries.with(index, other);
        const headApprovals = said.length === 0 ? [] : [approval(said)];
        const checks = verifyApprovals(view({ changes, after: afterOf(changes), headApprovals }));
        const open = checks.filter(({ level }) => level === "failure").flatMap((check) => check.entries);
        expect(open).toEqual([id]);
      }),
    );
  });
});

test("the cost of judging and proposing grows with the number of changes, not with its square", () => {
  expectProportion({ few: 2000, many: 16_000, atMost: 24 }, (count) => {
    const changes = Array.from({ length: count }, (_, index) => change("added", undefined, grant(`g${index}`, 1)));
    const entries = changes.map(agreed).sort((left, right) => (left.id < right.id ? -1 : 1));
    const prepared = view({ changes, after: afterOf(changes), headApprovals: [approval(entries)] });
    return () => {
      verifyApprovals(prepared);
      proposals(prepared, [], false);
    };
  });
});

describe("somebody besides the author", () => {
  const nobody = { ownersOf: () => [] };
  const one = approval([agreed(added)]);
  const draft: ViewDraft = { after: [grant("mcp:tickets", 1)], changes: [added], headApprovals: [one] };
  const signed = (verdict: SignatureVerdict, policy: ViewDraft["policy"]): ViewDraft => ({
    ...draft,
    policy: { signers: ".countersign/allowed_signers", ...policy },
    more: { signatures: new Map([[approvalName(one), verdict]]) },
  });

  test("must have agreed: an approval in the same change counts for nothing by itself", () => {
    const checks = verifyApprovals(view({ ...draft, policy: nobody }));
    expect(kinds(checks)).toEqual(["not-countersigned", "unapproved"]);
    expect(checks[0]!.message).toMatch(/Nobody but the author of this change agreed/);
    expect(checks[1]!.message).toMatch(/names this, but it does not count/);
  });

  test("agreed where CODEOWNERS at base names owners, which the host must ask: that is said", () => {
    const checks = verifyApprovals(view(draft));
    expect(kinds(checks)).toEqual([]);
    expect(checks).toMatchObject([{ kind: "owners-asked", level: "note" }]);
    expect(checks[0]!.message).toContain("@org/identity");
  });

  test("agreed where the signature holds, and then owners are not spoken of", () => {
    expect(verifyApprovals(view(signed({ status: "good" }, nobody)))).toEqual([]);
    expect(verifyApprovals(view(signed({ status: "good" }, { requireSignature: true })))).toEqual([]);
  });

  test("must sign where base asks for it", () => {
    expect(failures({ ...draft, policy: { requireSignature: true } })).toEqual(["unapproved", "unsigned"]);
  });

  test.each<[SignatureVerdict, string]>([
    [{ status: "bad", detail: "it is over something else" }, "bad-signature"],
    [{ status: "revoked" }, "key-revoked"],
    [{ status: "not-allowed", listedFor: [] }, "signer-not-allowed"],
  ])("did not agree with a signature that does not hold (%o), asked for or not", (verdict, kind) => {
    for (const policy of [{}, nobody, { requireSignature: true }])
      expect(failures(signed(verdict, policy)).sort()).toEqual([kind, "unapproved"].sort());
  });

  test("is whom CODEOWNERS names where base lists no signers, whatever signature holds: that is said", () => {
    const unlisted = { ownersOf: () => ["@org/identity"] };
    const unknown: ViewDraft = { ...signed({ status: "not-allowed", listedFor: [] }, {}), policy: unlisted };
    const checks = verifyApprovals(view(unknown));
    expect(checks).toMatchObject([{ kind: "owners-asked", level: "note" }]);
    expect(checks[0]!.message).toMatch(/because CODEOWNERS.*@org\/identity.*not for the signature/);
    expect(failures({ ...unknown, policy: nobody })).toEqual(["not-countersigned", "unapproved"]);
    const bad = signed({ status: "bad", detail: "x" }, {});
    expect(failures({ ...bad, policy: unlisted })).toEqual(["bad-signature", "unapproved"]);
  });

  test("is asked about every approval, needed or not: what gets into base stands for agreement later", () => {
    const unused = approval([recorded("reviewed", grant("shell", 1))]);
    const quiet = { before: [grant("shell", 1)], after: [grant("shell", 1)] };
    expect(failures({ ...quiet, headApprovals: [unused], policy: nobody })).toEqual(["not-countersigned"]);
  });

  test("is not asked about an adoption, which says that nobody looked", () => {
    const adoption = approval([recorded("adopted", grant("shell", 1))]);
    const checks = verifyApprovals(
      view({ before: [grant("shell", 1)], after: [grant("shell", 1)], headApprovals: [adoption], policy: nobody }),
    );
    expect(checks.map((check) => [check.level, check.kind])).toEqual([["note", "adopted"]]);
    expect(checks[0]!.message).toBe("1 entry is adopted, unreviewed.");
  });
});

describe("what stands in base", () => {
  const shell = grant("shell", 1);
  const stands = { before: [shell], after: [shell] };
  const until = (expires: string) => approval([agreed(change("added", undefined, shell))], { expires });
  const levels = (draft: ViewDraft) => verifyApprovals(view(draft)).map((check) => [check.level, check.kind]);

  test("fails when its approval has expired, where base itself is verified, and is told elsewhere", () => {
    const baseApprovals = [until("2026-05-31")];
    expect(levels({ ...stands, baseApprovals, more: { judgesBase: true } })).toEqual([["failure", "expired"]]);
    expect(levels({ ...stands, baseApprovals })).toEqual([["warning", "expired"]]);
  });

  test("is told of within the days asked for", () => {
    const baseApprovals = [until("2026-06-15")];
    expect(levels({ ...stands, baseApprovals })).toEqual([["warning", "expires-soon"]]);
    expect(levels({ ...stands, baseApprovals, more: { warnDays: 13 } })).toEqual([]);
  });

  test("is fine once it was looked at again, or is gone", () => {
    const again = approval([recorded("reviewed", shell)], { expires: "2028-01-01" });
    expect(levels({ ...stands, baseApprovals: [until("2026-05-31"), again] })).toEqual([]);
    const gone = change("removed", shell, undefined, false);
    expect(levels({ before: [shell], changes: [gone], baseApprovals: [until("2026-05-31")] })).toEqual([]);
  });

  test("does not outlive its approval by being narrowed, though an older one had no end", () => {
    const first = approval([agreed(change("added", undefined, shell))]);
    const wider = approval([agreed(change("widened", shell, grant("shell", 9)))], { expires: "2026-05-31" });
    const now = grant("shell", 5);
    const draft = { before: [now], after: [now], baseApprovals: [first, wider], more: { judgesBase: true } };
    expect(levels(draft)).toEqual([["failure", "expired"]]);
  });

  test("does not outlive its approval under another name", () => {
    const moved = change("moved", shell, { ...grant("terminal", 1) }, false);
    const draft = { before: [shell], after: [grant("terminal", 1)], changes: [moved] };
    expect(failures({ ...draft, baseApprovals: [until("2026-07-31")] })).toEqual(["left-behind"]);
    expect(failures({ ...draft, baseApprovals: [approval([agreed(change("added", undefined, shell))])] })).toEqual([]);
    const headApprovals = [approval([agreed(moved)], { expires: "2026-07-31" })];
    expect(failures({ ...draft, baseApprovals: [until("2026-07-31")], headApprovals })).toEqual([]);
  });

  test("keeps its approvals: none is taken away while what it approves stands, none gets another signature", () => {
    const kept = until("2026-07-31");
    const without: ViewDraft = { ...stands, baseApprovals: [kept], head: { approvals: new Map() } };
    expect(failures(without)).toEqual(["approval-removed"]);
    expect(failures({ ...without, after: [], changes: [change("removed", shell, undefined, false)] })).toEqual([]);
    const again = approval([recorded("reviewed", shell)], { expires: "2028-01-01" });
    expect(failures({ ...without, head: { approvals: named(again) } })).toEqual([]);
    const resigned = new Map([[approvalName(kept), { ...kept, signature: "x" }]]);
    expect(failures({ ...without, head: { approvals: resigned } })).toEqual(["approval-changed"]);
  });

  test.each<[SignatureVerdict, string, string]>([
    [{ status: "revoked" }, "failure", "key-revoked"],
    [{ status: "bad", detail: "x" }, "failure", "bad-signature"],
    [{ status: "not-allowed", listedFor: [] }, "warning", "signer-not-allowed"],
  ])("is looked at again when the signature no longer holds: %o", (verdict, level, kind) => {
    const one = approval([agreed(change("added", undefined, shell))]);
    const more = { signatures: new Map([[approvalName(one), verdict]]), judgesBase: true };
    const signed = { ...stands, policy: { signers: ".countersign/allowed_signers" } };
    expect(levels({ ...signed, baseApprovals: [one], more })).toEqual([[level, kind]]);
    expect(levels({ ...signed, baseApprovals: [one], more: { ...more, judgesBase: false } })).toEqual([]);
    const other = approval([recorded("reviewed", shell)]);
    expect(levels({ ...signed, baseApprovals: [one, other], more })).toEqual([]);
    // Where base lists nobody, a signature that holds is as good as none.
    const unlisted = kind === "signer-not-allowed" ? [] : [[level, kind]];
    expect(levels({ ...stands, baseApprovals: [one], more })).toEqual(unlisted);
  });

  test("and was adopted is counted until somebody looked", () => {
    const adoption = approval([recorded("adopted", shell), recorded("adopted", grant("web", 1))]);
    const draft = { before: [shell, grant("web", 1)], after: [shell, grant("web", 1)], baseApprovals: [adoption] };
    expect(verifyApprovals(view(draft))[0]!.message).toBe("2 entries are adopted, unreviewed.");
    const looked = approval([recorded("reviewed", shell)]);
    expect(verifyApprovals(view({ ...draft, baseApprovals: [adoption, looked] }))[0]!.message).toMatch(/^1 entry/);
  });
});

describe("an engine that sees more", () => {
  test("gives a note about what both sides have, and no failure", () => {
    const seen = grant("seen-by-the-new-version", 1);
    const shell = grant("shell", 1);
    const baseApprovals = [approval([recorded("reviewed", shell)])];
    const checks = verifyApprovals(view({ before: [shell, seen], after: [shell, seen], baseApprovals }));
    expect(checks).toMatchObject([{ kind: "not-recorded", level: "note", entries: [seen.id] }]);
    expect(verifyApprovals(view({ before: [shell, seen], after: [shell, seen] }))).toEqual([]);
  });
});

test("an edge that came along with what was approved is nothing that no approval names", () => {
  const tickets = grant("mcp:tickets", 1);
  const edge = edgeEntry("principal:agent/desk#desk", "holds", tickets.id);
  const baseApprovals = [approval([recorded("reviewed", tickets)])];
  expect(verifyApprovals(view({ before: [edge, tickets], after: [edge, tickets], baseApprovals }))).toEqual([]);
  const other = edgeEntry("principal:agent/desk#desk", "holds", "grant:agent/desk#shell");
  const checks = verifyApprovals(view({ before: [other, tickets], after: [other, tickets], baseApprovals }));
  expect(checks).toMatchObject([{ kind: "not-recorded", entries: [other.id] }]);
});

describe("what is told besides", () => {
  test("edits of what decides, and ignores of drift", () => {
    const head = { editedDeciders: ["countersign.yaml"], driftIgnores: [".mcp.json:3"] };
    const checks = verifyApprovals(view({ head }));
    expect(kinds(checks, "warning")).toEqual(["deciders-edited", "ignore-without-effect"]);
    expect(checks[0]!.message).toMatch(/judged by base's/);
  });

  test("an approval that names nothing any more", () => {
    const checks = verifyApprovals(view({ headApprovals: [approval([agreed(added)])] }));
    expect(kinds(checks, "note")).toEqual(["owners-asked", "superfluous"]);
  });
});
