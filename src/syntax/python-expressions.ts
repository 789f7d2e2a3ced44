import type { Node } from "#model/document.ts";
import type { PythonLowering } from "#syntax/python-lower.ts";
import { withSplatOutside } from "#syntax/python-splat.ts";
import { decodePythonText } from "#syntax/python-strings.ts";
import { inField, namedChildren, type Syntax } from "#syntax/syntax-tree.ts";

/** Lowers an expression, a target or a type; undefined for what is none. */
export function lowerPythonExpression(source: Syntax, to: PythonLowering): Node | undefined {
  switch (source.type) {
    case "identifier":
    case "keyword_identifier":
      return to.make("name", source, [], { value: to.textOf(source) });
    case "integer":
    case "float":
      return number(source, to);
    case "true":
    case "false":
      return to.make("boolean", source, [], { value: source.type === "true" });
    case "none":
      return to.make("null", source, [], { value: null });
    case "ellipsis":
      return to.make("ellipsis-literal", source);
    case "string":
      return string(source, to);
    case "concatenated_string":
      return concatenated(source, to);
    case "dotted_name":
      return dotted(namedChildren(source), to);
    case "parenthesized_expression":
    case "type":
    case "case_pattern": {
      const [only, ...more] = namedChildren(source);
      return only && more.length === 0 ? to.lower(only) : undefined;
    }
    default: {
      const lowered = operation(source, to) ?? container(source, to) ?? access(source, to);
      return lowered && withSplatOutside(lowered, to);
    }
  }
}

function number(source: Syntax, to: PythonLowering): Node {
  const text = to.textOf(source).replaceAll("_", "");
  const value = Number(/^0\d/.test(text) ? `0o${text.slice(1)}` : text.replace(/[lL]$/, ""));
  if (Number.isNaN(value) || (!Number.isSafeInteger(value) && source.type === "integer"))
    return to.make("number", source, [], { value: text, label: "text" });
  return to.make("number", source, [], { value });
}

