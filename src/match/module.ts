import type { Node } from "#model/document.ts";
import { bindText } from "#match/binding.ts";
import type { Search } from "#match/search.ts";

/** Holds if a pattern that names the module `asked` speaks of `written`: a module is also what lies within it. */
export function isModule(asked: string, written: string): boolean {
  if (written === asked || written.startsWith(`${asked}/`)) return true;
  return !asked.includes("/") && written.startsWith(`${asked}.`);
}

/** Matches the parts of a module's name: words, what is bound, and what is any. One name alone is bound to all of it. */
export function matchModule(
  search: Search,
  words: readonly (string | { readonly name: string } | undefined)[],
  node: Node,
): boolean {
  if (node.kind !== "module-name") return false;
  const whole = String(node.value);
  const written = words.length === 1 ? [whole] : whole.split(".");
  if (written.length < words.length) return false;
  let { start } = node;
  return words.every((word, index) => {
    const text = written[index]!;
    const span = { start, end: start + text.length };
    start = span.end + 1;
    if (typeof word === "string") return word === text;
    return word === undefined || search.bind(word.name, () => bindText(text, span));
  });
}
