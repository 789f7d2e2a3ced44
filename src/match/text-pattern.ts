import type { Node } from "#model/document.ts";
import { PatternError } from "#match/pattern-error.ts";
import { stringRegex, type Pattern, type PatternPart, type ShapePattern } from "#match/pattern.ts";
import { isMetavariable, isRest, placeholderOf } from "#match/placeholder.ts";
import { isRegexError, translateRegex } from "#match/regex.ts";

/** The text of an element: an ellipsis, a metavariable, or text like other. */
export function jsxText(text: string): Pattern | undefined {
  if (text === "...") return { type: "any" };
  return isMetavariable(text) ? { type: "metavariable", name: text, content: false } : undefined;
}

/** The word that a node is, if it is a name. */
export function wordOf(node: Node | undefined): string | undefined {
  return node?.kind === "name" ? String(node.value) : undefined;
}

/** A name in a pattern. */
export function word(value: string): Pattern {
  const metavariable = metavariableOf(value);
  if (metavariable !== undefined) return { type: "metavariable", name: metavariable, content: false };
  if (placeholderOf(value)) return { type: "any" };
  return { type: "shape", kind: "name", value, parts: [] };
}

/** The metavariable that a word is, as it is written or as its placeholder. */
export function metavariableOf(text: string): string | undefined {
  const placeholder = placeholderOf(text);
  if (placeholder?.type === "metavariable") return placeholder.name;
  return isMetavariable(text) ? text : undefined;
}

/** A name in place of a value is bound; everything else is compared. */
export function valueOf(value: Node["value"]): Pick<ShapePattern, "value" | "names"> {
  const names = typeof value === "string" ? metavariableOf(value) : undefined;
  if (names !== undefined) return { names };
  return value === undefined ? {} : { value };
}

/** A module's name with metavariables or ellipses in it. */
export function moduleName(value: string): Pattern | undefined {
  const words = value.split(".").map((step) => {
    const name = metavariableOf(step);
    if (name !== undefined) return { name };
    return placeholderOf(step) ? undefined : step;
  });
  return words.every((step) => typeof step === "string") ? undefined : { type: "module", words };
}

/** A string in a pattern; `source` is how it is written. */
export function stringPattern(node: Node, source: string): Pattern {
  const value = String(node.value);
  if (value === "..." && node.label === "template") return { type: "any-string", withHoles: true };
  if (value === "..." && node.label === "f") return { type: "any-string", withHoles: true, isTemplate: true };
  if (node.label === "concatenated" && value.replaceAll("...", "") === "")
    return { type: "any-string", isConcatenated: true };
  if (value === "...") return { type: "any-string" };
  if (isMetavariable(value)) return { type: "metavariable", name: value, content: true };
  const placeholder = placeholderOf(value);
  if (placeholder?.type === "metavariable") return { type: "metavariable", name: placeholder.name, content: false };
  if (node.label === "template" && isRest(value)) return templateOf(value);
  // The expression is what is written, not what the language makes of its escapes.
  const expression = /^["'`]{1,3}=~\/([^]*)\/([im]?)["'`]{1,3}$/.exec(source);
  if (expression) return stringRegex(expression[1] ?? "", expression[2] ?? "");
  return { type: "scalar", kind: node.kind, value };
}

/** A template that is nothing but `$...X` is any template. */
function templateOf(name: string): Pattern {
  const parts: PatternPart[] = [
    { role: "tag", mode: "one", items: [] },
    { role: "part", mode: "list", items: [{ type: "rest", name }] },
  ];
  return { type: "shape", kind: "template", parts };
}

/** A regular expression in a pattern; undefined if it is compared as it is. */
export function regex(node: Node): Pattern | undefined {
  const value = String(node.value);
  const flags = node.label ? { label: node.label } : {};
  if (value === "...") return { type: "shape", kind: "regex", ...flags, parts: [] };
  if (isMetavariable(value)) return { type: "metavariable", name: value, content: true, of: "regex" };
  const expression = /^=~\/([^]*)\/?$/.exec(value);
  if (!expression) return undefined;
  const translated = translateRegex(expression[1] ?? "", { multiline: false, anchored: false, ignoreCase: false });
  if (isRegexError(translated)) throw new PatternError(`the regular expression cannot be read: ${translated.message}`);
  return { type: "string-regex", regex: translated };
}
