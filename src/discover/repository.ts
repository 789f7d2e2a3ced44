import { existsSync } from "node:fs";
import { join } from "node:path";

import { repositoryTop } from "#discover/git.ts";
import { askGit, gitProgram } from "#discover/git-process.ts";
import type { GitPlace, GitQuestion } from "#discover/git-process.ts";
import { UserError } from "#model/user-error.ts";

/** The name that git gives to a commit, tree or blob: 40 or 64 hexadecimal digits. */
export type ObjectId = string;

/** A repository that git can read. Plain data, so that a thread can ask too. */
export interface GitRepository extends GitPlace {
  /** The digest by which git names objects. */
  readonly objectFormat: "sha1" | "sha256";
  /** Holds if the clone was cut off from older commits. */
  readonly shallow: boolean;
}

/** Milliseconds for questions about whole trees and histories, which a large repository needs. */
export const patience = 120_000;

/**
 * The repository that the folder lies in, or that it is, if it is a bare one; `searchPath` is written like PATH.
 * Throws a `UserError` if there is none, or no git to ask.
 */
export function openRepository(folder: string, searchPath: string): GitRepository {
  const top = repositoryTop(folder);
  if (top === undefined && !looksBare(folder)) {
    throw new UserError("this folder lies in no git repository, so there are no revisions to read");
  }
  const program = gitProgram(searchPath, [top ?? folder]);
  if (program === undefined) {
    throw new UserError("git was not found", { suggestion: "Install git, or put its folder into PATH." });
  }
  const place = top === undefined ? { program, gitDir: folder } : { program, gitDir: join(top, ".git"), top };
  const answer = askGit(place, { words: ["rev-parse", "--show-object-format", "--is-shallow-repository"] });
  if ("failure" in answer) {
    throw new UserError(`git cannot read this repository: ${answer.failure}`, {
      suggestion: "`git status` says what is wrong; a newer git may know the repository's format.",
    });
  }
  const [format, shallow] = answer.toString("latin1").split("\n");
  return { ...place, objectFormat: format === "sha256" ? "sha256" : "sha1", shallow: shallow === "true" };
}

function looksBare(folder: string): boolean {
  return ["HEAD", "objects", "refs"].every((name) => existsSync(join(folder, name)));
}

/** Git's answer to a question that a sound repository always answers. Throws a `UserError` if there is none. */
export function gitAnswer(repository: GitPlace, question: GitQuestion): Buffer {
  const answer = askGit(repository, { timeout: patience, ...question });
  if ("failure" in answer) {
    const suggestion = "The repository may be damaged: `git fsck` says.";
    throw new UserError(`git could not be asked for '${question.words[0]}': ${answer.failure}`, { suggestion });
  }
  return answer;
}

/** Git's answer to a question that may have none: then undefined. */
export function gitAnswerIfAny(repository: GitPlace, question: GitQuestion): Buffer | undefined {
  const answer = askGit(repository, { timeout: patience, ...question });
  return "failure" in answer ? undefined : answer;
}

/** The lines of an answer that is ASCII or UTF-8 and holds no names of files. */
export function linesOfAnswer(answer: Buffer): string[] {
  return answer.toString("utf8").split("\n").slice(0, -1);
}
