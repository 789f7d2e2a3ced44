import { fitText, textWidth } from "#report/display-width.ts";
import type { FactText } from "#report/fact-text.ts";
import type { Style } from "#report/pretty-style.ts";
import { shorten } from "#report/visible.ts";

/** Lines that the values of one row may fill. */
const rowLines = 4;
const labelWidth = 15;
/** UTF-16 units of a name or value that are looked at. */
export const textLimit = 400;

/** How the table is drawn. */
export interface Frame {
  readonly style: Style;
  readonly width: number;
}

/** A label and its values, several a line, in a few lines; the rest is counted. Alarming values come first. */
export function rowOf(label: string, values: readonly FactText[], { style, width }: Frame): string[] {
  const distinct = [...new Map(values.map((value) => [value.text, value])).values()];
  if (distinct.length === 0) return [];
  const room = width - labelWidth - 4;
  const lines: string[][] = [[]];
  let used = 0;
  let shown = 0;
  for (const { text, alarming } of distinct.toSorted((left, right) => Number(right.alarming) - Number(left.alarming))) {
    const cut = fitText(shorten(text, textLimit), room - 2);
    const columns = textWidth(cut) + 2;
    if (used > 0 && used + columns > room) {
      if (lines.length === rowLines) break;
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(alarming ? style.bad(cut) : cut);
    used += columns;
    shown++;
  }
  const texts = lines.map((line) => line.join(", "));
  if (shown < distinct.length) texts.push(style.faint(`and ${distinct.length - shown} more`));
  return texts.map((text, index) => `    ${style.faint((index === 0 ? label : "").padEnd(labelWidth))}${text}`);
}
