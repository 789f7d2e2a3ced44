import type { Problem, ProblemKind } from "#model/problem.ts";
import { counted } from "#report/shown.ts";
import { shorten, visible } from "#report/visible.ts";

/** How a kind of problem is spoken of. */
export interface ProblemText {
  /** Singular and plural of a file that has it. */
  readonly files: readonly [one: string, many: string];
  /** Singular and plural of a folder that has it. */
  readonly folders: readonly [one: string, many: string];
  /** Holds if nothing of the file was read, so that it counts as "not read" rather than as "noted". */
  readonly unread: boolean;
  /** Holds if somebody wrote what is wrong and can mend it, so that the place matters. */
  readonly actionable: boolean;
  /** What the kind means, in a sentence. */
  readonly meaning: string;
  /** What to do about it, in a sentence. */
  readonly help: string;
}

type Wording = readonly [one: string, many: string, meaning: string, help: string];

const readKind = (wording: Wording): ProblemText => problemText(wording, { unread: false, actionable: false });
const unreadKind = (wording: Wording): ProblemText => problemText(wording, { unread: true, actionable: false });
const actionableKind = (wording: Wording): ProblemText => problemText(wording, { unread: false, actionable: true });

function problemText(
  [one, many, meaning, help]: Wording,
  traits: Pick<ProblemText, "unread" | "actionable">,
): ProblemText {
  return { files: [one, many], folders: [`folder with ${many}`, `folders with ${many}`], meaning, help, ...traits };
}

const texts: Readonly<Record<ProblemKind, ProblemText>> = {
  binary: unreadKind(["binary file", "binary files", "A file is not text.", "Nothing to do if no agent reads it."]),
  oversized: unreadKind([
    "oversized file",
    "oversized files",
    "A file is larger than the limit.",
    "Raise the limit with `--max-file-size` if the file matters.",
  ]),
  minified: unreadKind([
    "minified file",
    "minified files",
    "A file is generated and minified.",
    "Scan what it was generated from.",
  ]),
  vendored: {
    ...unreadKind([
      "file of vendored code",
      "files of vendored code",
      "Third-party code that is kept in the tree was passed over.",
      "Scan the folder by itself if it matters.",
    ]),
    folders: ["folder of vendored code", "folders of vendored code"],
  },
  "unsupported-language": unreadKind([
    "file in a language that is not understood",
    "files in languages that are not understood",
    "A file is written in a language that is not understood.",
    "Review by hand the tools and credentials it declares.",
  ]),
  "unread-tools": readKind([
    "program whose tools are not in the inventory",
    "programs whose tools are not in the inventory",
    "A program declares tools, servers or agents; rules look at it, but what it declares is not in the inventory.",
    "Review by hand the tools and credentials it declares.",
  ]),
  "special-file": unreadKind([
    "special file",
    "special files",
    "A device, a socket or a pipe was passed over.",
    "Remove it from the tree.",
  ]),
  symlink: unreadKind([
    "symbolic link",
    "symbolic links",
    "A symbolic link was not followed.",
    "Scan the target if it lies outside of the tree.",
  ]),
  submodule: {
    ...unreadKind([
      "submodule",
      "submodules",
      "A folder stands for a commit of another repository, which was not read.",
      "Scan that repository at that commit.",
    ]),
    folders: ["submodule", "submodules"],
  },
  "lfs-pointer": unreadKind([
    "file whose content lies in Git LFS",
    "files whose contents lie in Git LFS",
    "A file stands for content that is stored elsewhere.",
    "Fetch it with `git lfs pull`, and scan the work tree.",
  ]),
  unreadable: unreadKind([
    "unreadable file",
    "unreadable files",
    "A file could not be opened or read, or has a name that no tool can hand on.",
    "Grant read access or give it a plain name, and scan again.",
  ]),
  encoding: readKind([
    "file not written in UTF-8",
    "files not written in UTF-8",
    "A file is not valid UTF-8, and was read as what it looks like.",
    "Save the file as UTF-8.",
  ]),
  "parse-error": readKind([
    "file with syntax errors",
    "files with syntax errors",
    "A part of a file could not be parsed.",
    "Mend the syntax at the place given.",
  ]),
  "duplicate-key": readKind([
    "duplicate key",
    "duplicate keys",
    "A key is written twice, and readers differ in which one counts.",
    "Remove one of the two.",
  ]),
  "too-deep": readKind([
    "file nested too deep",
    "files nested too deep",
    "A file is nested deeper than the limit.",
    "Flatten the file.",
  ]),
  "too-complex": readKind([
    "file too complex to analyse in full",
    "files too complex to analyse in full",
    "The analysis of a file reached its limit of steps.",
    "Split the file.",
  ]),
  "changed-during-scan": readKind([
    "file changed during the scan",
    "files changed during the scan",
    "A file changed while it was read.",
    "Scan again.",
  ]),
  "time-limit": readKind([
    "file left out at the time limit",
    "files left out at the time limit",
    "The time limit ended the scan.",
    "Raise the limit with `--timeout`.",
  ]),
  "ignored-artifact": readKind([
    "artifact that version control ignores",
    "artifacts that version control ignores",
    "A file that agents obey is excluded from version control or from the scan.",
    "Include the file if agents of others obey it too.",
  ]),
  "unused-ignore": actionableKind([
    "unused ignore",
    "unused ignores",
    "An ignore matches no finding.",
    "Remove the ignore.",
  ]),
  "bad-ignore": actionableKind([
    "invalid ignore",
    "invalid ignores",
    "An ignore is not valid and has no effect.",
    "Name a rule and give a reason: `countersign-ignore: rule-id -- reason`.",
  ]),
  "internal-error": readKind([
    "file whose analysis failed",
    "files whose analysis failed",
    "The analysis of a file failed, which is a fault of this program.",
    "Report it with the message; the rest of the scan is complete.",
  ]),
  cache: readKind([
    "doubt about the cache",
    "doubts about the cache",
    "What an earlier scan kept could not be used, or nothing could be kept.",
    "See the message; nothing is missing from this scan.",
  ]),
  git: {
    ...readKind([
      "question that git did not answer",
      "questions that git did not answer",
      "Git could not be asked, or did not know.",
      "See the message.",
    ]),
    folders: ["folder with ignore files and no repository", "folders with ignore files and no repository"],
  },
};

