import type { Requirement } from "#model/rule.ts";
import type { SourceNode } from "#rule/source.ts";

const token = /\s*(?:([A-Za-z_]\w*)|([()]))/y;

/** Labels joined by `and`, `or` and `not`, as Semgrep writes them after `requires`. Throws a `UserError`. */
export function readRequirement(node: SourceNode): Requirement {
  const { scalar } = node;
  if (typeof scalar === "boolean") return { type: "constant", holds: scalar };
  const text = node.text();
  const words: string[] = [];
  token.lastIndex = 0;
  for (let at = 0; text.slice(at).trim() !== ""; at = token.lastIndex) {
    token.lastIndex = at;
    const found = token.exec(text);
    if (!found) throw node.error(`'${text}' is no requirement`, "Write labels joined by 'and', 'or' and 'not'.");
    words.push(found[1] ?? found[2]!);
  }
  const reader = new Reader(words, node);
  return reader.whole();
}

/** Parentheses may nest this deep. */
const deepest = 50;

class Reader {
  readonly #words: readonly string[];
  readonly #node: SourceNode;
  #at = 0;
  #depth = 0;

  constructor(words: readonly string[], node: SourceNode) {
    this.#words = words;
    this.#node = node;
  }

  whole(): Requirement {
    const read = this.#either();
    if (this.#at < this.#words.length) throw this.#mistake();
    return read;
  }

  #mistake(): Error {
    const word = this.#words[this.#at];
    return this.#node.error(word === undefined ? "the requirement ends too early" : `'${word}' is not expected here`);
  }

  #take(word: string): boolean {
    if (this.#words[this.#at] !== word) return false;
    this.#at++;
    return true;
  }

  #either(): Requirement {
    const of = [this.#both()];
    while (this.#take("or")) of.push(this.#both());
    return of.length === 1 ? of[0]! : { type: "or", of };
  }

  #both(): Requirement {
    const of = [this.#single()];
    while (this.#take("and")) of.push(this.#single());
    return of.length === 1 ? of[0]! : { type: "and", of };
  }

  #single(): Requirement {
    if (++this.#depth > deepest) throw this.#node.error("the requirement nests too deeply");
    const read = this.#inner();
    this.#depth--;
    return read;
  }

  #inner(): Requirement {
    if (this.#take("not")) return { type: "not", of: this.#single() };
    if (this.#take("(")) {
      const inner = this.#either();
      if (!this.#take(")")) throw this.#mistake();
      return inner;
    }
    const word = this.#words[this.#at];
    if (word === undefined || /^(?:\)|and|or)$/.test(word)) throw this.#mistake();
    this.#at++;
    return /^(?:true|false)$/i.test(word)
      ? { type: "constant", holds: /^t/i.test(word) }
      : { type: "label", label: word };
  }
}
