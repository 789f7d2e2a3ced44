import { describe, expect, test } from "vitest";
import { approvalName } from "#lock/approval.ts";
import { adoptions, proposals } from "#lock/propose.ts";
import { agreed, approval, change, grant, recorded, view, type ViewDraft } from "./views.ts";

const added = change("added", undefined, grant("web", 1));
const widened = change("widened", grant("shell", 1), grant("shell", 2));
const narrowed = change("narrowed", grant("disk", 2), grant("disk", 1), false);
const draft: ViewDraft = {
  before: [grant("shell", 1), grant("disk", 2), grant("mail", 1)],
  after: [grant("web", 1), grant("shell", 2), grant("disk", 1), grant("mail", 1)],
  changes: [widened, added, narrowed],
};
const keysOf = (chosen: ReturnType<typeof proposals>) =>
  chosen.map(({ entry }) => [entry.id.split("#")[1], entry.change]);

describe("without names, what needs agreement and has none is proposed:", () => {
  test("drift, sorted, with what was there before", () => {
    expect(keysOf(proposals(view(draft), [], false))).toEqual([
      ["shell", "widened"],
      ["web", "added"],
    ]);
    expect(proposals(view(draft), [], false).map(({ entry }) => entry)).toEqual([agreed(widened), agreed(added)]);
  });

  test("not what this change has an approval for, unless that counts no more", () => {
    const one = approval([agreed(added)]);
    const left = (more: ViewDraft, signed = false) => keysOf(proposals(view({ ...draft, ...more }), [], signed)).length;
    expect(left({ headApprovals: [one] })).toBe(1);
    expect(left({ headApprovals: [one] }, true)).toBe(2);
    expect(left({ headApprovals: [{ ...one, signature: "x" }] }, true)).toBe(1);
    expect(left({ headApprovals: [one], history: { [approvalName(one)]: "before" } })).toBe(2);
    expect(left({ baseApprovals: [one] })).toBe(2);
    expect(left({ headApprovals: [{ ...one, expires: "2026-06-01" }] })).toBe(2);
    expect(left({ headApprovals: [{ ...one, repository: "elsewhere" }] })).toBe(2);
  });
});

describe("a name proposes", () => {
  test("its change, whether or not it needs agreement, and once however often it is named", () => {
    const { id } = narrowed;
    expect(keysOf(proposals(view(draft), [id, id], false))).toEqual([["disk", "narrowed"]]);
  });

  test("a look at what stands unchanged", () => {
    expect(proposals(view(draft), [grant("mail", 1).id], false)).toEqual([
      { entry: recorded("reviewed", grant("mail", 1)) },
    ]);
  });

  test("nothing if nothing bears it: that is a mistake, with the nearest name", () => {
    expect(() => proposals(view(draft), ["grant:agent/desk#mial"], false)).toThrow(/no entry is called/);
  });
});

describe("an adoption takes over", () => {
  test("what base has unchanged, and never what the change brings or alters", () => {
    expect(adoptions(view(draft), [])).toEqual([{ entry: recorded("adopted", grant("mail", 1)) }]);
  });

  test("nothing that an approval names already, and no more than was asked for", () => {
    expect(
      adoptions(view({ ...draft, baseApprovals: [approval([recorded("reviewed", grant("mail", 1))])] }), []),
    ).toEqual([]);
    expect(adoptions(view(draft), [grant("shell", 2).id])).toEqual([]);
  });
});