function string(source: Syntax, to: PythonLowering): Node {
  const start = source.children.find(({ type }) => type === "string_start");
  const prefix = (start ? to.textOf(start) : "").replace(/["']+$/, "").toLowerCase();
  const isRaw = prefix.includes("r");
  const label = prefix.replace("u", "");
  if (source.children.some(({ type }) => type === "interpolation")) {
    const parts = source.children.flatMap((child) => templatePart(child, isRaw, to));
    return to.make("template", source, parts);
  }
  const content = source.children.filter(({ type }) => type === "string_content").map((child) => to.textOf(child));
  const text = content.join("");
  const value = isRaw ? text : decodePythonText(text);
  return to.make("string", source, [], { value, label: label === "" ? undefined : label });
}

function templatePart(source: Syntax, isRaw: boolean, to: PythonLowering): Node[] {
  if (source.type === "string_content") {
    const text = to.textOf(source);
    const value = isRaw ? text : decodePythonText(text);
    return [to.as("part", to.make("string", source, [], { value, label: "piece" }))];
  }
  if (source.type !== "interpolation") return [];
  const children = [...to.field("expression", source, "expression"), ...to.field("format", source, "format_specifier")];
  return [to.as("part", to.make("interpolation", source, children))];
}

function concatenated(source: Syntax, to: PythonLowering): Node {
  const pieces = namedChildren(source).map((child) => to.lower(child));
  if (pieces.every(({ kind }) => kind === "string")) {
    const value = pieces.map((piece) => String(piece.value)).join("");
    return to.make("string", source, [], { value, label: "concatenated" });
  }
  const parts = pieces.flatMap((piece) =>
    piece.kind === "template" ? piece.children : [to.as("part", { ...piece, label: "piece" })],
  );
  return to.make("template", source, parts, { label: "concatenated" });
}

function dotted(names: readonly Syntax[], to: PythonLowering): Node | undefined {
  const [first, ...others] = names;
  if (!first) return undefined;
  return others.reduce<Node>((object, name) => {
    const children = [to.as("object", object), to.as("property", to.lower(name))];
    return to.make("member", { start: object.start, end: name.end }, children);
  }, to.lower(first));
}

function operation(source: Syntax, to: PythonLowering): Node | undefined {
  switch (source.type) {
    case "binary_operator":
    case "boolean_operator": {
      const operator = source.children.find(({ field }) => field === "operator");
      const children = [...to.field("left", source, "left"), ...to.field("right", source, "right")];
      return to.make("binary", source, children, { label: operator ? to.textOf(operator) : "" });
    }
    case "comparison_operator":
      return comparison(source, to);
    case "not_operator":
      return to.make("unary", source, to.field("operand", source, "argument"), { label: "not" });
    case "unary_operator": {
      const operator = source.children.find(({ field }) => field === "operator");
      return to.make("unary", source, to.field("operand", source, "argument"), { label: operator?.type ?? "" });
    }
    case "conditional_expression": {
      const [consequent, test, alternate] = namedChildren(source);
      if (!consequent || !test || !alternate) return undefined;
      return to.make("conditional", source, [
        ...to.all("test", [test]),
        ...to.all("consequent", [consequent]),
        ...to.all("alternate", [alternate]),
      ]);
    }
    case "named_expression":
      return to.make("assign", source, [...to.field("target", source, "name"), ...to.field("value", source, "value")], {
        label: ":=",
      });
    case "assignment":
    case "augmented_assignment":
      return assignment(source, to);
    case "await":
      return to.make("await", source, to.all("value", namedChildren(source)));
    case "yield":
      return to.make("yield", source, to.all("value", namedChildren(source)), {
        label: to.wordsOf(source).includes("from") ? "from" : undefined,
      });
    default:
      return undefined;
  }
}

function comparison(source: Syntax, to: PythonLowering): Node {
  const operands = namedChildren(source);
  const signs = source.children
    .filter(({ field }) => field === "operators")
    .map((sign) => to.textOf(sign).replace(/\s+/g, " "));
  const [left, right] = operands;
  if (operands.length === 2 && left && right) {
    return to.make("binary", source, [...to.all("left", [left]), ...to.all("right", [right])], {
      label: signs.join(" "),
    });
  }
  return to.make("comparison", source, to.all("operand", operands), { label: signs.join(" , ") });
}

function assignment(source: Syntax, to: PythonLowering): Node {
  const operator = source.children.find(({ field }) => field === "operator");
  const children = [
    ...to.field("target", source, "left"),
    ...to.field("type", source, "type"),
    ...to.field("value", source, "right"),
  ];
  return to.make("assign", source, children, { label: operator ? to.textOf(operator) : "=" });
}

function container(source: Syntax, to: PythonLowering): Node | undefined {
  switch (source.type) {
    case "list":
    case "list_pattern":
      return to.make("sequence", source, to.all("item", namedChildren(source)), { label: "list" });
    case "tuple":
    case "tuple_pattern":
    case "expression_list":
    case "pattern_list":
      return to.make("sequence", source, to.all("item", namedChildren(source)), { label: "tuple" });
    case "set":
      return to.make("sequence", source, to.all("item", namedChildren(source)), { label: "set" });
    case "dictionary":
      return to.make("mapping", source, to.all("entry", namedChildren(source)), { label: "dict" });
    case "pair":
      return to.make("pair", source, [...to.field("key", source, "key"), ...to.field("value", source, "value")]);
    case "list_splat":
    case "list_splat_pattern":
    case "parenthesized_list_splat":
      return to.make("spread", source, to.all("value", namedChildren(source)), { label: "*" });
    case "dictionary_splat":
    case "dictionary_splat_pattern":
      return to.make("spread", source, to.all("value", namedChildren(source)), { label: "**" });
    case "list_comprehension":
    case "set_comprehension":
    case "dictionary_comprehension":
    case "generator_expression":
      return comprehension(source, to);
    default:
      return undefined;
  }
}

const comprehensions: Readonly<Record<string, string>> = {
  list_comprehension: "list",
  set_comprehension: "set",
  dictionary_comprehension: "dict",
  generator_expression: "generator",
};

function comprehension(source: Syntax, to: PythonLowering): Node {
  const clauses = namedChildren(source).flatMap((child): Node[] => {
    if (child.type === "if_clause") {
      return [to.as("clause", to.make("clause", child, to.all("test", namedChildren(child)), { label: "if" }))];
    }
    if (child.type !== "for_in_clause") return [];
    const words = to.wordsOf(child).includes("async")
      ? [to.as("modifier", to.make("modifier", child, [], { value: "async" }))]
      : [];
    const parts = [...words, ...to.field("target", child, "left"), ...to.field("iterable", child, "right")];
    return [to.as("clause", to.make("clause", child, parts, { label: "for" }))];
  });
  return to.make("comprehension", source, [...to.field("element", source, "body"), ...clauses], {
    label: comprehensions[source.type],
  });
}

function access(source: Syntax, to: PythonLowering): Node | undefined {
  switch (source.type) {
    case "call": {
      const given = inField(source, "arguments")[0];
      const isGenerator = given?.type === "generator_expression";
      const sources = given ? (isGenerator ? [given] : namedChildren(given)) : [];
      return to.make("call", source, [...to.field("callee", source, "function"), ...to.all("argument", sources)]);
    }
    case "keyword_argument": {
      const name = inField(source, "name")[0];
      return to.make("keyword-argument", source, to.field("value", source, "value"), {
        value: name ? to.textOf(name) : "",
      });
    }
    case "attribute":
      return to.make("member", source, [
        ...to.field("object", source, "object"),
        ...to.field("property", source, "attribute"),
      ]);
    case "subscript":
      return to.make("index", source, [...to.field("object", source, "value"), to.as("index", subscript(source, to))]);
    case "generic_type": {
      const [object, given] = namedChildren(source);
      return (
        object &&
        given &&
        to.make("index", source, [...to.all("object", [object]), ...to.all("index", namedChildren(given))])
      );
    }
    case "slice":
      return slice(source, to);
    case "lambda": {
      const parameters = inField(source, "parameters")[0];
      const given = to.all("parameter", parameters ? namedChildren(parameters) : []);
      const children = [...given.map((node) => asParameter(node, to)), ...to.field("body", source, "body")];
      return to.make("function", source, children, { label: "lambda" });
    }
    default:
      return undefined;
  }
}

/** A parameter that is nothing but a name, with stars or without. */
export function asParameter(node: Node, to: PythonLowering): Node {
  if (node.kind === "parameter") return node;
  const isSpread = node.kind === "spread";
  const [name = node] = isSpread ? node.children : [node];
  const value = node.label === "**" ? "keywords" : "rest";
  const parameter = to.make("parameter", node, [to.as("target", name)], { ...(isSpread && { value }) });
  return to.as("parameter", parameter);
}

/** `x[1, 2]` is `x[(1, 2)]`. */
function subscript(source: Syntax, to: PythonLowering): Node {
  const [first = source, ...more] = inField(source, "subscript");
  const last = more.at(-1);
  if (!last) return to.lower(first);
  const span = { start: first.start, end: last.end };
  return to.make("sequence", span, to.all("item", [first, ...more]), { label: "tuple" });
}

function slice(source: Syntax, to: PythonLowering): Node {
  const roles = ["lower", "upper", "step"] as const;
  let place = 0;
  const children = source.children.flatMap((child): Node[] => {
    if (child.type === ":") place++;
    return child.named && child.type !== "comment" ? to.all(roles[Math.min(place, 2)]!, [child]) : [];
  });
  return to.make("slice", source, children);
}
