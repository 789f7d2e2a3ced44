/** What may stand between the parts of a name that one star takes. */
export type Star = "everything" | "within-slashes";

/**
 * Holds if everything that the pattern `inner` stands for, `outer` stands for as well. `*` is any text, `?` any one
 * character; between slashes a single star stays between them, and two go on. Never says so wrongly; steps are at most
 * the product of both lengths.
 */
export function patternCovers(outer: string, inner: string, star: Star = "everything"): boolean {
  if (outer === inner || outer === "*" || outer === "**") return true;
  let at = 0;
  let from = 0;
  let back: { readonly at: number; from: number; readonly deep: boolean } | undefined;
  while (from < inner.length) {
    const stars = starsAt(outer, at);
    if (stars > 0) {
      back = { at: at + stars, from, deep: stars > 1 || star === "everything" };
      at = back.at;
    } else if (at < outer.length && fits(outer[at]!, inner[from]!)) {
      at++;
      from++;
    } else if (back && mayTake(back.deep, inner, back.from)) {
      back.from++;
      at = back.at;
      from = back.from;
    } else return false;
  }
  while (starsAt(outer, at) > 0) at += starsAt(outer, at);
  return at === outer.length;
}

function starsAt(pattern: string, at: number): number {
  let count = 0;
  while (pattern[at + count] === "*") count++;
  return count;
}

/** A star or a question mark of the inner pattern stands for more than one text, so no letter is equal to it. */
function fits(outer: string, inner: string): boolean {
  return inner !== "*" && (outer === inner || outer === "?");
}

/** Holds if a star may take the character: one that stays between slashes takes neither these nor two stars. */
function mayTake(deep: boolean, inner: string, from: number): boolean {
  if (deep) return true;
  return inner[from] !== "/" && !(inner[from] === "*" && (inner[from + 1] === "*" || inner[from - 1] === "*"));
}

/** Holds if every command that `inner` allows, `outer` allows. `git push:*` and `git push *` are both what starts so. */
export function commandCovers(outer: string, inner: string): boolean {
  const [whole, part] = [commandPattern(outer), commandPattern(inner)];
  return patternCovers(whole, part) || (whole.endsWith(" *") && part === whole.slice(0, -2));
}

function commandPattern(pattern: string): string {
  const text = pattern.trim();
  return text.endsWith(":*") ? `${text.slice(0, -2)} *` : text;
}

/** The tool of `Tool(pattern)` and what stands in its parentheses; without any, all of the tool. */
function toolPattern(text: string): readonly [string, string] {
  const open = text.indexOf("(");
  if (open < 0) return [text, "*"];
  return [text.slice(0, open), text.slice(open + 1, text.endsWith(")") ? -1 : undefined) || "*"];
}

/** Holds if what a gate or an entry of a tool list speaks of as `outer` includes what it speaks of as `inner`. */
export function toolCovers(outer: string, inner: string): boolean {
  if (outer === inner || outer === "*") return true;
  const [outerTool, outerPattern] = toolPattern(outer);
  const [innerTool, innerPattern] = toolPattern(inner);
  if (outerTool === innerTool) return commandCovers(outerPattern, innerPattern);
  return outerPattern === "*" && patternCovers(outerTool, inner);
}
