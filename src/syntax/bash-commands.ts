import type { Node } from "#model/document.ts";
import { textWithHoles } from "#syntax/bash-words.ts";
import type { Lowering } from "#syntax/lowering.ts";
import { pipelineOf } from "#syntax/bash-pipelines.ts";
import { inField, namedChildren, type Syntax } from "#syntax/syntax-tree.ts";

/** Lowers commands, assignments and what joins them; undefined for what is none. */
export function lowerBashCommand(source: Syntax, to: Lowering): Node | readonly Node[] | undefined {
  switch (source.type) {
    case "command":
      return command(source, to);
    case "variable_assignment":
      return assignment(source, to);
    case "variable_assignments":
      return namedChildren(source).flatMap((child) => to.lowerAll(child));
    case "declaration_command":
    case "unset_command":
      return declaration(source, to);
    case "redirected_statement":
      return redirected(source, to);
    case "pipeline":
      return pipelineOf(to.all("part", namedChildren(source)), source, to);
    case "list":
      return list(source, to);
    case "negated_command":
      return to.make("unary", source, to.all("operand", namedChildren(source)), { label: "!" });
    case "file_redirect":
    case "herestring_redirect":
      return redirect(source, to);
    case "heredoc_redirect":
      return heredoc(source, to);
    default:
      return undefined;
  }
}

function command(source: Syntax, to: Lowering): Node | readonly Node[] {
  const children = namedChildren(source);
  // The grammar takes assignments on lines of their own for a part of the command that follows them.
  let own = 0;
  for (let index = 1; index < children.length && children[index - 1]!.type === "variable_assignment"; index++) {
    const between = to.text.slice(children[index - 1]!.end, children[index]!.start);
    if (/\n/.test(between.replaceAll("\\\n", ""))) own = index;
  }
  const before = children.slice(0, own).flatMap((child) => to.lowerAll(child));
  const rest = children.slice(own);
  const assignments = rest.filter(({ type }) => type === "variable_assignment");
  const redirects = rest.filter(({ type }) => type.endsWith("_redirect"));
  const words = rest.filter(({ type }) => type !== "variable_assignment" && !type.endsWith("_redirect"));
  const made = to.make("simple-command", { start: rest[0]?.start ?? source.start, end: source.end }, [
    ...assignments.map((child) => to.as("assignment", given(child, to))),
    ...to.all("word", words),
    ...to.all("redirect", redirects),
  ]);
  return before.length > 0 ? [...before, made] : made;
}

/** A variable that one command is given. */
function given(source: Syntax, to: Lowering): Node {
  const [name] = inField(source, "name");
  const value = assignedValue(source, to);
  return to.make("keyword-argument", source, [value], { value: name ? to.textOf(name) : "" });
}

function assignment(source: Syntax, to: Lowering): Node {
  const label = to.wordsOf(source).includes("+=") ? "+=" : "=";
  return to.make("assign", source, [...to.field("target", source, "name"), assignedValue(source, to)], { label });
}

function assignedValue(source: Syntax, to: Lowering): Node {
  const [value] = to.field("value", source, "value");
  const empty = to.make("string", { start: source.end, end: source.end }, [], { value: "" });
  return value ?? to.as("value", empty);
}

/** `declare -r a=1` assigns; without an assignment it is a command like others. */
function declaration(source: Syntax, to: Lowering): Node | readonly Node[] {
  const children = namedChildren(source);
  const assignments = children.filter(({ type }) => type === "variable_assignment");
  if (assignments.length === 1) return { ...to.lower(assignments[0]!), start: source.start };
  if (assignments.length > 1) return assignments.map((child) => to.lower(child));
  const first = source.children[0]!;
  const name = to.make("string", first, [], { value: to.textOf(first) });
  const words = children.map((child): Node => {
    const value = to.textOf(child);
    return child.type === "variable_name" ? to.make("string", child, [], { value }) : to.lower(child);
  });
  return to.make(
    "simple-command",
    source,
    [name, ...words].map((word) => to.as("word", word)),
  );
}

/** `a && b || c`, from the left. A chain is followed in a loop: each operator is one level of the grammar. */
function list(source: Syntax, to: Lowering): Node {
  const [left, right] = namedChildren(source);
  const operator = source.children.find(({ named }) => !named)?.type ?? "";
  const children = [...to.all("left", left ? [left] : []), ...to.all("right", right ? [right] : [])];
  return to.make("binary", source, children, { label: operator });
}

