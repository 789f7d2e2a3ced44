import type { Surprise } from "#secrets/bigrams.ts";
import { isPlaceholder } from "#secrets/placeholder.ts";

/** A body over this many bits for each pair of characters is not made of words: measured by `scripts/train-bigrams.ts`. */
export const randomSurprise = 5.5;

/** A run of letters and digits this long that reads like words was written by hand. */
const wordyRun = 14;

/** Below this many bits a run reads like words; a run drawn at random is never there. */
const wordySurprise = 4.6;

/** The same for one word, which is shorter. */
const wordSurprise = 5.2;

/** Longer bodies are looked at in their beginning. */
const longestBody = 200;

/**
 * Holds for a token that somebody wrote by hand to stand for one: a placeholder, a run of the keyboard, counted
 * characters, one block again and again, few different characters, words. `body` is the token without its prefix: what
 * marks a test key (`sk_test_`) says nothing about it.
 */
export function isMadeUp(body: string, surprise: Surprise): boolean {
  const text = body.slice(0, longestBody);
  if (text.length < 72 && isPlaceholder(text)) return true;
  if (/EXAMPL|exampl|XXXX|xxxx|(.)\1{5}|\*{3}|\.{3}|…/.test(text)) return true;
  return isMonotonous(text) || holdsAlphabet(text) || isNearlyUuid(text) || isWordy(text, surprise);
}

const uuidLayout = /^[0-9a-z]{8}-(?:[0-9a-z]{4}-){3}[0-9a-z]{12}$/i;

/** Holds for the layout of a UUID in which some letters go beyond its digits: who typed it did not draw it. */
function isNearlyUuid(text: string): boolean {
  if (!uuidLayout.test(text)) return false;
  const beyond = text.match(/[g-z]/gi)?.length ?? 0;
  // Of letters and digits drawn at random, more than half are beyond.
  return beyond > 0 && beyond <= 11;
}

/** Characters in the order of the alphabet from which on nobody drew them; of every second one, fewer do. */
const alphabetRun = 8;
const sparseRun = 7;

/**
 * Holds if a part goes along the alphabet or counts, whatever the case, in steps of one or two: `dEfGhIjK`, `acegikmo`;
 * or if every second character does: `aXbQcRdTeYfZg`.
 */
function holdsAlphabet(text: string): boolean {
  const folded = text.toLowerCase();
  return longestWay(folded, 1, 2) >= alphabetRun || longestWay(folded, 2, 1) >= sparseRun;
}

/** How many characters at that distance from each other go on in the same step, of at most `widest` and not of none. */
function longestWay(text: string, distance: number, widest: number): number {
  let longest = 1;
  for (let first = 0; first < distance; first++) {
    let [length, before] = [1, 0];
    for (let index = first + distance; index < text.length; index += distance) {
      const step = text.charCodeAt(index) - text.charCodeAt(index - distance);
      if (step === 0 || Math.abs(step) > widest) length = 1;
      else length = step === before ? length + 1 : 2;
      before = step;
      longest = Math.max(longest, length);
    }
  }
  return longest;
}

/** Few different characters, one step from each to the next, or a block that is repeated. */
export function isMonotonous(text: string): boolean {
  const characters = text.replace(/[^A-Za-z0-9]/g, "").slice(0, longestBody);
  if (characters.length < 8) return false;
  const different = new Set(characters).size;
  if (different <= 4 || (characters.length >= 24 && different <= 7)) return true;
  return isCounted(characters, 1) || isCounted(characters, 2) || isRepeated(characters) || isInterleaved(characters);
}

/** Characters of one of two interleaved runs from which on they tell. */
const interleavedRun = 10;

/** Holds if every other character counts, as when two rows of a keyboard are played in turn: `9i8u7y6t5r`. */
function isInterleaved(text: string): boolean {
  if (text.length < 2 * interleavedRun) return false;
  const steps = [0, 0];
  for (let index = 2; index < text.length; index++) {
    if (Math.abs(text.charCodeAt(index) - text.charCodeAt(index - 2)) === 1) steps[index % 2]!++;
  }
  return Math.max(...steps) * 20 >= (text.length - 2) * 8;
}

/** Holds for `abcdefgh12345678`, and with a distance of two for `a1b2c3d4`. */
function isCounted(text: string, distance: number): boolean {
  let steps = 0;
  for (let index = distance; index < text.length; index++) {
    const step = text.charCodeAt(index) - text.charCodeAt(index - distance);
    if (step === 1 || step === -1 || step === 0) steps++;
  }
  return steps * 20 >= (text.length - distance) * 11;
}

/** Holds if a block of at most a third of the text fills it, but for a tenth. */
function isRepeated(text: string): boolean {
  for (let period = 1; period <= text.length / 3; period++) {
    let left = Math.floor((text.length - period) / 10);
    for (let index = period; index < text.length && left >= 0; index++)
      if (text[index] !== text[index - period]) left--;
    if (left >= 0) return true;
  }
  return false;
}

/** A part that is a word in one case, with a number behind it maybe, or counted characters. */
const numbered = /^([A-Za-z]?[a-z]*|[A-Z]+)(\d{0,4})$/;

/** Characters that are left of a value when its words, short numbers and counted characters are taken away. */
export function opaqueLength(text: string, surprise: Surprise): number {
  let length = 0;
  for (const part of text.split(/[^A-Za-z0-9]+/)) {
    if (!isReadable(part, surprise)) length += part.length;
  }
  return length;
}

function isReadable(part: string, surprise: Surprise): boolean {
  if (part.length < 4) return true;
  const word = numbered.exec(part)?.[1];
  if (word !== undefined && (word.length < 3 || surprise(word.toLowerCase()) < wordSurprise)) return true;
  return (
    isMonotonous(part) ||
    "01234567890".includes(part) ||
    /^(?:abc|xyz|foo|bar|test|key)+\d{1,6}(?:abc|xyz|def|key|test)?$/i.test(part)
  );
}

/** Holds if the longest run of letters and digits reads like words. */
function isWordy(text: string, surprise: Surprise): boolean {
  const runs = text.match(/[A-Za-z0-9]+/g) ?? [];
  const longest = runs.reduce((known, run) => (run.length > known.length ? run : known), "");
  return longest.length >= wordyRun && /[g-zG-Z]/.test(longest) && surprise(longest) < wordySurprise;
}
