import { sends } from "#artifact/prose-exceptions.ts";
import type { Node } from "#model/document.ts";

/** The text without what stands in quotation marks, where that is more than a word: things said, not asked for. */
export function unquoted(text: string): string {
  return text.replace(
    /(?<![\p{L}\p{N}])"[^"\s]{0,80}\s[^"]{0,400}"|“[^”\s]{0,80}\s[^”]{0,400}”|「[^」]{0,400}」/gu,
    "…",
  );
}

/** A quotation mark that opens: after a space or a bracket, before a word. */
const opening = /(?<![^\s([{—–:])["“](?=[^\s"”])/g;

/** One that closes: after a word or a stop. */
const closing = /(?<=[^\s"“([{])["”](?![\p{L}\p{N}])/u;

/** A paragraph ends, and with it what is said in it. */
const paragraphEnd = /\n[ \t>]*\n|\n[ \t>]*(?:[-*+]|\d{1,4}[.)]|#{1,6})[ \t]/;

/** How far a quotation may go on behind the sentence that it begins in. */
const longestSpeech = 1000;

/** A sentence without what is said in it, and that. */
export interface Heard {
  readonly rest: string;
  readonly said: string;
}

/**
 * Gives sentences without what is said in a quotation that goes on over several of them; without its end in the same
 * paragraph a mark begins nothing. To be asked for sentences in source order. Linear over all of them.
 */
export function speechReader(source: string): (sentence: Node, text: string) => Heard {
  /** Where in the source the quotation ends that is being read. */
  let until = 0;
  return ({ start, end }, text) => {
    const { rest, said } = start < until ? afterSpeech(text, end <= until) : { rest: text, said: "" };
    const open = unclosed(rest);
    if (open < 0 || end <= until) return { rest, said };
    const close = closeAfter(source, end);
    if (close < 0) return { rest, said };
    until = end + close + 1;
    return { rest: `${rest.slice(0, open)}…`, said: rest.slice(open + 1) };
  };
}

function afterSpeech(text: string, isWhole: boolean): Heard {
  if (isWhole) return { rest: "…", said: text };
  const close = closing.exec(text);
  return close
    ? { rest: `…${text.slice(close.index + 1)}`, said: text.slice(0, close.index) }
    : { rest: text, said: "" };
}

/** Where the last quotation of a text opens, if it does not close in it. */
function unclosed(text: string): number {
  const last = [...text.matchAll(opening)].at(-1)?.index ?? -1;
  return last >= 0 && closing.test(text.slice(last + 1)) ? -1 : last;
}

/** How far behind `from` the quotation closes, before its paragraph ends. */
function closeAfter(source: string, from: number): number {
  const window = source.slice(from - 1, from + longestSpeech);
  const paragraph = paragraphEnd.exec(window)?.index ?? window.length;
  const close = closing.exec(window.slice(0, paragraph))?.index ?? -1;
  const next = [...window.slice(0, Math.max(close, 0)).matchAll(opening)].length;
  // What opens again before it closes is closed for itself.
  return close < 0 || next > 0 ? -1 : close - 1;
}

/** A label that forbids the sentences of its line: `**Never:** Push to main. Close issues.` */
const banningLabel =
  /^\W*(?:never|don['’]?ts?|do not|avoid|forbidden|prohibited|not allowed|you must not)(?:\*{0,2}:|:\*{0,2})\s/i;

/**
 * Tells which sentences stand on the line of a label that forbids; what is sent away is read all the same. To be asked
 * for sentences in source order.
 */
export function bansReader(source: string): (sentence: Node, text: string) => boolean {
  let until = 0;
  return ({ start, end }, text) => {
    if (start < until) return !sends(text, "credential");
    if (banningLabel.test(text)) {
      const window = source.slice(end, end + longestSpeech);
      until = end + (paragraphEnd.exec(window)?.index ?? window.length);
    }
    return false;
  };
}
