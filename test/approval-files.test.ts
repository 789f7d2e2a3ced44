import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { approvalFiles, readApprovals, writeApprovalFile } from "#approval-files.ts";
import { approvalName, approvalsFolder, type Approval } from "#lock/approval.ts";
import { writeApproval } from "#lock/approval-text.ts";
import { makeTree } from "./tree.ts";

const approval: Approval = {
  repository: "here",
  schema: 1,
  date: "2026-01-01",
  by: "ada@example.com",
  reason: "It is needed.",
  serial: 1,
  entries: [{ id: "grant:a#b", change: "added", value: {} }],
};
const file = { name: approvalName(approval), text: writeApproval(approval) };
const folderOf = (root: string) => join(root, approvalsFolder);

describe("the files of approvals", () => {
  test("are read as they were written", () => {
    const root = makeTree({});
    expect(approvalFiles(root)).toEqual([]);
    expect(writeApprovalFile(root, file)).toBe(`${approvalsFolder}/${file.name}`);
    expect(approvalFiles(root)).toEqual([file]);
    expect([...readApprovals(approvalFiles(root))]).toEqual([[file.name, approval]]);
    expect(readdirSync(folderOf(root))).toEqual([file.name]);
  });

  test("are not what an interrupted write left, which the next one replaces", () => {
    const root = makeTree({
      [`${approvalsFolder}/.${file.name}.tmp`]: file.text.slice(0, 50),
      [`${approvalsFolder}/README.md`]: "x",
    });
    expect(approvalFiles(root)).toEqual([]);
    writeApprovalFile(root, file);
    expect(readdirSync(folderOf(root)).sort()).toEqual([file.name, "README.md"].sort());
    expect(approvalFiles(root)).toEqual([file]);
  });

  test("leave nothing where they cannot be written", () => {
    const root = makeTree({ [`${approvalsFolder}/${file.name}/x`]: "" });
    expect(() => writeApprovalFile(root, file)).toThrow(/cannot be written/);
    expect(readdirSync(folderOf(root))).toEqual([file.name]);
    expect(readdirSync(join(folderOf(root), file.name))).toEqual(["x"]);
  });

  test("are never read or written through a link", () => {
    const elsewhere = makeTree({ [file.name]: file.text });
    const root = makeTree({ ".countersign/x": "" });
    symlinkSync(elsewhere, folderOf(root));
    expect(() => approvalFiles(root)).toThrow(/no folder/);
    expect(() => writeApprovalFile(root, { ...file, name: `${"0".repeat(64)}.yaml` })).toThrow(/no folder/);
    expect(readdirSync(elsewhere)).toEqual([file.name]);
    const linked = makeTree({ [`${approvalsFolder}/x`]: "" });
    symlinkSync(join(elsewhere, file.name), join(folderOf(linked), file.name));
    expect(() => approvalFiles(linked)).toThrow(/cannot be read|no regular file/);
  });

  test("have the names of what they say, and are left as they are where not", () => {
    const root = makeTree({ [`${approvalsFolder}/fine.yaml`]: file.text });
    expect(() => readApprovals(approvalFiles(root))).toThrow(/no name of an approval/);
    expect(readFileSync(join(folderOf(root), "fine.yaml"), "utf8")).toBe(file.text);
  });
});
