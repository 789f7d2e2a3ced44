import { canonical } from "#graph/link.ts";
import {
  approvalName,
  approvalVersion,
  approvedChanges,
  compareEntries,
  type Approval,
  type ApprovedChange,
  type ApprovedEntry,
} from "#lock/approval.ts";
import { isArmoured } from "#lock/signature.ts";
import type { RepoPath } from "#model/location.ts";
import { UserError } from "#model/user-error.ts";
import { isDate } from "#rule/inline-ignore.ts";
import { readSource, type SourceNode } from "#rule/source.ts";

/** UTF-16 units of an approval file; an adoption of 50,000 entries has some 12 million. */
const longestFile = 33_554_432;

/** Nesting of the value of an entry; the deepest fact has three levels. */
const deepestValue = 16;

const keys = ["version", "repository", "schema", "date", "by", "reason", "expires", "serial", "entries", "signature"];

const heading = "# Written by `countersign approve` and immutable: its name is the digest of what it says.\n";

/** The text of the file of an approval: the same for the same approval. */
export function writeApproval(approval: Approval): string {
  const { repository, schema, date, by, reason, expires, serial, entries, signature } = approval;
  return [
    heading,
    `version: ${approvalVersion}\n`,
    `repository: ${quoted(repository)}\n`,
    `schema: ${schema}\n`,
    `date: ${quoted(date)}\n`,
    `by: ${quoted(by)}\n`,
    `reason: ${quoted(reason)}\n`,
    ...(expires === undefined ? [] : [`expires: ${quoted(expires)}\n`]),
    `serial: ${serial}\n`,
    "entries: |\n",
    ...entries.map((entry) => `  ${entryLine(entry)}\n`),
    ...(signature === undefined ? [] : ["signature: |\n", signature.replace(/^(?=.)/gm, "  ")]),
  ].join("");
}

/** A JSON string, which YAML reads as one, with every character escaped that a reviewer would not see. */
function quoted(text: string): string {
  return escaped(JSON.stringify(text), /[\p{C}\p{Zl}\p{Zp}]/gu);
}

/**
 * One line an entry, canonical JSON: what differs in a review is what differs in meaning. In ASCII alone, since lines
 * are compared when they are read, and what else can be seen depends on the edition of Unicode.
 */
function entryLine(entry: ApprovedEntry): string {
  return escaped(canonical(entry), /[^ -~]/g);
}

function escaped(json: string, characters: RegExp): string {
  return json.replace(characters, (character) => {
    const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
    return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
  });
}

/**
 * Reads the file of an approval. Throws a `UserError` that names the place if it is not, to the letter of what it
 * says, an approval of this version under its own name; the caller leaves the file as it is.
 */
export function readApproval(path: RepoPath, text: string): Approval {
  if (text.length > longestFile) throw new UserError("this is too long for an approval", { where: path });
  if (/^(<{7} |={7}$|>{7} )/m.test(text)) throw conflicted(path);
  const file = readSource(path, text.replaceAll("\r\n", "\n"), longestFile);
  if (!file.isMap) throw new UserError("this is no approval", { where: path, suggestion: restoring });
  checkVersion(file);
  file.only(keys);
  const approval: Approval = {
    repository: readText(file.need("repository")),
    schema: readCount(file.need("schema")),
    date: readDate(file.need("date")),
    by: readText(file.need("by")),
    reason: readText(file.need("reason")),
    ...optional("expires", file.get("expires"), readDate),
    serial: readCount(file.need("serial")),
    entries: readEntries(file.need("entries")),
    ...optional("signature", file.get("signature"), readSignature),
  };
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (approvalName(approval) === name) return approval;
  throw new UserError("this approval says something else than its name: it was changed after it was written", {
    where: path,
    suggestion: restoring,
  });
}

const restoring = "Approvals are immutable: restore the file from git, or remove it and approve again.";

function conflicted(path: RepoPath): UserError {
  return new UserError("this approval holds the marks of a merge conflict", {
    where: path,
    suggestion: "Approvals never need merging: take either side whole, or remove the file and approve again.",
  });
}

function checkVersion(file: SourceNode): void {
  const version = file.need("version");
  if (version.scalar === approvalVersion) return;
  throw version.error(
    `approvals of version ${String(version.scalar)} are not known here`,
    `This version of Countersign reads version ${approvalVersion}; a newer one may have written the file.`,
  );
}

function optional<Key extends string, Value>(
  key: Key,
  node: SourceNode | undefined,
  read: (node: SourceNode) => Value,
): { readonly [key in Key]?: Value } {
  return node === undefined ? {} : ({ [key]: read(node) } as { [key in Key]: Value });
}

function readText(node: SourceNode): string {
  const text = node.text();
  if (text.trim() === "") throw node.error("a text is expected here");
  return text;
}

function readCount(node: SourceNode): number {
  const count = node.number();
  if (!Number.isSafeInteger(count) || count < 1) throw node.error("a whole number from 1 on is expected here");
  return count;
}

function readDate(node: SourceNode): string {
  const date = node.text();
  if (!isDate(date)) throw node.error(`'${date}' is no date; a date is written 2027-01-31`);
  return date;
}

function readSignature(node: SourceNode): string {
  const signature = node.text();
  if (!isArmoured(signature)) throw node.error("an SSH signature is expected here", restoring);
  return signature;
}

function readEntries(node: SourceNode): ApprovedEntry[] {
  const lines = node.text(longestFile).split("\n");
  if (lines.pop() !== "" || lines.length === 0) throw node.error("lines with one entry each are expected here");
  const entries = lines.map((line) => readEntry(node, line));
  entries.forEach((entry, index) => {
    if (index > 0 && compareEntries(entries[index - 1]!, entry) >= 0)
      throw node.error("the entries are not sorted, or one is there twice", restoring);
  });
  return entries;
}

/** One entry, written exactly as it would be written again: a line that can be read in two ways is refused. */
function readEntry(node: SourceNode, line: string): ApprovedEntry {
  const wrong = () => node.error("a line of it is no entry as `countersign approve` writes them", restoring);
  if (!isShallow(line)) throw wrong();
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    throw wrong();
  }
  if (!isEntry(parsed) || entryLine(parsed) !== line) throw wrong();
  return parsed;
}

const entryKeys: ReadonlySet<string> = new Set(["id", "change", "previous", "value"]);

function isEntry(parsed: unknown): parsed is ApprovedEntry {
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return false;
  const { id, change, previous } = parsed as { readonly [key: string]: unknown };
  return (
    typeof id === "string" &&
    approvedChanges.includes(change as ApprovedChange) &&
    (previous === undefined || (typeof previous === "string" && /^[0-9a-f]{64}$/.test(previous))) &&
    Object.keys(parsed).every((key) => entryKeys.has(key))
  );
}

/** Holds if the brackets of a JSON text nest no deeper than any value does, so that walks over it may recurse. */
function isShallow(json: string): boolean {
  let depth = 0;
  let quotedText = false;
  for (let index = 0; index < json.length; index++) {
    const character = json[index];
    if (quotedText) {
      if (character === "\\") index++;
      else if (character === '"') quotedText = false;
    } else if (character === '"') quotedText = true;
    else if (character === "{" || character === "[") {
      if (++depth > deepestValue) return false;
    } else if (character === "}" || character === "]") depth--;
  }
  return true;
}
