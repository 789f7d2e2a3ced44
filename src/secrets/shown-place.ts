import { isTestPath } from "#discover/classify.ts";
import type { RepoPath } from "#model/location.ts";
import { containersAround } from "#secrets/enclosing.ts";
import { isProgram } from "#secrets/place.ts";
import { wordsOf } from "#secrets/secret-name.ts";

/**
 * Addresses of pictures that documents show, of scripts of pages, and those by which a store hands one file to everybody
 * who has the link: what is sent with them is sent by all who read the document.
 */
const shared =
  /(?:(?:badge|shield|\.(?:svg|png|gif|jpe?g|webp|avif|js))[^\s"'()<>]{0,40}[?&][\w.%=&#;-]{0,100}|[?&]alt=media&[\w#;]{0,8})$/i;

/** The address of what a page loads from elsewhere, up to a place in it: whoever opens the page sends it. */
const loaded = /<(?:script|img|iframe|embed|source)\s[^<>]{0,400}?(?:^|\s)(?:data-)?src=["'][^"'<>\s]{1,500}$/i;

/** Characters before a name in which the address around it, and what loads it, is looked for. */
const longestAddress = 300;
const longestTag = 700;

/** What begins a parameter, also as HTML writes it. */
const parameter = /(?:[?&]|&(?:amp|#38|#x26);)$/i;

/** Holds for a parameter of such an address: a token for a badge shows the badge and nothing else. */
export function isOfShared(text: string, nameStart: number): boolean {
  const before = text.charCodeAt(nameStart - 1);
  if (before !== 63 && before !== 38 && before !== 59) return false;
  const address = text.slice(Math.max(0, nameStart - longestAddress), nameStart);
  if (!parameter.test(address)) return false;
  return shared.test(address) || loaded.test(text.slice(Math.max(0, nameStart - longestTag), nameStart));
}

/** Characters of a comment before a place in which an example begins. */
const longestExample = 3000;

/** The line of a comment up to a place in it. */
const commentLine = /(?:^|\n)[ \t]{0,40}(?:\*|\/\/|#)[^\n]*$/;

/**
 * Holds within an example that the comment of a documented declaration gives: behind `@example`, before another tag and
 * the comment's end; or below `example:` of a description of an interface in it.
 */
export function isInDocumentedExample(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - longestExample), start);
  if (!commentLine.test(before)) return false;
  if (isBelowExample(before)) return true;
  const at = before.lastIndexOf("@example");
  if (at < 0) return false;
  const between = before.slice(at + 1);
  return !between.includes("*/") && !/\n[ \t]{0,40}(?:\*|\/\/|#)?[ \t]{0,8}@[a-z]/.test(between) && isComment(between);
}

/** Holds if every line that follows is one of a comment. */
function isComment(lines: string): boolean {
  return lines
    .split("\n")
    .slice(1)
    .every((line) => /^[ \t]{0,40}(?:\*|\/\/|#)/.test(line));
}

/** A key in a line of a comment. */
const commentedKey = /^[ \t]{0,40}(?:\*|\/\/|#)([ \t]{1,80})(?:- )?["']?([\w-]{1,60})["']?[ \t]{0,4}:/;

/** Holds if the last line is below a key in the comment above that says that it is an example. */
function isBelowExample(before: string): boolean {
  const lines = before.split("\n").toReversed();
  let indentation = Infinity;
  for (const line of lines) {
    if (!/^[ \t]{0,40}(?:\*|\/\/|#)/.test(line)) return false;
    const [, spaces = "", key] = commentedKey.exec(line) ?? [];
    if (key === undefined || spaces.length >= indentation) continue;
    if (/^examples?$/i.test(key)) return true;
    indentation = spaces.length;
  }
  return false;
}

/** The key or the attribute of what a form shows before anybody has written something into it. */
const shownInForm =
  /(?:^|[^\w-])placeholder(?:Text)?["']?[ \t]{0,4}[:=]>?[ \t]{0,4}(?:\{[ \t]{0,4})?["'`][^"'`\n]{0,40}$/i;

/** Holds for what a form shows as what is to be put there. */
export function isShownInForm(text: string, start: number): boolean {
  return shownInForm.test(text.slice(Math.max(0, start - 120), start));
}

/** Words that a list or an object of samples is called by. */
const samples: ReadonlySet<string> = new Set(
  "dummy example examples fake fixture fixtures mock mocked mocks sample samples stub".split(" "),
);

/**
 * Names of nothing but what stands for a credential. Of a product, `SAMPLE_LIBRARY_TOKEN` may be anything; what is fake
 * is so whatever it is of.
 */
const pretended =
  /^(?:(?:dummy|mock|stub)(?: (?:access|api|auth|bot|client|db|user))?|fake(?: [a-z\d]{1,20}){0,3})(?: (?:key|password|secret|token))+$/;

/**
 * Holds for a value that its own name calls a sample: `FAKE_TOKEN`, `mockSecret`. Among what programs start from, only
 * where the name says nothing else.
 */
export function isCalledSample(name: string | undefined, path: RepoPath): boolean {
  if (name === undefined) return false;
  const words = wordsOf(name);
  if (!words.some((word) => samples.has(word))) return false;
  return (
    isTestPath(path) || /\.(?:mdx?|mdc|markdown)$/i.test(path) || (isProgram(path) && pretended.test(words.join(" ")))
  );
}

/** What an event is told with, and the key that says which one it is. */
const payloads: ReadonlySet<string> = new Set("body data detail object payload".split(" "));
const eventKey = /["']?(?:event|event_?type|topic|webhook_?event)["']?[ \t]{0,4}:[ \t]{0,4}["'][\w.:/-]{3,60}["']/i;

/**
 * Holds in an object of a program that is called a sample, and in one that tells of an event: what it holds was of one
 * occasion. In files of data, a sample may be what others start from.
 */
export function isInSample(text: string, path: RepoPath, start: number): boolean {
  const isCode = isProgram(path);
  const containers = containersAround(text, start);
  return containers.some(({ names, start: bracket }, index) => {
    const words = wordsOf(names);
    if (isCode && words.some((word) => samples.has(word))) return true;
    const outer = containers[index + 1];
    if (!outer || !words.some((word) => payloads.has(word))) return false;
    return eventKey.test(text.slice(Math.max(outer.start, bracket - 600), bracket));
  });
}
