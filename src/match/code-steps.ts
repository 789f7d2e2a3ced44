import type { Role } from "#model/code.ts";
import type { Node } from "#model/document.ts";
import { partOf, withoutBraces } from "#match/code-pattern.ts";
import { bindText, type Binding } from "#match/binding.ts";
import { matchBareCall, matchDecorator } from "#match/decorator-steps.ts";
import { expansionsOf } from "#match/expansion.ts";
import type { Pattern, PatternItem, PatternPart, ShapePattern } from "#match/pattern.ts";
import type { MatchOptions } from "#match/match-options.ts";
import { matchTyped } from "#match/typed-steps.ts";
import type { Search } from "#match/search.ts";
import { statementIndex } from "#match/statement-index.ts";
import { isRegrouped, matchChain } from "#match/operator-steps.ts";
import { viewsOf } from "#match/views.ts";

type CodePattern = Pattern & { readonly type: "shape" | "chain" | "typed" | "statement-metavariable" };

/** Shows that a node of code is what a pattern asks for, or pushes what is left to be shown. */
export function matchShape(search: Search, pattern: CodePattern, node: Node, isRoot: boolean): boolean {
  switch (pattern.type) {
    case "statement-metavariable":
      return search.bind(pattern.name, () =>
        search.nodeBinding(node.kind === "expression-statement" ? (node.children[0] ?? node) : node),
      );
    case "typed":
      return matchTyped(search, pattern, node);
    case "chain":
      return chain(search, pattern.base, node);
    case "shape":
    default:
      return shape(search, pattern, node, isRoot);
  }
}

/** `x. ... .y`: the base, or what is called or read on it. */
function chain(search: Search, base: Pattern, node: Node): boolean {
  search.push({ type: "deep", body: base, pending: { head: node, tail: undefined }, below: receiverOf });
  return true;
}

function receiverOf(node: Node): readonly Node[] {
  const receiver = partOf(node, node.kind === "call" ? "callee" : "object");
  const isLink = node.kind === "call" || node.kind === "member" || node.kind === "index";
  return isLink && receiver ? [receiver] : [];
}

function shape(search: Search, pattern: ShapePattern, node: Node, isRoot: boolean): boolean {
  if (pattern.role !== undefined && pattern.role !== node.role) return false;
  const others = [
    ...viewsOf({ pattern, node, isRoot, options: search.options }),
    ...expansionsOf(pattern, node, search.semantics),
  ];
  search.fuel.spend(others.length);
  for (const other of others) search.orElse({ type: "node", pattern, node: other });
  const looksInto = search.options.looksIntoStatements && pattern.kind === "expression-statement";
  if (looksInto && (node.role === "statement" || node.role === "member")) return deepStatement(search, pattern, node);
  if (node.kind === "decorator") return decorator(search, pattern, node);
  if (node.kind !== pattern.kind || !agrees(pattern, node, search.options)) return false;
  if (pattern.kind === "binary" && isRegrouped(pattern, search.options)) return matchChain(search, pattern, node);
  if (pattern.names !== undefined && !search.bind(pattern.names, () => wordBinding(node))) return false;
  return parts(search, pattern, node);
}

function decorator(search: Search, pattern: ShapePattern, node: Node): boolean {
  if (pattern.kind === "call") return matchBareCall(search, pattern, node);
  return pattern.kind === "decorator" && matchDecorator(search, pattern, node);
}

/** A statement that is an expression looks for it in what the target's statement computes, but not in what decides. */
function deepStatement(search: Search, pattern: ShapePattern, node: Node): boolean {
  const body = pattern.parts[0]?.items[0];
  const expression = computedBy(node);
  if (!expression || !body || body.type === "dots" || body.type === "rest") return false;
  search.push({
    type: "deep",
    body,
    pending: { head: expression, tail: undefined },
    below: impliedParts,
    isRoot: true,
  });
  return true;
}

