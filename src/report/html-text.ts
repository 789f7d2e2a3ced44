import { visible } from "#report/visible.ts";

/** Finished markup: only `escaped` makes it, so that no text gets into a page as markup by mistake. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in a template: texts from anywhere, numbers, markup, lists of it, and nothing. */
export type Part = string | number | Markup | readonly Markup[] | undefined;

/** A template whose own words are markup; texts in it are made visible and escaped, in content and in quoted attributes. */
export function escaped(words: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let markup = words[0] ?? "";
  for (const [index, part] of parts.entries()) markup += markupOf(part) + (words[index + 1] ?? "");
  return { markup };
}

function markupOf(part: Part): string {
  if (part === undefined) return "";
  if (typeof part === "string" || typeof part === "number") return escape(String(part));
  return Array.isArray(part) ? part.map(({ markup }) => markup).join("") : (part as Markup).markup;
}

/** `#` and a second colon are escaped for build services, which take commands from whatever is in their log. */
function escape(text: string): string {
  return visible(text).replace(/[&<>"'`=#]|(?<=:):/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A value as JSON that may stand within a `script` element: nothing in it can end the element or begin another. */
export function scriptJson(value: unknown): Markup {
  const json = JSON.stringify(value).replace(/[<>&#\u2028\u2029]/g, unitEscape);
  return { markup: json };
}

function unitEscape(character: string): string {
  return String.raw`\u` + character.charCodeAt(0).toString(16).padStart(4, "0");
}
