import type { Surprise } from "#secrets/bigrams.ts";
import { isPlaceholder } from "#secrets/placeholder.ts";

/** A body over this many bits for each pair of characters is not made of words: measured by `scripts/train-bigrams.ts`. */
export const randomSurprise = 5.5;

/** A run of letters and digits this long that reads like words was written by hand. */
const wordyRun = 14;

/** Below this many bits a run reads like words; a run drawn at random is never there. */
const wordySurprise = 4.6;

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
  return /EXAMPLE|example|XXXX|xxxx|(.)\1{5}|\*{3}|\.{3}/.test(text) || isMonotonous(text) || isWordy(text, surprise);
}

/** Few different characters, one step from each to the next, or a block that is repeated. */
export function isMonotonous(text: string): boolean {
  const characters = text.replace(/[^A-Za-z0-9]/g, "").slice(0, longestBody);
  if (characters.length < 8) return false;
  const different = new Set(characters).size;
  if (different <= 4 || (characters.length >= 24 && different <= 7)) return true;
  return isCounted(characters, 1) || isCounted(characters, 2) || isRepeated(characters);
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

/** Holds if a block of at most a third of the text fills it. */
function isRepeated(text: string): boolean {
  for (let period = 1; period <= text.length / 3; period++) {
    let same = 0;
    for (let index = period; index < text.length; index++) if (text[index] === text[index - period]) same++;
    if (same * 10 >= (text.length - period) * 9) return true;
  }
  return false;
}

/** Holds if the longest run of letters and digits reads like words. */
function isWordy(text: string, surprise: Surprise): boolean {
  const runs = text.match(/[A-Za-z0-9]+/g) ?? [];
  const longest = runs.reduce((known, run) => (run.length > known.length ? run : known), "");
  return longest.length >= wordyRun && /[g-zG-Z]/.test(longest) && surprise(longest) < wordySurprise;
}
