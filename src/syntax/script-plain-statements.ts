import type { Node } from "#model/document.ts";
import { as, nodeOf, notPlain, type PlainCursor } from "#syntax/script-plain-cursor.ts";
import { isPlainName, listed, nameOf, plainExpression } from "#syntax/script-plain-expressions.ts";
import { plainFunction, plainTarget } from "#syntax/script-plain-functions.ts";

/** Reads statements up to the end, or to a brace that closes. */
export function plainStatements(from: PlainCursor): Node[] {
  const statements: Node[] = [];
  while (from.token.type !== "end" && !from.is("}"))
    statements.push(...from.within(() => statement(from)).map((each) => as("statement", each)));
  return statements;
}

/** Reads statements in braces. */
export function plainBlock(from: PlainCursor): Node {
  const { start } = from.need("{");
  const statements = plainStatements(from);
  from.need("}");
  return from.make("block", start, statements);
}

/** Reads one statement; a declaration of several things is several. */
function statement(from: PlainCursor): Node[] {
  const { type, text, start } = from.token;
  switch (type === "word" || type === "sign" ? text : "") {
    case "{":
      return [plainBlock(from)];
    case ";":
      from.take();
      return [from.make("empty", start, [])];
    case "const":
    case "let":
    case "var":
      return declaration(from);
    case "function":
      return [plainFunction(from, "declaration")];
    case "async":
      return from.next().text === "function" ? [plainFunction(from, "declaration")] : [expressionStatement(from)];
    case "if":
      return [choice(from)];
    case "return":
    case "throw":
      return [leaving(from)];
    case "try":
      return [attempt(from)];
    case "import":
      return [importing(from)];
    default:
      return [expressionStatement(from)];
  }
}

/** Takes the semicolon that ends a statement, where it is written. */
function endStatement(from: PlainCursor): void {
  if (from.takes(";") || from.is("}") || from.token.type === "end") return;
  if (!from.token.startsLine) throw notPlain;
}

function expressionStatement(from: PlainCursor): Node {
  const { start } = from.token;
  const expression = plainExpression(from);
  endStatement(from);
  return from.make("expression-statement", start, [as("expression", expression)]);
}

/** One node a name: the first begins with the keyword, the last ends with the statement. */
function declaration(from: PlainCursor): Node[] {
  const { start, text: label } = from.take();
  const made: { readonly from: number; readonly to: number; readonly parts: readonly Node[] }[] = [];
  do {
    const at = from.token.start;
    const target = plainTarget(from);
    const value = from.takes("=") ? [as("value", plainExpression(from))] : [];
    if (value.length === 0 && (target.kind !== "name" || label === "const")) throw notPlain;
    made.push({ from: made.length === 0 ? start : at, to: from.end, parts: [as("target", target), ...value] });
  } while (from.takes(","));
  endStatement(from);
  return made.map(({ from: first, to, parts }, index) => {
    const isLast = index === made.length - 1;
    return nodeOf("define", [first, isLast ? from.end : to], parts, { label });
  });
}

function choice(from: PlainCursor): Node {
  const { start } = from.take();
  from.need("(");
  const test = as("test", plainExpression(from));
  from.need(")");
  const consequent = as("consequent", body(from));
  const alternate = from.takes("else") ? [as("alternate", body(from))] : [];
  return from.make("if", start, [test, consequent, ...alternate]);
}

/** A body without braces is a block with the span of its statement. */
function body(from: PlainCursor): Node {
  if (from.is("{")) return plainBlock(from);
  const { start, text, type } = from.token;
  if (
    type === "word" &&
    (text === "const" || text === "let" || text === "function" || text === "async" || text === "import")
  )
    throw notPlain;
  const statements = from.within(() => statement(from));
  const isEmpty = statements[0]?.kind === "empty";
  return from.make("block", start, isEmpty ? [] : statements.map((each) => as("statement", each)));
}

function leaving(from: PlainCursor): Node {
  const { start, text } = from.take();
  const { token } = from;
  const isAlone = token.startsLine || token.type === "end" || from.is(";") || from.is("}");
  if (isAlone && text === "throw") throw notPlain;
  const value = isAlone ? [] : [as("value", plainExpression(from))];
  endStatement(from);
  return from.make(text === "throw" ? "throw" : "return", start, value);
}

function attempt(from: PlainCursor): Node {
  const { start } = from.take();
  const parts = [as("body", plainBlock(from))];
  const { start: at } = from.token;
  if (from.takes("catch")) {
    const target: Node[] = [];
    if (from.takes("(")) {
      target.push(as("target", plainTarget(from)));
      from.need(")");
    }
    const handler = as("body", plainBlock(from));
    parts.push(as("catch", from.make("catch", at, [...target, handler])));
  }
  if (from.takes("finally")) parts.push(as("finally", plainBlock(from)));
  if (parts.length === 1) throw notPlain;
  return from.make("try", start, parts);
}

function importing(from: PlainCursor): Node {
  const { start } = from.take();
  const specifiers = from.token.type === "string" ? [] : specifiersOf(from);
  const source = from.take();
  if (source.type !== "string") throw notPlain;
  endStatement(from);
  const module = nodeOf("module-name", [source.start, source.end], [], { value: source.text.slice(1, -1) });
  const label = specifiers.length === 0 ? "module" : "from";
  return from.make("import", start, [as("source", module), ...specifiers], { label });
}

function specifiersOf(from: PlainCursor): Node[] {
  const specifiers: Node[] = [];
  if (from.token.type === "word") {
    const { start, text } = from.token;
    const name = plainTarget(from);
    // `import type x` brings a type alone.
    if (text === "type" || text === "defer") throw notPlain;
    specifiers.push(from.make("specifier", start, [as("name", name)], { label: "default" }));
    if (!from.takes(",")) return fromModule(from, specifiers);
  }
  const { start } = from.token;
  if (from.takes("*")) {
    from.need("as");
    const name = as("name", plainTarget(from));
    specifiers.push(from.make("specifier", start, [name], { label: "namespace" }));
    return fromModule(from, specifiers);
  }
  from.need("{");
  const named = listed(from, "}", () => specifier(from));
  // Nothing in braces brings the module alone.
  if (named.length === 0) throw notPlain;
  return fromModule(from, [...specifiers, ...named]);
}

function fromModule(from: PlainCursor, specifiers: readonly Node[]): Node[] {
  from.need("from");
  return specifiers.map((each) => as("specifier", each));
}

function specifier(from: PlainCursor): Node {
  const token = from.take();
  const { start, text } = token;
  if (token.type !== "word" || text === "type" || text === "as") throw notPlain;
  const name = as("name", nameOf(token));
  const alias = from.takes("as") ? [as("alias", plainTarget(from))] : [];
  if (alias.length === 0 && !isPlainName(text)) throw notPlain;
  return from.make("specifier", start, [name, ...alias]);
}
