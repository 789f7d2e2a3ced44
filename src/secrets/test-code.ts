import { isTest } from "#discover/classify.ts";
import type { RepoPath, Span } from "#model/location.ts";
import type { Surprise } from "#secrets/bigrams.ts";
import { opaqueLength } from "#secrets/made-up.ts";
import { inLetters } from "#secrets/phrase.ts";
import { wordsOf } from "#secrets/secret-name.ts";

/** Where Rust puts the tests of a file: a module of it, up to the brace at the beginning of a line. */
const rustTests =
  /^#\[cfg\(test\)\]\s{1,20}(?:#\[[^\]\n]{0,200}\]\s{1,20})?(?:pub(?:\(\w{1,10}\))? )?mod \w{1,80} \{/gm;

/** What programs that run tests are told by: a file of theirs sets up what tests are run with, and nothing else. */
const runnerSettings =
  /(?:^|\/)(?:ava|cypress|jasmine|jest|karma|mocha|nightwatch|playwright|protractor|vitest|wdio)(?:[.-][\w-]{1,40}){0,4}[.-](?:conf|config|setup|workspace)(?:[.-][\w-]{1,40}){0,2}\.[cm]?[jt]sx?$/i;

/** Tells of places in a file whether they are in a test: all of them by its path, or those in a module of tests. */
export function testOf(text: string, path: RepoPath): (at: number) => boolean {
  if (isTest(path) || runnerSettings.test(path)) return () => true;
  if (!path.endsWith(".rs")) return () => false;
  let modules: readonly Span[] | undefined;
  return (at) => {
    modules ??= testModules(text);
    let low = 0;
    for (let high = modules.length; low < high;) {
      const middle = (low + high) >> 1;
      if (modules[middle]!.end <= at) low = middle + 1;
      else high = middle;
    }
    return low < modules.length && modules[low]!.start <= at;
  };
}

/** In source order; none lies in another one. Linear in the text. */
function testModules(text: string): readonly Span[] {
  const modules: Span[] = [];
  let last = 0;
  for (const { index: start } of text.matchAll(rustTests)) {
    if (start < last) continue;
    const end = text.indexOf("\n}", start);
    last = end < 0 ? text.length : end;
    modules.push({ start, end: last });
  }
  return modules;
}

/** Words with which a test says that a value is its own, and how long it is. */
const standsIn =
  /(?:^|[^a-z])(?:test(?:ing)?|tests|mock|stub|fixture|sample|some|super|initial|updated)(?![a-z])|\d[-_ ]?(?:chars?|characters|bytes|bits)(?![a-z])/i;

/** Words with which a value says wherever it stands that it is one of a test or a desk. */
const passes = /(?:^|[^a-z])(?:test(?:ing)?|tests|e2e|ci|mock|fake|dummy|dev|local)(?![a-z])/i;

/** How long somebody made it so that it is taken. */
const itsLength =
  /\d[-_ ]?(?:chars?|characters|bytes|bits)(?![a-z])|(?:^|[^a-z])(?:for|in)[-_ ](?:the[-_ ])?(?:ci|e2e|(?:unit|integration)[-_ ]?)?[-_ ]?(?:tests?|testing|e2e|ci)(?![a-z])/i;

/** Words that say what kind of secret a value is. */
const kinds: ReadonlySet<string> = new Set("credential hook jwt key pass password secret token webhook".split(" "));

/**
 * Holds for a value of words and numbers alone that say what it is: a stand-in, how long, or its own name and kind, as
 * in `mock-session-secret-64-bytes` and `client_secret_7` for `clientSecret`.
 */
export function describesItself(value: string, name: string, surprise: Surprise): boolean {
  const plain = inLetters(value);
  if (!/[-_. ]/.test(plain) || opaqueLength(plain, surprise) > 0) return false;
  if (standsIn.test(plain)) return true;
  const words = wordsOf(plain);
  const own = new Set(wordsOf(name));
  return words.some((word) => kinds.has(word)) && words.some((word) => own.has(word));
}

/**
 * Holds for words that say, wherever they stand, that they are for tests or a desk, and that they are as long as they
 * must be or what they are for: `e2e-test-secret-at-least-32-chars-long`.
 */
export function isMadeToPass(value: string): boolean {
  return passes.test(value) && itsLength.test(value) && /^[a-z][a-z\d]+(?:[-_. ][a-z\d]+){2,}!*$/i.test(value);
}

/** How much of a value its words of three letters and more are, where somebody spelt out what it is. */
const mostlyWords = 0.6;

/** Holds for words one behind the other, told apart by capitals, that say what kind of secret it is: `acme_validApiKey123`. */
export function isSpeltOut(value: string, surprise: Surprise): boolean {
  const words = value.replace(/([a-z])(?=[A-Z])/g, "$1 ").split(/[^A-Za-z0-9]+/);
  if (opaqueLength(words.join(" "), surprise) > 0) return false;
  const own = words.map((word) => word.toLowerCase().replace(/\d{1,4}$/, ""));
  const spelt = own.filter((word) => kinds.has(word) || word.length >= 3).join("").length;
  return own.some((word) => kinds.has(word)) && spelt >= value.length * mostlyWords;
}

/** Holds for a value that only says the name that it is given, in another case, with other marks or a number. */
export function saysName(value: string, name: string): boolean {
  const own = wordsOf(name).join("");
  return [value, value.replace(/[-_ ]?\d{1,4}$/, "")].some((each) => wordsOf(each).join("") === own);
}

/** Words of passwords on a desk, beside those of whose they are. */
const ofDesk =
  "dev|develop|local|test|testing|e2e|ci|demo|admin|root|user|db|database|pass|passwd|password|pw|pwd|secret|key|my";

/** Longer values are no such words. */
const longestDesk = 60;

/** Holds for a password of words alone that say whose it is and that it is one: `ledger_dev_pw1` for `ledger`. */
export function isOfDesk(value: string, owners: readonly string[]): boolean {
  if (value.length > longestDesk) return false;
  const own = owners.filter((word) => /^[a-z\d]{3,30}$/.test(word));
  const words = new RegExp(`^(?:(?:${[...own, ofDesk].join("|")})[-_.]?){1,6}\\d{0,6}!{0,2}$`);
  return words.test(value.toLowerCase());
}
