import type { Node } from "#model/document.ts";
import { as, nodeOf, notPlain, type PlainCursor } from "#syntax/script-plain-cursor.ts";

/** Words that are no names, or not everywhere; what is plain among them is read where it is expected. */
const reserved: ReadonlySet<string> = new Set(
  (
    "abstract as async await break case catch class const continue debugger declare default delete do else enum export " +
    "extends finally for function global if implements import in instanceof interface let namespace new of package " +
    "private protected public return satisfies static super switch throw try typeof using var void while with yield"
  ).split(" "),
);

/** Signs and words between two operands, by how tightly they bind. */
const precedence: ReadonlyMap<string, number> = new Map(
  [["||"], ["&&"], ["|"], ["^"], ["&"], ["==", "!=", "===", "!=="], [">", ">=", "in", "instanceof"]]
    .concat([
      [">>", ">>>"],
      ["+", "-"],
      ["*", "%"],
    ])
    .flatMap((signs, index) => signs.map((sign) => [sign, index + 1] as const)),
);

const assigning: ReadonlySet<string> = new Set(["=", "+=", "-=", "*=", "%=", ">>=", ">>>="]);

/** What may be assigned to without being taken apart. */
const assignable: ReadonlySet<string> = new Set(["name", "member", "index"]);

/** Holds for a word that is a name wherever a name may stand. */
export function isPlainName(word: string): boolean {
  return !reserved.has(word) && word !== "this" && word !== "true" && word !== "false" && word !== "null";
}

/** Reads an expression; not several with commas between them. */
export function plainExpression(from: PlainCursor): Node {
  return from.within(() => {
    if (startsArrow(from)) return from.grammar.arrow(from);
    const { start } = from.token;
    const target = operation(from, 1);
    const { text, type } = from.token;
    if (type !== "sign" || !assigning.has(text)) return target;
    if (!assignable.has(target.kind)) throw notPlain;
    from.take();
    const value = plainExpression(from);
    return from.make("assign", start, [as("target", target), as("value", value)], { label: text });
  });
}

function startsArrow(from: PlainCursor): boolean {
  const { token } = from;
  if (from.is("(")) return from.behindBracket().text === "=>";
  if (token.type !== "word") return false;
  const next = from.next();
  if (token.text !== "async" || next.startsLine) return next.text === "=>" && next.type === "sign";
  return next.text === "(" || (next.type === "word" && next.text !== "function");
}

/** Reads operands with operators that bind at least as tightly as asked for. */
function operation(from: PlainCursor, least: number): Node {
  const { start } = from.token;
  let left = operand(from);
  for (;;) {
    const { text, type } = from.token;
    const binding = type === "sign" || type === "word" ? precedence.get(text) : undefined;
    if (binding === undefined || binding < least) return left;
    from.take();
    const right = from.within(() => operation(from, binding + 1));
    left = from.make("binary", start, [as("left", left), as("right", right)], { label: text });
  }
}

const unary: ReadonlySet<string> = new Set(["!", "~", "-", "+", "typeof", "void", "delete"]);

function operand(from: PlainCursor): Node {
  const { text, type, start } = from.token;
  if ((type === "sign" || type === "word") && unary.has(text)) {
    from.take();
    const value = from.within(() => operand(from));
    return from.make("unary", start, [as("operand", value)], { label: text });
  }
  if (text !== "await" || !from.isAsync) return postfix(from, true);
  from.take();
  const value = from.within(() => operand(from));
  return from.make("await", start, [as("value", value)]);
}

/** Reads what is followed by members and calls. */
function postfix(from: PlainCursor, takesCalls: boolean): Node {
  const { start } = from.token;
  let node = primary(from);
  for (;;) {
    if (from.takes(".")) {
      const property = from.take();
      if (property.type !== "word") throw notPlain;
      node = from.make("member", start, [as("object", node), as("property", nameOf(property))]);
    } else if (from.takes("[")) {
      const index = plainExpression(from);
      from.need("]");
      node = from.make("index", start, [as("object", node), as("index", index)]);
    } else if (takesCalls && from.is("(")) {
      const given = callArguments(from);
      node = from.make("call", start, [as("callee", node), ...given]);
    } else if (from.token.type === "template") throw notPlain;
    else return node;
  }
}

