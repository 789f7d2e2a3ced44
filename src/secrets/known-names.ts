import { maskTokens } from "#secrets/token-shapes.ts";

/** The first of the characters that mean nothing to anybody: one stands for each name. */
const firstStandIn = 0xe000;
const mostNames = 6400;

/** A character of which paths, names and tokens are made: what it touches is part of something longer. */
const inner = String.raw`[\w.+/=~%-]`;

const runs = new RegExp(`${inner}+`, "g");

/** Names that are one run of such characters, which a text is asked for by its own runs, and the others. */
interface IndexedNames {
  readonly plain: ReadonlySet<string>;
  readonly others: readonly string[];
}

/** Lists of names are asked for again and again: a file of rules has thousands of ids. */
const indexed = new WeakMap<readonly string[], IndexedNames>();

function indexOf(names: readonly string[]): IndexedNames {
  const known = indexed.get(names);
  if (known) return known;
  const isRun = new RegExp(`^${inner}+$`);
  const [plain, others] = [new Set<string>(), new Set<string>()];
  for (const name of names) if (name !== "") (isRun.test(name) ? plain : others).add(name);
  const made = { plain, others: [...others] };
  indexed.set(names, made);
  return made;
}

/** A text with stand-ins for names, and what puts the names back, with the tokens in them masked. */
export interface Unnamed {
  readonly shown: string;
  readonly restore: (text: string) => string;
}

/** Takes names out of a text wherever they stand as words by themselves. */
export function withoutNames(text: string, names: readonly string[]): Unnamed {
  const { plain, others } = indexOf(names);
  const words = text.match(runs) ?? [];
  const held = [
    ...new Set([...words.filter((word) => plain.has(word)), ...others.filter((name) => text.includes(name))]),
  ]
    .sort((left, right) => right.length - left.length)
    .slice(0, mostNames);
  // A text that holds such characters itself is nobody's message.
  if (held.length === 0 || /[\ue000-\uf8ff]/.test(text)) return { shown: text, restore: (masked) => masked };
  const indexes = new Map(held.map((name, index) => [name, index]));
  const either = held.map((name) => name.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)).join("|");
  const shown = text.replace(new RegExp(`(?<!${inner})(?:${either})(?!${inner})`, "g"), (name) =>
    String.fromCharCode(firstStandIn + indexes.get(name)!),
  );
  return {
    shown,
    restore: (masked) =>
      masked.replace(/[\ue000-\uf8ff]/g, (standIn) =>
        maskTokens(held[standIn.charCodeAt(0) - firstStandIn] ?? standIn),
      ),
  };
}
