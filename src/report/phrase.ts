/** A text that comes from what was scanned, or from a commit: every output must make it harmless in its own way. */
export interface Quoted {
  readonly quoted: string;
}

/** A text in parts: our own words as strings, what comes from elsewhere apart from them. */
export type Phrase = readonly (string | Quoted)[];

/** A template whose values are from elsewhere, or phrases; its own words are ours. */
export function say(words: TemplateStringsArray, ...values: readonly (string | Phrase)[]): Phrase {
  return words.flatMap((word, index): Phrase => {
    const value = values[index];
    if (value === undefined) return [word];
    return typeof value === "string" ? [word, { quoted: value }] : [word, ...value];
  });
}

/** Phrases with a text of ours between each two of them. */
export function join(phrases: readonly Phrase[], between: string): Phrase {
  return phrases.flatMap((phrase, index) => (index === 0 ? phrase : [between, ...phrase]));
}

/** `a, b and c`; of more than `most` the rest is counted. */
export function list(phrases: readonly Phrase[], most: number): Phrase {
  const shown = phrases.length > most ? phrases.slice(0, most) : phrases;
  const more = phrases.length - shown.length;
  const parts = more > 0 ? [...shown, [`${more} more`]] : shown;
  const last = parts.at(-1);
  if (parts.length < 2 || !last) return last ?? [];
  return [...join(parts.slice(0, -1), ", "), " and ", ...last];
}

/** The phrase with its first letter in upper case, if that is a letter of ours. */
export function sentence([first, ...rest]: Phrase): Phrase {
  return typeof first === "string"
    ? [first.slice(0, 1).toUpperCase() + first.slice(1), ...rest]
    : [first ?? "", ...rest];
}
