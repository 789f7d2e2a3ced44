import { passed, quotedAt, type Range } from "#secrets/quoted.ts";

/** Items of one list that are looked at, so that lists within lists cost no more than their sum. */
const mostItems = 100;

const listHead = /[[{(][ \t\r\n]{0,80}/y;
const key = /(?:\\?["'`])?[\w.-]{1,80}(?:\\?["'`])?[ \t]{0,8}(?::|=>?)[ \t]{0,8}/y;
const separator = /\\?["'`]{1,3}[ \t\r\n]{0,80},[ \t\r\n]{0,80}/y;
const bullet = /[ \t]{0,8}\r?\n[ \t]{0,40}-[ \t]{1,8}/y;
const oneWord = /[^\s,;"'`<>(){}[\]&|]+(?=[ \t]*(?:\r?\n|$))/y;

/**
 * What a list at `at` holds, as far as it can be read without its syntax: quoted items of brackets, quoted values of
 * braces, or what follows the bullets of the next lines where that is one word or quoted. None where no list begins.
 */
export function itemsAt(text: string, at: number): readonly Range[] {
  const first = passed(listHead, text, at);
  return first > at ? bracketed(text, first) : bulleted(text, at);
}

function bracketed(text: string, first: number): readonly Range[] {
  const items: Range[] = [];
  for (let at = first; items.length < mostItems;) {
    const item = quotedAt(text, passed(key, text, at)) ?? quotedAt(text, at);
    if (!item) break;
    items.push(item);
    const next = passed(separator, text, item.end);
    if (next === item.end) break;
    at = next;
  }
  return items;
}

function bulleted(text: string, first: number): readonly Range[] {
  const items: Range[] = [];
  for (let at = first; items.length < mostItems;) {
    const start = passed(bullet, text, at);
    if (start === at) break;
    const quoted = quotedAt(text, start);
    const item = quoted ?? { start, end: passed(oneWord, text, start) };
    if (item.end === item.start) break;
    items.push(item);
    at = quoted ? passed(/\\?["'`]{1,3}/y, text, item.end) : item.end;
  }
  return items;
}