/** The expression that a statement computes. */
function computedBy(node: Node): Node | undefined {
  switch (node.kind) {
    case "expression-statement":
      return partOf(node, "expression");
    case "define":
    case "field":
    case "return":
      return node;
    default:
      return undefined;
  }
}

const implied: ReadonlyMap<string, readonly Role[]> = new Map([
  ["assign", ["target", "value"]],
  ["define", ["value"]],
  ["field", ["value"]],
  ["return", ["value"]],
  ["call", ["callee", "argument"]],
  ["await", ["value"]],
  ["yield", ["value"]],
  ["member", ["object"]],
  ["sequence", ["item"]],
  ["mapping", ["entry"]],
  ["pair", ["value"]],
  ["keyword-argument", ["value"]],
  ["spread", ["value"]],
  ["cast", ["expression"]],
  ["expression-statement", ["expression"]],
  ["simple-command", ["word"]],
  ["pipeline", ["part"]],
  ["background", ["expression"]],
  ["substitution", ["statement"]],
  ["template", ["part"]],
]);

/** What `&&` and `||` join where they join commands. */
const commands: ReadonlySet<string> = new Set(["simple-command", "pipeline", "subshell", "test-command", "block"]);

/** Semgrep's implicit depth: into values, arguments, receivers and containers, not into operators and functions. */
function impliedParts(node: Node): readonly Node[] {
  if (node.kind === "binary") return commands.has(partOf(node, "right")?.kind ?? "") ? node.children : [];
  const roles = implied.get(node.kind);
  return roles ? node.children.filter(({ role }) => role !== undefined && roles.includes(role)) : [];
}

/** Kinds whose label is a way of writing and makes no difference. */
const looseLabels: ReadonlySet<string> = new Set([
  "function",
  "define",
  "string",
  "cast",
  "import",
  "pair",
  "mapping",
  "block",
]);

function agrees(pattern: ShapePattern, node: Node, options: MatchOptions): boolean {
  if (pattern.kind === "function" && !isSuchFunction(pattern, node, options)) return false;
  if (pattern.kind === "define" && !options.letIsVar && pattern.label !== node.label) return false;
  if (pattern.value !== undefined && pattern.value !== node.value) return false;
  if (pattern.kind === "regex" && pattern.value === undefined && pattern.label === undefined) return true;
  if (pattern.kind === "variable" && pattern.label === undefined) return true;
  if (node.label === "concatenated") return pattern.label === undefined || pattern.label === node.label;
  return looseLabels.has(pattern.kind) || pattern.label === node.label;
}

/** A function without a name is a value; what declares a name is none. */
function isSuchFunction(pattern: ShapePattern, node: Node, options: MatchOptions): boolean {
  if (!options.arrowsAreFunctions && (pattern.label === "arrow") !== (node.label === "arrow")) return false;
  const hasName = pattern.parts.some(({ role }) => role === "name");
  const isDeclared = node.label === "declaration" || node.label === "method" || node.label === "constructor";
  return hasName || !isDeclared || !partOf(node, "name");
}

function parts(search: Search, pattern: ShapePattern, node: Node): boolean {
  for (let index = pattern.parts.length - 1; index >= 0; index--) {
    const part = pattern.parts[index]!;
    const children = node.children.filter(({ role }) => role === part.role).map((child) => withoutBraces(node, child));
    if (part.mayLack && children.length === 0) continue;
    if (part.role === "decorator" && search.options.ordersDecorators) {
      search.push({ type: "items", items: withGaps(part.items), at: 0, nodes: children, from: 0 });
      continue;
    }
    if (!pushPart(search, part, children, node)) return false;
  }
  return true;
}

/** More may stand between, before and after. */
function withGaps(items: readonly PatternItem[]): readonly PatternItem[] {
  return [{ type: "dots" }, ...items.flatMap((item): PatternItem[] => [item, { type: "dots" }])];
}

