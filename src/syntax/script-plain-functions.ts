import type { Node } from "#model/document.ts";
import { as, nodeOf, notPlain, type PlainCursor } from "#syntax/script-plain-cursor.ts";
import { isPlainName, listed, nameOf, plainExpression, plainObject } from "#syntax/script-plain-expressions.ts";

/** Reads a function with its keyword; only one that declares must have a name. */
export function plainFunction(from: PlainCursor, label: "declaration" | "expression"): Node {
  const { start } = from.token;
  const isAsync = from.takes("async");
  if (isAsync && from.token.startsLine) throw notPlain;
  from.need("function");
  const isGenerator = from.takes("*");
  const name = from.token.type === "word" ? [as("name", plainTarget(from))] : [];
  if (label === "declaration" && name.length === 0) throw notPlain;
  const parameters = parametersOf(from);
  if (!from.is("{")) throw notPlain;
  const body = inFunction(from, isAsync, () => from.grammar.block(from));
  const words = modifiers([isAsync && "async", isGenerator && "*"], start, from.end);
  return from.make("function", start, [...words, ...name, ...parameters, as("body", body)], { label });
}

/** Reads a function that is written with an arrow. */
export function plainArrow(from: PlainCursor): Node {
  const { start } = from.token;
  const isAsync = from.is("async");
  if (isAsync) from.take();
  const parameters = from.is("(") ? parametersOf(from) : [parameter(from)];
  if (from.token.startsLine) throw notPlain;
  from.need("=>");
  const body = inFunction(from, isAsync, () => (from.is("{") ? from.grammar.block(from) : plainExpression(from)));
  const words = modifiers([isAsync && "async"], start, from.end);
  return from.make("function", start, [...words, ...parameters, as("body", body)], { label: "arrow" });
}

function modifiers(words: readonly (string | false)[], start: number, end: number): Node[] {
  return words.flatMap((value) =>
    value === false ? [] : [as("modifier", nodeOf("modifier", [start, end], [], { value }))],
  );
}

function inFunction<T>(from: PlainCursor, isAsync: boolean, read: () => T): T {
  const before = from.isAsync;
  from.isAsync = isAsync;
  const made = read();
  from.isAsync = before;
  return made;
}

function parametersOf(from: PlainCursor): Node[] {
  from.need("(");
  return listed(from, ")", () => parameter(from));
}

function parameter(from: PlainCursor): Node {
  const { start } = from.token;
  if (from.takes("...")) {
    const rest = plainTarget(from);
    // Nothing may follow it.
    if (!from.is(")")) throw notPlain;
    return as("parameter", from.make("parameter", start, [as("target", rest)], { value: "rest" }));
  }
  const target = plainTarget(from);
  const parts = from.takes("=")
    ? [
        as(
          "default",
          inFunction(from, false, () => plainExpression(from)),
        ),
      ]
    : [];
  return as("parameter", from.make("parameter", start, [as("target", target), ...parts]));
}

/** Reads what a value is given to where it is named: a name, or names of an object's members. */
export function plainTarget(from: PlainCursor): Node {
  if (from.is("{")) {
    const names = plainObject(from);
    if (!names.children.every(isNamed)) throw notPlain;
    return names;
  }
  const token = from.take();
  if (token.type !== "word" || !isPlainName(token.text)) throw notPlain;
  return nameOf(token);
}

/** Holds for a member of an object whose value is a name. */
function isNamed({ kind, children }: Node): boolean {
  const value = kind === "pair" ? children[1] : undefined;
  return value?.kind === "name" && value.value !== "this";
}
