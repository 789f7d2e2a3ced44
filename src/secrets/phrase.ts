import type { Surprise } from "#secrets/bigrams.ts";

/** The letters that digits and marks stand for where words are written with them: `s3cr3t`, `P@$$w0rd`. */
const letters: ReadonlyMap<string, string> = new Map([
  ["0", "o"],
  ["1", "i"],
  ["3", "e"],
  ["4", "a"],
  ["5", "s"],
  ["7", "t"],
  ["@", "a"],
  ["$", "s"],
]);

/** Such characters between letters, one before a word, and one that ends it; what else ends a word is a number. */
const standIns =
  /(?<=[A-Za-z@$])[013457@$]+(?=[A-Za-z@$])|(?<![A-Za-z\d])[013457@$](?=[A-Za-z]{2})|(?<=[A-Za-z])[03@$](?![\w@$])/g;

/** The value with letters where digits and marks stand for them. */
export function inLetters(value: string): string {
  // Twice, since what is read as a letter makes another one stand between letters.
  let plain = value;
  for (let pass = 0; pass < 2; pass++) {
    plain = plain.replace(standIns, (run) => Array.from(run, (each) => letters.get(each) ?? each).join(""));
  }
  return plain;
}

/** Words for a secret, in several languages: who draws letters at random hardly ever meets one. */
const ownWords =
  /passw(?:or)?[dt]|passwort|se[ck]ret|geheim|contrase|segreto|motdepasse|qwerty|letmein|welcome|changeme/i;

/** Characters that may stand beside such a word: more may be a secret that is named by it. */
const mostBeside = 12;

/** Parts of a phrase: a word in one case, with a capital maybe. */
const words = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g;
const runs = /[A-Za-z]{3,}/g;

/** Longer values are no phrases that somebody types. */
const longestPhrase = 64;

/** How much of a phrase is words, how long they are and how usual: of values drawn at random, one in a thousand of the shortest passes. */
const fewestLetters = 0.65;
const shortestWords = 3.2;
const wordSurprise = 4.6;
const runSurprise = 4;

/**
 * Holds for what reads like words once digits and marks are read as the letters that they stand for: somebody thought
 * of it. Words are told apart by their capitals; in one case, only all of it can be judged.
 */
export function isPhrase(value: string, surprise: Surprise): boolean {
  if (value.length > longestPhrase) return false;
  const plain = inLetters(value);
  if (ownWords.test(plain) && plain.replace(ownWords, "").length <= mostBeside) return true;
  const isMixed = /[a-z]/.test(plain) && /[A-Z]/.test(plain);
  const found = plain.match(isMixed ? words : runs) ?? [];
  const length = found.reduce((sum, word) => sum + word.length, 0);
  if (length < value.length * fewestLetters || length < found.length * shortestWords) return false;
  const bits = found.reduce((sum, word) => sum + surprise(word.toLowerCase()) * word.length, 0);
  return bits < length * (isMixed ? wordSurprise : runSurprise);
}
