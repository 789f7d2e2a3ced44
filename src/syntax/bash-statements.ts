import type { Node } from "#model/document.ts";
import type { Span } from "#model/location.ts";
import type { Lowering } from "#syntax/lowering.ts";
import { inField, namedChildren, type Syntax } from "#syntax/syntax-tree.ts";

/** What the grammar writes between statements, or after one. */
const separators: ReadonlySet<string> = new Set([";", "&", "\n", ";;", ";&", ";;&"]);

/** Kinds that are statements by themselves; all else is the expression of one. */
const whole: ReadonlySet<string> = new Set(["if", "while", "for", "for-each", "switch", "function", "block"]);

/** The statements among the children of a node, each with what ends it. */
export function bashStatements(children: readonly Syntax[], to: Lowering): Node[] {
  return children.flatMap((child, index): Node[] => {
    if (!child.named || child.type === "comment" || child.type === "line_continuation") return [];
    const after = children[index + 1];
    const mark = after && separators.has(after.type) ? after : undefined;
    const nodes = to.lowerAll(child);
    return nodes.map((node, place) => {
      const isLast = place === nodes.length - 1;
      return to.as("statement", statement(node, isLast ? mark : undefined, to));
    });
  });
}

function statement(node: Node, mark: Syntax | undefined, to: Lowering): Node {
  const { role: _, ...bare } = node;
  if (mark?.type === "&") {
    const span = { start: node.start, end: mark.end };
    const background = to.make("background", span, [to.as("expression", bare)]);
    return to.make("expression-statement", span, [to.as("expression", background)]);
  }
  if (whole.has(node.kind)) return bare;
  const end = mark && to.textOf(mark) === ";" ? mark.end : node.end;
  return to.make("expression-statement", { start: node.start, end }, [to.as("expression", bare)]);
}

/** Lowers what holds statements; undefined for what holds none. */
export function lowerBashStatement(source: Syntax, to: Lowering): Node | undefined {
  switch (source.type) {
    case "compound_statement":
      if (source.children[0]?.type === "((")
        return to.make("test-command", source, to.all("expression", namedChildren(source)), { label: "((" });
      return to.make("block", source, bashStatements(source.children, to));
    case "do_group":
      return body(source.children, source, to);
    case "subshell":
      return to.make("subshell", source, bashStatements(source.children, to));
    case "function_definition":
      return functionNode(source, to);
    case "if_statement":
      return branches(source, clausesOf(source), to);
    case "while_statement": {
      const label = source.children[0]?.type ?? "while";
      return to.make("while", source, [...condition(source, to), ...to.field("body", source, "body")], { label });
    }
    case "for_statement": {
      const label = source.children[0]?.type === "select" ? "select" : "in";
      const children = [...to.field("target", source, "variable"), ...to.field("iterable", source, "value")];
      return to.make("for-each", source, [...children, ...to.field("body", source, "body")], { label });
    }
    case "c_style_for_statement":
      return to.make("for", source, [
        ...to.field("init", source, "initializer"),
        ...to.field("test", source, "condition"),
        ...to.field("update", source, "update"),
        ...to.field("body", source, "body"),
      ]);
    case "case_statement":
      return to.make("switch", source, [
        ...to.field("subject", source, "value"),
        ...to.all(
          "case",
          namedChildren(source).filter(({ type }) => type === "case_item"),
        ),
      ]);
    case "case_item": {
      const start = source.children.findIndex(({ type }) => type === ")") + 1;
      const inner = source.children.slice(start);
      return to.make("case", source, [...to.field("test", source, "value"), to.as("body", body(inner, source, to))]);
    }
    default:
      return undefined;
  }
}

/** A function's name is a name, however it looks. */
function functionNode(source: Syntax, to: Lowering): Node {
  const [name] = inField(source, "name");
  const children = [
    ...(name ? [to.as("name", to.make("name", name, [], { value: to.textOf(name) }))] : []),
    ...to.field("body", source, "body"),
  ];
  return to.make("function", source, children, { label: "declaration" });
}

/** Statements between two words, as a block from the first to the last of them. */
function body(children: readonly Syntax[], place: Span, to: Lowering): Node {
  const statements = bashStatements(children, to);
  const [first, last] = [statements[0], statements.at(-1)];
  return to.make("block", first && last ? { start: first.start, end: last.end } : place, statements);
}

/** A condition of several commands is a block of them. */
function condition(source: Syntax, to: Lowering): Node[] {
  return test(
    source.children.filter(({ field }) => field === "condition"),
    source,
    to,
  );
}

function test(children: readonly Syntax[], place: Span, to: Lowering): Node[] {
  const commands = children.filter(({ named, type }) => named && type !== "comment");
  const [only, ...more] = commands;
  if (only && more.length === 0) return [to.as("test", to.lower(only))];
  return only ? [to.as("test", body(children, place, to))] : [];
}

function clausesOf(source: Syntax): readonly Syntax[] {
  return source.children.filter(({ type }) => type === "elif_clause" || type === "else_clause");
}

/** `elif` is an `if` within the `else` before it. */
function branches(source: Syntax, alternatives: readonly Syntax[], to: Lowering): Node {
  // Built from the last one on: as many as there are must not nest calls.
  const clauses = [source, ...alternatives];
  let alternate: Node | undefined;
  for (const clause of clauses.reverse()) {
    const then = clause.children.findIndex(({ type }) => type === "then");
    const inner = clause.children
      .slice(clause.type === "else_clause" ? 1 : then + 1)
      .filter(({ type }) => type !== "elif_clause" && type !== "else_clause");
    const consequent = body(inner, clause, to);
    if (clause.type === "else_clause") {
      alternate = to.as("alternate", consequent);
      continue;
    }
    const span = { start: clause.start, end: source === clause ? source.end : (alternate?.end ?? clause.end) };
    const made = to.make("if", span, [
      ...test(clause.children.slice(1, Math.max(1, then)), clause, to),
      to.as("consequent", consequent),
      ...(alternate ? [alternate] : []),
    ]);
    if (clause === source) return made;
    alternate = to.as("alternate", to.make("block", span, [to.as("statement", made)]));
  }
  return to.make("if", source);
}
