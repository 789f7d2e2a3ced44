import type { GivenNames } from "#access/given-names.ts";
import type { OutlineBuilder } from "#access/outline-builder.ts";
import type { ExpressionWriter } from "#access/outline-expressions.ts";
import { transparent } from "#access/transparent.ts";
import { part, parts } from "#flow/declarations.ts";
import type { Node } from "#model/document.ts";
import type { ExpressionId, HandedOn, Mention } from "#model/module-outline.ts";

/** What a function mentions, where, and on which of its ways: undefined stands for all of them. */
export interface Mentioned {
  readonly mention: Mention;
  readonly nodes: Node[];
  readonly parts: Set<string | undefined>;
}

interface Writing {
  readonly builder: OutlineBuilder;
  readonly writer: ExpressionWriter;
  readonly given: GivenNames;
}

/** Arguments, and entries of an object that is one, of which more are not looked at. */
const mostArguments = 8;

/** Says with what of its own a function calls what it mentions. */
export class HandedWriter {
  readonly #writing: Writing;
  readonly #names = new Map<string, ExpressionId>();

  constructor(writing: Writing) {
    this.#writing = writing;
  }

  write(found: readonly Mentioned[]): readonly HandedOn[] {
    return found.flatMap(({ nodes }, mention): HandedOn[] => {
      const calls = new Map<string, Omit<HandedOn, "mention">>();
      for (const node of nodes) {
        const handed = this.#handed(node);
        calls.set(JSON.stringify(handed), handed);
      }
      const all = [...calls.values()];
      const isPlain = all.every(({ given, named }) => given.length === 0 && named === undefined);
      return isPlain ? [] : all.map((handed) => ({ mention, ...handed }));
    });
  }

  #handed(node: Node): Omit<HandedOn, "mention"> {
    const all = node.kind === "call" || node.kind === "new" ? parts(node, "argument").slice(0, mostArguments) : [];
    const spread = all.findIndex(({ kind }) => kind === "spread");
    const known = spread < 0 ? all : all.slice(0, spread);
    const given = known
      .filter(({ kind }) => kind !== "keyword-argument")
      .map((argument) => this.#expression(argument) ?? null);
    while (given.at(-1) === null) given.pop();
    const named = known.flatMap((argument) => {
      const value = argument.kind === "keyword-argument" ? this.#expression(part(argument, "value")) : undefined;
      return value === undefined ? [] : [{ name: String(argument.value), value }];
    });
    return { given, ...(named.length > 0 && { named }) };
  }

  #expression(node: Node | undefined): ExpressionId | undefined {
    const plain = node && transparent(node);
    if (!plain) return undefined;
    if (this.#writing.given.isGiven(plain)) return this.#name(plain);
    return plain.kind === "mapping" && this.#holdsGiven(plain) ? this.#writing.writer.write(plain) : undefined;
  }

  /** Holds for an object that is small, and made of nothing but what was given. */
  #holdsGiven({ children }: Node): boolean {
    const { given } = this.#writing;
    return (
      children.length <= mostArguments &&
      children.some((child) => given.isGiven(part(child, "value"))) &&
      children.every((child) => given.isGiven(part(child, "value")) || part(child, "value")?.kind === "string")
    );
  }

  /** One expression for all that stands for the same. */
  #name(node: Node): ExpressionId {
    const { builder, writer } = this.#writing;
    const path: string[] = [];
    let at = node;
    while (at.kind === "member" || at.kind === "index") {
      path.unshift(String((part(at, "property") ?? part(at, "index"))?.value));
      at = transparent(part(at, "object")!);
    }
    const key = JSON.stringify([builder.variable(at) ?? String(at.value), ...path]);
    const known = this.#names.get(key) ?? writer.write(node);
    this.#names.set(key, known);
    return known;
  }
}
