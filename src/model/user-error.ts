/** Characters of a message. What it quotes may come from a scanned tree, and be of any length. */
const longestMessage = 2000;

/** Characters of a word that a message quotes. */
const longestName = 80;

/** A text, or its beginning where it is longer than that. */
export function cutShort(text: string, most = longestName): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}

/** A mistake of the user's: a wrong flag, path, configuration or rule. Told as one message, exit code 2. */
export class UserError extends Error {
  override readonly name = "UserError";
  /** `file:line:column` of the mistake, where it has one. */
  readonly where: string | undefined;
  /** What to do instead, as one sentence. */
  readonly suggestion: string | undefined;
  /** Paths and ids that the message speaks of: they are shown whatever they look like. */
  readonly names: readonly string[];

  constructor(
    message: string,
    details: {
      readonly where?: string | undefined;
      readonly suggestion?: string | undefined;
      readonly names?: readonly string[];
    } = {},
  ) {
    super(cutShort(message, longestMessage));
    this.where = details.where;
    this.suggestion = details.suggestion;
    this.names = details.names ?? [];
  }
}

/** Characters of a misspelt word that are looked at. */
const longestWord = 60;

/** The known word nearest to a misspelt one, if one is near: at most two letters wrong, or a third of them; one of three. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = (word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3))) + 1;
  for (const candidate of known) {
    // Words of other lengths are at least as far as their lengths are.
    if (Math.abs(Math.min(word.length, longestWord) - candidate.length) >= least) continue;
    const distance = editDistance(word.slice(0, longestWord).toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** As `nearest`; where no name is near, the shortest that holds the word: `jwt-alg-none` of `jwt-alg-none-allowed`. */
export function nearestName(word: string, known: Iterable<string>): string | undefined {
  const names = [...known];
  const holding = word.length < 4 ? [] : names.filter((name) => name.includes(word));
  return nearest(word, names) ?? holding.sort((left, right) => left.length - right.length)[0];
}

function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const substitution = previous[column - 1]! + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[right.length]!;
}