function pushPart(
  search: Search,
  { mode, items, isClosed }: PatternPart,
  children: readonly Node[],
  node: Node,
): boolean {
  switch (mode) {
    case "one":
    case "optional":
      return pushOne(search, items[0], children[0]) || isUnbound(items[0], children[0], node);
    case "subset": {
      const rest = items.find((item) => item.type === "rest");
      const members = items.filter((item): item is Pattern => item.type !== "dots" && item.type !== "rest");
      if (members.length > children.length || (isClosed && members.length < children.length)) return false;
      search.push({
        type: "members",
        items: members,
        rest: rest?.name,
        at: 0,
        nodes: children,
        from: 0,
        used: undefined,
      });
      return true;
    }
    case "arguments":
      return pushArguments(search, items, children);
    case "statements":
      return pushStatements(search, items, node);
    case "list":
    case "optional-list":
    default:
      search.push({ type: "items", items, at: 0, nodes: children, from: 0 });
      return true;
  }
}

function pushOne(search: Search, item: PatternItem | undefined, child: Node | undefined): boolean {
  if (!item || !child) return item === undefined ? child === undefined : item.type === "any";
  // A loop that declares its variable goes over the same things as one that does not.
  // `except E` catches what `except (E,)` does.
  const isTuple = item.type === "shape" && item.kind === "sequence" && item.label === "tuple";
  if (child.role === "type" && isTuple && child.kind !== "sequence") {
    const only: Node = { ...child, role: "item" };
    search.push({
      type: "node",
      pattern: item,
      node: { ...child, kind: "sequence", label: "tuple", children: [only] },
    });
    return true;
  }
  const declared =
    child.kind === "define" && !(item.type === "shape" && item.kind === "define") ? partOf(child, "target") : undefined;
  search.push({ type: "items", items: [item], at: 0, nodes: [declared ?? child], from: 0 });
  return true;
}

/** A handler that does not name what it catches catches it all the same. */
function isUnbound(item: PatternItem | undefined, child: Node | undefined, { kind }: Node): boolean {
  return kind === "catch" && child === undefined && item?.type === "metavariable";
}

/** Positional arguments in order, named ones in any; an ellipsis takes in both. */
function pushArguments(search: Search, items: readonly PatternItem[], children: readonly Node[]): boolean {
  const named = items.filter(isNamed) as readonly Pattern[];
  const positional = items.filter((item) => !isNamed(item));
  const isOpen = items.some(({ type }) => type === "dots");
  // What a rest binds is a stretch of the text, which the order of writing decides.
  if (items.some(({ type }) => type === "rest")) {
    search.push({ type: "items", items, at: 0, nodes: children, from: 0 });
    return true;
  }
  const namedChildren = children.filter(({ kind }) => kind === "keyword-argument");
  if (namedChildren.length < named.length || (!isOpen && namedChildren.length > named.length)) return false;
  const placed = children.filter(({ kind }) => kind !== "keyword-argument");
  search.push({
    type: "members",
    items: named,
    rest: undefined,
    at: 0,
    nodes: namedChildren,
    from: 0,
    used: undefined,
  });
  search.push({ type: "items", items: positional, at: 0, nodes: placed, from: 0 });
  return true;
}

function isNamed(item: PatternItem): boolean {
  return item.type === "shape" && item.kind === "keyword-argument";
}

/** All statements of a body; an ellipsis reaches into what lies within them. */
function pushStatements(search: Search, items: readonly PatternItem[], node: Node): boolean {
  const index = statementIndex(search.root);
  const range = index.rangeOf.get(node);
  if (!range) {
    // A node that the tree does not hold: a body without a block.
    const nodes = node.children.filter(({ role }) => role === "statement");
    search.push({ type: "items", items, at: 0, nodes, from: 0 });
    return true;
  }
  const isLoose = items.some(({ type }) => type === "dots");
  search.push({ type: "statements", items, at: 0, index, from: range.at, to: range.end, isOpen: isLoose, isLoose });
  return true;
}

/** The word that a node carries as its value: the name of a named argument. */
function wordBinding({ start, value }: Node): Binding {
  const text = String(value);
  return bindText(text, { start, end: start + text.length });
}
