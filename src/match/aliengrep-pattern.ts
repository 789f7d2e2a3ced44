import type { RuleOptions } from "#model/rule.ts";

/** How patterns and texts of the second engine for text are read, as a rule's options say. */
export interface AlienStyle {
  /** A line break is white space like any other; else it counts, and `...` stays within its line. */
  readonly isMultiline: boolean;
  readonly ignoresCase: boolean;
  /** Matches one word from a place on; sticky. */
  readonly word: RegExp;
  /** Opening → closing bracket. */
  readonly brackets: ReadonlyMap<string, string>;
}

/** What a text must hold next. `closer`: the bracket that would end what stands around the item. */
export type AlienItem = { readonly closer: string | undefined } & (
  | { readonly type: "word" | "other"; readonly text: string }
  | { readonly type: "newline" }
  | { readonly type: "metavariable"; readonly name: string }
  /** Words, other characters and brackets with all they hold; `isLong`: over line breaks, too. */
  | { readonly type: "dots"; readonly name?: string; readonly isLong: boolean }
);

/** Reads the options of a rule. */
export function alienStyle(options: RuleOptions): AlienStyle {
  const extra = listOf(options["generic_extra_word_characters"]).map(String).join("");
  const pairs = [
    ...listOf(options["generic_braces"] ?? ["()", "[]", "{}"]),
    ...listOf(options["generic_extra_braces"]),
  ];
  return {
    isMultiline: options["generic_multiline"] !== false,
    ignoresCase: options["generic_caseless"] === true,
    word: new RegExp(`[A-Za-z0-9_${extra.replace(/[^]/gu, escaped)}]+`, "uy"),
    brackets: new Map(pairs.map((pair) => [String((pair as string)[0]), String((pair as string)[1])])),
  };
}

function listOf(value: RuleOptions[string] | undefined): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function escaped(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

/** Reads a pattern: words, brackets, other characters, `...`, `....`, `$X`, `$...X`, `$....X`. */
export function readAlienPattern(source: string, style: AlienStyle): readonly AlienItem[] {
  const name = "[A-Z][A-Z0-9_]*";
  const token = new RegExp(`\\.{3,4}|\\$(?:\\.{3,4})?${name}|\\r?\\n|\\s|${style.word.source}|[^]`, "gu");
  const items: AlienItem[] = [];
  const closers: string[] = [];
  for (const [text] of source.trim().matchAll(token)) {
    if (closers.at(-1) === text) closers.pop();
    const item = readItem(text, style);
    if (item) items.push({ ...item, closer: closers.at(-1) });
    const closer = style.brackets.get(text);
    if (closer !== undefined) closers.push(closer);
  }
  return items;
}

type Bare<Item> = Item extends unknown ? Omit<Item, "closer"> : never;

function readItem(text: string, style: AlienStyle): Bare<AlienItem> | undefined {
  if (/^\.{3,4}$/.test(text)) return { type: "dots", isLong: text.length === 4 };
  if (/^\$\.{3}/.test(text)) return { type: "dots", name: text.replace(/\.{4}/, "..."), isLong: text[4] === "." };
  if (/^\$[A-Z]/.test(text)) return { type: "metavariable", name: text };
  if (/^\r?\n$/.test(text)) return style.isMultiline ? undefined : { type: "newline" };
  if (/^\s$/.test(text)) return undefined;
  style.word.lastIndex = 0;
  return { type: style.word.test(text) ? "word" : "other", text };
}
