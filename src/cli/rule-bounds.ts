import { never, OutOfTime } from "#match/fuel.ts";
import { UserError } from "#model/user-error.ts";

/** Characters of all rules of a run, and files and rules: a scanned tree can name any number of them. */
const mostCharacters = 33_554_432;
const mostFiles = 10_000;
const mostRules = 20_000;

interface NamedText {
  readonly name: string;
  readonly text: unknown;
}

/** The reading of a run's rules: each file once, however often it is named, and no more than a run can bear. */
export class RuleReading<File extends NamedText> {
  /** Milliseconds since 1970. */
  readonly deadline: number;
  readonly #known = new Map<string, File>();
  #characters = 0;
  #rules = 0;

  constructor(deadline = never) {
    this.deadline = deadline;
  }

  /** The file at a path, read when it is first asked for. Throws a `UserError` where there is too much, or no more time. */
  take(path: string, read: () => File): File {
    if (Date.now() > this.deadline) throw tooLate();
    const known = this.#known.get(path);
    if (known) return known;
    const file = read();
    this.#known.set(path, file);
    this.#characters += String(file.text).length;
    if (this.#known.size > mostFiles)
      throw new UserError(`more than ${mostFiles} files of rules`, { where: file.name });
    if (this.#characters > mostCharacters)
      throw new UserError(`the rules have more than ${mostCharacters} characters in all`, { where: file.name });
    return file;
  }

  /** Counts rules of a file. Throws a `UserError` where they are too many. */
  count(rules: number, file: string): void {
    this.#rules += rules;
    if (this.#rules > mostRules) throw new UserError(`more than ${mostRules} rules in all`, { where: file });
  }

  /** Waits for work on rules; throws a `UserError` where it ran out of time: without its rules a tree is not judged. */
  async inTime<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } catch (error) {
      throw error instanceof OutOfTime ? tooLate() : error;
    }
  }
}

function tooLate(): UserError {
  return new UserError("the time limit ended the scan while rules were read", {
    suggestion: "Raise the limit with `--timeout`, or leave rules out.",
  });
}
