import type { Value } from "#access/value.ts";
import { type Selection, selected, toldAt } from "#identity/selector.ts";
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
    const isOpen = selector.endsWith("[]") || (selector.includes("#word") && !isWritten(selector, selection));
    const options = isOpen ? [] : optionsOf(toldAt(selector, selection));
    if (options.length < 2 || choices.length * options.length > mostChoices) continue;
    choices = choices.flatMap((choice) =>
      options.map((option) => ({ ...choice, chosen: new Map([...(choice.chosen ?? []), [selector, option]]) })),
    );
  }
  return choices;
}

/** Holds if all that a word may be the first of is written down. */
function isWritten(selector: string, selection: Selection): boolean {
  const whole = selected(selector.replaceAll("#word", ""), selection);
  return whole.every((value) => {
    if (value.kind === "unknown") return /\S\s/.test(value.start ?? "");
    return value.kind !== "parameter" && value.kind !== "external";
  });
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
