import type { Value } from "#access/value.ts";
import { type Selection, toldAt } from "#identity/selector.ts";
import { selectorsOf } from "#identity/template.ts";

/** What may be more than this many things is told as one that is not known. */
const mostOptions = 4;
/** And so is what more of such come to together. */
const mostChoices = 8;

/**
 * What is looked at, once for each of what the places that a key names may be: `x ? "read" : "write"` is either. Only
 * where all that something may be is written down.
 */
export function choicesOf(key: string, selection: Selection): readonly Selection[] {
  let choices: readonly Selection[] = [selection];
  for (const selector of selectorsOf(key)) {
    const options = selector.endsWith("[]") ? [] : optionsOf(toldAt(selector, selection));
    if (options.length < 2 || choices.length * options.length > mostChoices) continue;
    choices = choices.flatMap((choice) =>
      options.map((option) => ({ ...choice, chosen: new Map([...(choice.chosen ?? []), [selector, option]]) })),
    );
  }
  return choices;
}

/** Different constants, if there is nothing else and they are few. */
function optionsOf(values: readonly Value[]): readonly Value[] {
  const texts = new Map<string, Value>();
  for (const value of values) {
    if (value.kind !== "constant" || value.value === null || texts.size > mostOptions) return [];
    texts.set(String(value.value), value);
  }
  return texts.size > mostOptions ? [] : [...texts.values()];
}
