import type { Value } from "#access/value.ts";
import { compareText } from "#model/location.ts";
import { type Selection, selected, textsAt, toldAt } from "#identity/selector.ts";

const hole = /\$\(((?:[^()]|\(\))+)\)/g;
const wholeHole = /^\$\(((?:[^()]|\(\))+)\)$/;

/** What a text of a row says of a call; what is not known is `*`. One text for each of the values that are known. */
export function textOf(template: string, selection: Selection): string {
  return template.replace(hole, (_whole, selector: string) => {
    const texts = [...new Set(textsAt(selector, selection))];
    if (selector.endsWith("[]") && texts.length > 1) return joined(texts);
    return texts.length === 1 ? texts[0]! : "*";
  });
}

const selectorsByText = new Map<string, readonly string[]>();

/** The selectors that a text of a row holds, each once. */
export function selectorsOf(template: string): readonly string[] {
  const known = selectorsByText.get(template);
  if (known) return known;
  const selectors = [...new Set([...template.matchAll(hole)].map(([, selector]) => selector!))];
  selectorsByText.set(template, selectors);
  return selectors;
}

/** Keys are read by people: of more items than fit, the first ones. */
const longestJoin = 200;

function joined(texts: readonly string[]): string {
  const whole = texts.toSorted(compareText).join(", ");
  return whole.length <= longestJoin ? whole : `${whole.slice(0, longestJoin)}…`;
}

/** What a value of a row says of a call; undefined for what is not known. */
export function valueOf(template: unknown, selection: Selection): unknown {
  if (typeof template === "string") return ofText(template, selection);
  if (Array.isArray(template)) return sorted(template.flatMap((item) => allOf(item, selection)));
  if (template === null || typeof template !== "object") return template;
  const entries = Object.entries(template).map(([key, inner]) => [key, valueOf(inner, selection)] as const);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
}

function sorted(values: readonly unknown[]): readonly unknown[] {
  return [...new Set(values)].sort((left, right) => compareText(String(left), String(right)));
}

function ofText(template: string, selection: Selection): unknown {
  const [, selector] = wholeHole.exec(template) ?? [];
  if (selector === undefined) return template.includes("$(") ? textOf(template, selection) : template;
  const told = toldAt(selector, selection).flatMap((value) => (value.kind === "constant" ? [value.value] : []));
  const constants = [...new Set(told)];
  if (constants.length > 1 && selector.endsWith("[]")) return joined([...new Set(constants.map(String))]);
  return constants.length === 1 && constants[0] !== null ? constants[0] : undefined;
}

/** All values of an item of a list. */
function allOf(template: unknown, selection: Selection): readonly unknown[] {
  if (typeof template !== "string") return [template];
  const [, selector] = wholeHole.exec(template) ?? [];
  if (selector === undefined) return [textOf(template, selection)];
  return toldAt(selector, selection).flatMap((value) => wordsOf(value, selection));
}

/** The words of a value: a list is all that is in it. */
function wordsOf(value: Value, { evaluator }: Selection): readonly string[] {
  if (value.kind === "constant") return [String(value.value)];
  if (value.kind !== "list") return [];
  return value.items.flatMap((item) => evaluator.keysOf(item.value));
}

/** Holds if everything that a text of a row asks for is known. */
export function isKnown(template: unknown, selection: Selection): boolean {
  if (Array.isArray(template)) return template.every((item) => isKnown(item, selection));
  if (typeof template !== "string") return true;
  return [...template.matchAll(hole)].every(([, selector]) => {
    const values = toldAt(selector!, selection);
    return (
      values.length > 0 &&
      values.every((value) => value.kind === "constant" || (value.kind === "list" && !value.isOpen))
    );
  });
}

/** Holds if a text of a row asks for what only a caller of the function around the call knows. */
export function asksCaller(template: unknown, selection: Selection): boolean {
  if (Array.isArray(template)) return template.some((item) => asksCaller(item, selection));
  if (template !== null && typeof template === "object")
    return Object.values(template).some((item) => asksCaller(item, selection));
  if (typeof template !== "string") return false;
  return [...template.matchAll(hole)].some(([, selector]) =>
    selected(selector!, selection).some(({ kind }) => kind === "parameter"),
  );
}