/** How problems of a kind are spoken of. */
export function problemTextOf(kind: ProblemKind): ProblemText {
  return texts[kind];
}

/** What a place that could not be read is, in a sentence, if the text is the name of a kind: `File with syntax errors.` */
export function problemSentence(kind: string): string | undefined {
  const text = Object.hasOwn(texts, kind) ? texts[kind as ProblemKind].files[0] : undefined;
  return text && `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

/** Problems that are told one by one, and the rest in words: what was not read at all, and what is only noted. */
export interface ProblemGroups {
  /** What may hold an artifact's identity. */
  readonly partial: readonly Problem[];
  /** What somebody wrote wrong and can mend. */
  readonly actionable: readonly Problem[];
  /** Empty where there is none, as the next one. */
  readonly unread: string;
  /** With the names of the first files, since each may matter. */
  readonly noted: string;
}

/** Sorts problems by how they are told. */
export function groupProblems(problems: readonly Problem[]): ProblemGroups {
  const partial = problems.filter((problem) => problem.partial);
  const actionable = problems.filter((problem) => !problem.partial && texts[problem.kind].actionable);
  const groups = [...problemsByKind(problems.filter(({ partial: holds, kind }) => !holds && !texts[kind].actionable))];
  const unread = groups.filter(([kind]) => texts[kind].unread).map(([kind, group]) => countProblems(kind, group));
  const noted = groups
    .filter(([kind]) => !texts[kind].unread)
    .map(([kind, group]) => `${countProblems(kind, group)} (${placesOf(group)})`);
  const isCut = groups.some(([kind, group]) => !texts[kind].unread && pathsOf(group).length > namesShown);
  const rest = isCut ? "; --format json lists them all" : "";
  return { partial, actionable, unread: unread.join(", "), noted: noted.join(", ") + rest };
}

/** Files that a count names. */
const namesShown = 3;
const nameLimit = 120;

function pathsOf(problems: readonly Problem[]): string[] {
  return [...new Set(problems.map(({ path }) => path))];
}

function placesOf(problems: readonly Problem[]): string {
  const paths = pathsOf(problems);
  const shown = paths.slice(0, namesShown).map((path) => visible(shorten(path, nameLimit)) || "no file");
  return shown.join(", ") + (paths.length > namesShown ? ` and ${paths.length - namesShown} more` : "");
}

/** Problems of one kind, in the order in which kinds first occur in a report. */
export function problemsByKind(problems: readonly Problem[]): ReadonlyMap<ProblemKind, readonly Problem[]> {
  const groups = new Map<ProblemKind, Problem[]>();
  for (const problem of problems) {
    const group = groups.get(problem.kind);
    if (group) group.push(problem);
    else groups.set(problem.kind, [problem]);
  }
  return groups;
}

/** How many there are, in words: `312 binary files`, `1 file and 4 folders of …`. All must be of one kind. */
export function countProblems(kind: ProblemKind, problems: readonly Problem[]): string {
  const { files, folders } = texts[kind];
  const folderCount = problems.filter((problem) => problem.path.endsWith("/")).length;
  const fileCount = problems.length - folderCount;
  const parts: string[] = [];
  if (fileCount > 0) parts.push(counted(fileCount, ...files));
  if (folderCount > 0) parts.push(counted(folderCount, ...folders));
  return parts.join(" and ");
}
