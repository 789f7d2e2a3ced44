import type { NamedPlace } from "#secrets/name-at.ts";
import { wordsOf } from "#secrets/secret-name.ts";
import type { PlacedValue } from "#secrets/value-at.ts";

/** Items or members of one value that are looked at, and characters of it. */
const mostParts = 20;
const longestComposed = 2000;

/** An item of a list in brackets or of a YAML block, quoted, with what stands before it. */
const listed = /[\s,]{0,60}(?:-[ \t]{1,8})?(\\{0,3}["'])([^\s"'\\,;[\]{}]{8,200})\1/y;
const bare = /[ \t]{0,60}\r?\n[ \t]{0,60}-[ \t]{1,8}()([\w+/=.~-]{8,200})(?=[ \t]{0,8}(?:#.{0,200})?(?:\r?\n|$))/y;

/** The beginning of an object that is written as a text within quotes. */
const objectHead = /\\{0,3}["'`]{1,3}\s{0,4}\{/y;

/** A member of it whose value is a text. */
const member =
  /(?<quote>\\{0,7}["'])(?<name>[\w.-]{1,60})\k<quote>\s{0,4}:\s{0,4}\k<quote>(?<value>[^\s"'\\]{8,200})\k<quote>/g;

/** Members that hold what an object is trusted for. Those that are called for a secret are found without it. */
const trusted: ReadonlySet<string> = new Set("hmac mac seal session sid sig signature ticket value".split(" "));

/** The values that a name is given as a list: in brackets, or as a block of YAML. */
export function listAt(text: string, { valueStart, tie }: NamedPlace): readonly PlacedValue[] {
  if (tie !== "assignment") return [];
  const inBrackets = text.charCodeAt(valueStart) === 91;
  if (!inBrackets && text.charCodeAt(valueStart) !== 10 && text.charCodeAt(valueStart) !== 13) return [];
  const pattern = inBrackets ? listed : bare;
  const found: PlacedValue[] = [];
  let at = inBrackets ? valueStart + 1 : valueStart;
  while (found.length < mostParts && at - valueStart < longestComposed) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) break;
    at = pattern.lastIndex;
    const end = at - match[1]!.length;
    found.push({ start: end - match[2]!.length, end, text: match[2]!, quoted: inBrackets });
  }
  return found;
}

/** What a text that is an object holds under the names of signatures and the like. */
export function membersAt(text: string, { valueStart, tie }: NamedPlace): readonly PlacedValue[] {
  objectHead.lastIndex = valueStart;
  if (tie !== "assignment" || !objectHead.test(text)) return [];
  const from = objectHead.lastIndex;
  const line = text.slice(from, from + longestComposed);
  const last = line.search(/[}\r\n]/);
  const found: PlacedValue[] = [];
  for (const { index, 0: whole, groups } of line.slice(0, Math.max(0, last)).matchAll(member)) {
    const { name, quote, value } = groups as { name: string; quote: string; value: string };
    if (!trusted.has(wordsOf(name).at(-1) ?? "")) continue;
    const end = from + index + whole.length - quote.length;
    found.push({ start: end - value.length, end, text: value, quoted: true });
    if (found.length === mostParts) break;
  }
  return found;
}
