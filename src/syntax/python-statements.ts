import type { Role } from "#model/code.ts";
import type { Node } from "#model/document.ts";
import type { PythonLowering } from "#syntax/python-lower.ts";
import { inField, namedChildren, type Syntax } from "#syntax/syntax-tree.ts";

/** Lowers a statement that defines nothing for others; undefined for what is none. */
export function lowerPythonStatement(source: Syntax, to: PythonLowering): Node | undefined {
  switch (source.type) {
    case "block":
      return to.make("block", source, to.all("statement", namedChildren(source)));
    case "expression_statement": {
      const children = namedChildren(source);
      const [only, ...more] = children;
      const expression = more.length > 0 ? tupleOf(source, children, to) : only && to.lower(only);
      return expression && to.make("expression-statement", source, [to.as("expression", expression)]);
    }
    case "return_statement":
      return to.make("return", source, to.all("value", namedChildren(source)));
    case "raise_statement": {
      const cause = inField(source, "cause")[0];
      const value = namedChildren(source).filter((child) => child !== cause);
      return to.make("throw", source, [...to.all("value", value), ...to.all("cause", cause ? [cause] : [])]);
    }
    case "pass_statement":
      return to.make("empty", source);
    case "break_statement":
    case "continue_statement":
      return to.make("jump", source, [], { label: source.type.replace("_statement", "") });
    case "assert_statement": {
      const [test, message] = namedChildren(source);
      return to.make("assert", source, [
        ...to.all("test", test ? [test] : []),
        ...to.all("message", message ? [message] : []),
      ]);
    }
    case "delete_statement":
      return to.make("delete", source, to.all("value", namedChildren(source)));
    case "global_statement":
    case "nonlocal_statement":
      return to.make("scope", source, to.all("name", namedChildren(source)), {
        label: source.type.replace("_statement", ""),
      });
    default:
      return compound(source, to) ?? older(source, to);
  }
}

function tupleOf(source: Syntax, children: readonly Syntax[], to: PythonLowering): Node {
  return to.make("sequence", source, to.all("item", children), { label: "tuple" });
}

function compound(source: Syntax, to: PythonLowering): Node | undefined {
  switch (source.type) {
    case "if_statement":
      return branches(source, inField(source, "alternative"), to);
    case "while_statement":
      return to.make(
        "while",
        source,
        [...to.field("test", source, "condition"), ...to.field("body", source, "body"), ...elseOf("else", source, to)],
        { label: "while" },
      );
    case "for_statement":
      return to.make(
        "for-each",
        source,
        [
          ...to.field("target", source, "left"),
          ...to.field("iterable", source, "right"),
          ...to.field("body", source, "body"),
          ...elseOf("else", source, to),
        ],
        { label: to.wordsOf(source).includes("async") ? "await" : "in" },
      );
    case "try_statement":
      return tryNode(source, to);
    case "with_statement":
      return withNode(source, to);
    case "match_statement":
      return to.make("switch", source, [
        ...to.field("subject", source, "subject"),
        ...inField(source, "body").flatMap((body) => to.all("case", namedChildren(body))),
      ]);
    case "case_clause": {
      const patterns = namedChildren(source).filter(({ field }) => field === undefined);
      const guard = inField(source, "guard")[0];
      return to.make(
        "case",
        source,
        [
          ...to.all("test", patterns),
          ...to.all("guard", guard ? namedChildren(guard) : []),
          ...to.field("body", source, "consequence"),
        ],
        { label: "match" },
      );
    }
    default:
      return undefined;
  }
}

/** More would nest deeper than can be followed. */
const mostBranches = 500;

/** `elif` is an `if` within the `else` before it. */
function branches(source: Syntax, alternatives: readonly Syntax[], to: PythonLowering): Node {
  if (alternatives.length > mostBranches) to.isTooDeep = true;
  const end = Math.max(source.end, alternatives.at(-1)?.end ?? 0);
  let alternate: Node[] = [];
  // Built from the last one on: as many as there are must not nest calls.
  for (const clause of [source, ...alternatives.slice(0, mostBranches)].reverse()) {
    if (clause.type === "else_clause") {
      alternate = to.field("alternate", clause, "body");
      continue;
    }
    const children = [...to.field("test", clause, "condition"), ...to.field("consequent", clause, "consequence")];
    const span = { start: clause.start, end };
    const made = to.make("if", span, [...children, ...alternate]);
    if (clause === source) return made;
    alternate = [to.as("alternate", to.make("block", span, [to.as("statement", made)]))];
  }
  return to.make("if", source);
}

function elseOf(role: Role, source: Syntax, to: PythonLowering): Node[] {
  const clause = source.children.find(({ type }) => type === "else_clause");
  return clause ? to.field(role, clause, "body") : [];
}

function tryNode(source: Syntax, to: PythonLowering): Node {
  const clauses = namedChildren(source);
  const catches = clauses.filter(({ type }) => type === "except_clause" || type === "except_group_clause");
  const last = clauses.find(({ type }) => type === "finally_clause");
  return to.make("try", source, [
    ...to.field("body", source, "body"),
    ...catches.map((clause) => to.as("catch", catchNode(clause, to))),
    ...elseOf("else", source, to),
    ...to.all("finally", last ? namedChildren(last).filter(({ type }) => type === "block") : []),
  ]);
}

function catchNode(clause: Syntax, to: PythonLowering): Node {
  const [value] = inField(clause, "value");
  const isNamed = value?.type === "as_pattern";
  const alias = inField(clause, "alias")[0] ?? (isNamed ? inField(value, "alias")[0] : undefined);
  const type = isNamed ? namedChildren(value)[0] : value;
  const target = alias?.type === "as_pattern_target" ? namedChildren(alias)[0] : alias;
  return to.make("catch", clause, [
    ...to.all("type", type ? [type] : []),
    ...to.all("target", target ? [target] : []),
    ...to.all(
      "body",
      namedChildren(clause).filter((child) => child.type === "block"),
    ),
  ]);
}

function withNode(source: Syntax, to: PythonLowering): Node {
  const clause = namedChildren(source).find(({ type }) => type === "with_clause");
  const isAsync = to.wordsOf(source).includes("async");
  const items = (clause ? namedChildren(clause) : []).map((item) => {
    const [value] = inField(item, "value");
    const isNamed = value?.type === "as_pattern";
    const subject = isNamed ? namedChildren(value)[0] : value;
    const alias = isNamed ? inField(value, "alias")[0] : undefined;
    const target = alias?.type === "as_pattern_target" ? namedChildren(alias)[0] : alias;
    return to.as(
      "item",
      to.make("with-item", item, [
        ...to.all("value", subject ? [subject] : []),
        ...to.all("target", target ? [target] : []),
      ]),
    );
  });
  const modifier = isAsync ? [to.as("modifier", to.make("modifier", source, [], { value: "async" }))] : [];
  return to.make("with", source, [...modifier, ...items, ...to.field("body", source, "body")]);
}

/** Statements of Python 2 are calls. */
function older(source: Syntax, to: PythonLowering): Node | undefined {
  if (source.type !== "print_statement" && source.type !== "exec_statement") return undefined;
  const word = source.type.replace("_statement", "");
  const callee = to.make("name", { start: source.start, end: source.start + word.length }, [], { value: word });
  const call = to.make("call", source, [to.as("callee", callee), ...to.all("argument", namedChildren(source))]);
  return to.make("expression-statement", source, [to.as("expression", call)]);
}