/** A redirection belongs to the last command before it. */
function redirected(source: Syntax, to: Lowering): Node | readonly Node[] {
  const redirects = source.children.filter(({ type }) => type.endsWith("_redirect"));
  const body = inField(source, "body")[0];
  const lowered = body ? [...to.lowerAll(body)] : [];
  const last = lowered.pop() ?? to.make("simple-command", source);
  let node = last;
  /** What each redirection adds, not yet added: copying a command for each would cost their square. */
  let held: Node[][] = [];
  for (const child of redirects) {
    const follows = inField(child, "argument").concat(inField(child, "destination").slice(1));
    held.push([...to.all("word", follows), ...to.all("redirect", [child, ...inField(child, "redirect")])]);
    if (!goesOn(child)) continue;
    node = joinedTo(withParts(node, held, to), child, to);
    held = [];
  }
  const made = withParts(node, held, to);
  return lowered.length > 0 ? [...lowered, made] : made;
}

function withParts(node: Node, groups: readonly (readonly Node[])[], to: Lowering): Node {
  const parts = groups.flat();
  const end = parts.reduce((most, part) => Math.max(most, part.end), node.end);
  const last = node.children.at(-1);
  if (node.kind === "simple-command") return { ...node, end, children: [...node.children, ...parts] };
  const goesIn = node.kind === "pipeline" || node.kind === "unary" || (node.kind === "binary" && node.role !== "part");
  if (goesIn && last) return { ...node, end, children: [...node.children.slice(0, -1), withParts(last, groups, to)] };
  return groups.reduce<Node>((inner, own) => {
    const { role, ...body } = inner;
    const span = { start: inner.start, end: own.reduce((most, part) => Math.max(most, part.end), inner.end) };
    const made = to.make("redirected", span, [to.as("body", body), ...own]);
    return role ? to.as(role, made) : made;
  }, node);
}

/** Holds for a redirection behind which a pipeline or a list goes on. */
function goesOn(source: Syntax): boolean {
  return source.children.some(({ type }) => type === "pipeline") || inField(source, "right").length > 0;
}

/** What is written behind `<<EOF` on its line goes on with the command. */
function joinedTo(node: Node, source: Syntax, to: Lowering): Node {
  const pipeline = source.children.find(({ type }) => type === "pipeline");
  const [right] = inField(source, "right");
  const span = { start: node.start, end: Math.max(node.end, source.end) };
  if (pipeline) {
    const first = node.kind === "pipeline" ? node.children : [to.as("part", node)];
    return pipelineOf([...first, ...to.all("part", namedChildren(pipeline))], span, to);
  }
  if (!right) return node;
  const label = source.children.find(({ field }) => field === "operator")?.type ?? "";
  return to.make("binary", span, [to.as("left", node), ...to.all("right", [right])], { label });
}

function redirect(source: Syntax, to: Lowering): Node {
  const operator = source.children.find(({ named }) => !named);
  const [descriptor] = inField(source, "descriptor");
  const children = namedChildren(source).filter((child) => child !== descriptor);
  return to.make(
    "redirect",
    source,
    [
      ...(descriptor ? [to.as("descriptor", to.make("string", descriptor, [], { value: to.textOf(descriptor) }))] : []),
      ...to.all("target", children.slice(0, 1)),
    ],
    { label: operator?.type ?? "" },
  );
}

/** A text that is written down: known, if its mark is quoted or it has no holes. */
function heredoc(source: Syntax, to: Lowering): Node {
  const mark = source.children.find(({ type }) => type === "heredoc_start");
  const body = source.children.find(({ type }) => type === "heredoc_body");
  const end = source.children.find(({ type }) => type === "heredoc_end");
  const label = source.children.find(({ named }) => !named)?.type ?? "<<";
  const [descriptor] = inField(source, "descriptor");
  if (!mark || !body) return to.make("redirect", source, [], { label });
  // The grammar leaves white space before the first hole out of the body.
  const lineEnd = to.text.indexOf("\n", mark.end);
  const start = lineEnd < 0 || lineEnd >= body.end ? body.start : Math.min(body.start, lineEnd + 1);
  const span = { start, end: Math.max(start, end ? Math.min(body.end, end.start) : body.end) };
  const isQuoted = /["'\\]/.test(to.textOf(mark));
  const parts = isQuoted ? [] : textWithHoles(body, span, to);
  const isKnown = !parts.some((part) => part.label !== "piece");
  const text = isKnown
    ? to.make("string", span, [], { value: to.textOf(span) })
    : to.make("template", span, parts, { label: "heredoc" });
  return to.make(
    "redirect",
    source,
    [
      ...(descriptor ? [to.as("descriptor", to.make("string", descriptor, [], { value: to.textOf(descriptor) }))] : []),
      to.as("target", text),
    ],
    { label },
  );
}
