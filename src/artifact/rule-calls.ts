import type { Span } from "#model/location.ts";

/** A string, or a list of values, as written in a rules file; names and numbers are not kept. */
export type CallValue =
  | (Span & { readonly kind: "string"; readonly text: string })
  | (Span & { readonly kind: "list"; readonly items: readonly CallValue[] });

/** One call `name(argument, key = argument)` at the top of a rules file. */
export interface RuleCall extends Span {
  readonly name: string;
  /** A positional argument has an empty name. */
  readonly arguments: readonly { readonly name: string; readonly value: CallValue }[];
}

interface Token extends Span {
  /** A string, a name, or one mark. */
  readonly kind: "string" | "name" | "mark";
  readonly text: string;
}

/** One token at a time, in one pass; a string without an end goes to the end of its line, and is looked at once. */
const tokens = /#[^\n]*|(?<string>"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)|(?<name>[A-Za-z_]\w*)|(?<mark>[()[\]=,])/g;

function* tokensOf(text: string): Generator<Token> {
  for (const match of text.matchAll(tokens)) {
    const { string, name, mark } = match.groups ?? {};
    const span = { start: match.index, end: match.index + match[0].length };
    if (string !== undefined) yield { kind: "string", text: unquoted(string), ...span };
    else if (name !== undefined) yield { kind: "name", text: name, ...span };
    else if (mark !== undefined) yield { kind: "mark", text: mark, ...span };
  }
}

function unquoted(string: string): string {
  const closed = string.length > 1 && string.at(-1) === string[0];
  return string.slice(1, closed ? -1 : undefined).replaceAll(/\\(.)/g, "$1");
}

/** A list that is being read. */
interface OpenList {
  readonly start: number;
  readonly items: CallValue[];
}

interface OpenCall {
  readonly name: string;
  readonly start: number;
  readonly arguments: { name: string; value: CallValue }[];
  /** The lists that are open, the innermost last. */
  readonly lists: OpenList[];
  /** The key of the argument that is being read. */
  key: string;
}

/** Reads the calls of a rules file. Tolerant: what is no call is passed over. Linear, and without recursion. */
export function readCalls(text: string): RuleCall[] {
  const calls: RuleCall[] = [];
  let call: OpenCall | undefined;
  let name: Token | undefined;
  for (const token of tokensOf(text)) {
    if (!call && token.text === "(" && token.kind === "mark" && name) {
      call = { name: name.text, start: name.start, arguments: [], lists: [], key: "" };
    } else if (call && token.text === ")" && token.kind === "mark") {
      calls.push({ name: call.name, start: call.start, end: token.end, arguments: call.arguments });
      call = undefined;
    } else if (call) takeToken(call, token, name);
    name = token.kind === "name" ? token : undefined;
  }
  return calls;
}

function takeToken(call: OpenCall, token: Token, before: Token | undefined): void {
  if (token.kind === "string") give(call, { ...token, kind: "string" });
  else if (token.text === "=" && before) call.key = before.text;
  else if (token.text === "[") call.lists.push({ start: token.start, items: [] });
  else if (token.text === "," && call.lists.length === 0) call.key = "";
  else if (token.text === "]") {
    const list = call.lists.pop();
    if (list) give(call, { kind: "list", start: list.start, end: token.end, items: list.items });
  }
}

function give(call: OpenCall, value: CallValue): void {
  const list = call.lists.at(-1);
  if (list) list.items.push(value);
  else call.arguments.push({ name: call.key, value });
}