function callArguments(from: PlainCursor): Node[] {
  from.need("(");
  return listed(from, ")", () => as("argument", spreadable(from)));
}

/** Reads parts with commas between them up to the sign that closes them; a comma may follow the last one. */
export function listed<T>(from: PlainCursor, close: string, read: () => T): T[] {
  const parts: T[] = [];
  while (!from.is(close)) {
    parts.push(read());
    if (!from.takes(",")) break;
  }
  from.need(close);
  return parts;
}

function spreadable(from: PlainCursor): Node {
  const { start } = from.token;
  if (!from.takes("...")) return plainExpression(from);
  const value = plainExpression(from);
  return from.make("spread", start, [as("value", value)], { label: "..." });
}

/** The name that a token is. */
export function nameOf({ text, start, end }: PlainCursor["token"]): Node {
  return nodeOf("name", [start, end], [], { value: text });
}

function primary(from: PlainCursor): Node {
  const { type, text, start, end } = from.token;
  switch (type) {
    case "word":
      return from.within(() => nameOrFunction(from));
    case "number":
      from.take();
      return nodeOf("number", [start, end], [], { value: Number(text) });
    case "string":
      from.take();
      return nodeOf("string", [start, end], [], { value: text.slice(1, -1) });
    case "template":
      from.take();
      return nodeOf("string", [start, end], [], { value: text.slice(1, -1), label: "template" });
    case "sign":
      return from.within(() => bracketed(from));
    case "end":
    default:
      throw notPlain;
  }
}

function nameOrFunction(from: PlainCursor): Node {
  const { token } = from;
  const { text, start, end } = token;
  if (text === "new") return creation(from);
  if (text === "function" || text === "async") return from.grammar.function(from, "expression");
  if (reserved.has(text)) throw notPlain;
  from.take();
  if (text === "null") return nodeOf("null", [start, end], [], { value: null });
  if (text === "true" || text === "false") return nodeOf("boolean", [start, end], [], { value: text === "true" });
  return nameOf(token);
}

function creation(from: PlainCursor): Node {
  const { start } = from.take();
  if (from.is(".")) throw notPlain;
  const callee = postfix(from, false);
  const given = from.is("(") ? callArguments(from) : [];
  return from.make("new", start, [as("callee", callee), ...given]);
}

function bracketed(from: PlainCursor): Node {
  const { start } = from.token;
  if (from.takes("(")) {
    const inner = plainExpression(from);
    from.need(")");
    return inner;
  }
  if (from.is("{")) return plainObject(from);
  from.need("[");
  const items = listed(from, "]", () => as("item", spreadable(from)));
  return from.make("sequence", start, items, { label: "list" });
}

/** Reads an object; of its members those that are values. */
export function plainObject(from: PlainCursor): Node {
  const { start } = from.need("{");
  const entries = listed(from, "}", () => as("entry", from.is("...") ? spreadable(from) : pair(from)));
  return from.make("mapping", start, entries, { label: "object" });
}

function pair(from: PlainCursor): Node {
  const token = from.take();
  const { start, end, text } = token;
  if (token.type === "word" && !from.is(":")) {
    if (!isPlainName(text)) throw notPlain;
    const name = nameOf(token);
    return from.make("pair", start, [as("key", name), as("value", name)], { label: "shorthand" });
  }
  const isText = token.type === "string";
  if (!isText && token.type !== "word") throw notPlain;
  from.need(":");
  const key = isText ? nodeOf("string", [start, end], [], { value: text.slice(1, -1) }) : nameOf(token);
  const value = plainExpression(from);
  return from.make("pair", start, [as("key", key), as("value", value)]);
}
