import type { Document, Node, NodeKind } from "#model/document.ts";
import type { Span } from "#model/location.ts";
import { type Bindings, tagStart } from "#match/binding.ts";
import type { MatchOptions } from "#match/match-options.ts";
import type { Fuel } from "#match/fuel.ts";
import type { CodePattern } from "#match/code-pattern.ts";
import { calledName, callsOf, membersOf } from "#match/call-index.ts";
import { guardedPart, ruledOut } from "#match/guarded-part.ts";
import { Machine } from "#match/machine.ts";
import { nodeIndex, type NodeIndex, parentsOf } from "#match/node-index.ts";
import { partsOfPattern, type Pattern, type PatternItem } from "#match/pattern.ts";
import { anonymous, isMetavariable } from "#match/placeholder.ts";
import { isPossible } from "#match/possible.ts";
import type { Guards } from "#match/term.ts";
import type { Semantics } from "#model/semantics.ts";
import { isStatement, statementIndex } from "#match/statement-index.ts";
import { kindsSeenAs } from "#match/views.ts";
import { isWithin, type Stretches } from "#match/within.ts";

/** A place where a pattern matches, in one of the ways it does. */
export interface TreeMatch extends Span {
  /** Absent where several statements match together. */
  readonly node?: Node;
  readonly bindings: Bindings;
}

/** Where a pattern is looked for. */
export interface TreeSubject {
  readonly document: Document;
  /** The top of the tree, or of the part of it that is searched. */
  readonly root: Node;
  /** Bindings that hold from the start, with which the pattern's own must agree. */
  readonly bindings: Bindings;
  readonly semantics: Semantics;
  readonly options: MatchOptions;
  /** What is asked of what the pattern binds. */
  readonly guards?: Guards;
  /** Where all that is found must lie: within each of these. */
  readonly within?: readonly Stretches[];
}

/** Every way in which any node of the tree matches the pattern, in source order for each kind of node. */
export function matchTree(pattern: Pattern, subject: TreeSubject, fuel: Fuel): TreeMatch[] {
  const matches: TreeMatch[] = [];
  const stopsAtFirst = !binds(pattern);
  const machine = new Machine(subject, fuel);
  const { decorating } = nodeIndex(subject.root);
  const guarded = guardedPart(pattern, subject);
  const isRuledOut = guarded && ruledOut(guarded, { ...subject, fuel });
  for (const node of candidates(pattern, subject)) {
    if (!mayLie(node, subject)) continue;
    fuel.spend(1);
    if (isRuledOut?.(node)) continue;
    if (!isPossible(pattern, node) || !isWritten(node, subject.document) || isBrought(pattern, node)) continue;
    if (!subject.options.seesDecorators && (node.kind === "decorator" || decorating.has(node))) continue;
    const start = pattern.type === "tagged" ? tagStart(subject.document, node) : node.start;
    for (const { bindings } of machine.solve({ type: "node", pattern, node, isRoot: true }, stopsAtFirst))
      matches.push({ start, end: node.end, node, bindings });
  }
  return matches;
}

/** Every way in which statements of the tree match the pattern, from the first statement to the last one. */
export function matchCode(pattern: CodePattern, subject: TreeSubject, fuel: Fuel): TreeMatch[] {
  if (pattern.type === "node") return matchTree(pattern.pattern, subject, fuel);
  const matches: TreeMatch[] = [];
  const machine = new Machine(subject, fuel);
  const index = statementIndex(subject.root);
  const isLoose = pattern.items.some(({ type }) => type === "dots" || type === "rest");
  const ranges = [...index.rangeOf.entries()];
  for (const [holder, range] of ranges) {
    const statements = holder.children.filter(isStatement);
    for (const statement of statements) {
      if (!mayLie(statement, subject)) continue;
      const from = index.placeOf.get(statement)!.at;
      const goal = {
        type: "statements",
        items: pattern.items,
        at: 0,
        index,
        from,
        to: range.end,
        isOpen: true,
        isLoose,
        bodyEnd: statements.at(-1)!,
      } as const;
      for (const { bindings, last } of machine.solve(goal, false))
        matches.push({ start: statement.start, end: (last ?? statement).end, bindings });
    }
  }
  return matches;
}

/** Holds if what matches from a node on may lie where it must: it is never less than the node. */
function mayLie(node: Node, { within }: TreeSubject): boolean {
  return within === undefined || within.every((stretches) => isWithin(node, stretches));
}

/** The nodes that may match: those of the kind that the pattern's root asks for. */
function candidates(pattern: Pattern, { root, semantics, options }: TreeSubject): readonly Node[] {
  const index = nodeIndex(root);
  const name = options.knowsExpressions ? undefined : calledName(pattern);
  if (name !== undefined) return callsOf(name, root, semantics).filter((call) => isPossible(pattern, call));
  const kinds = kindsOf(pattern);
  const body = pattern.type === "deep" ? pattern.body : pattern;
  if (body.type === "shape" && body.kind === "assign" && !options.knowsExpressions)
    return assignments(root, index, pattern.type === "deep");
  if (!kinds) return isExpression(pattern) ? index.expressions : index.all;
  if (body === pattern && pattern.type === "shape" && pattern.kind === "member" && !options.knowsExpressions)
    return membersOf(root, semantics);
  const [only] = kinds;
  return kinds.length === 1 ? (index.byKind.get(only!) ?? []) : kinds.flatMap((kind) => index.byKind.get(kind) ?? []);
}

/** What assigns, definitions and fields among it; where a pattern looks into expressions, also those that hold one. */
function assignments(root: Node, { byKind, expressions }: NodeIndex, looksInto: boolean): readonly Node[] {
  const found = ["assign", "define", "field"].flatMap((kind) => byKind.get(kind as NodeKind) ?? []);
  if (!looksInto) return found;
  const parents = parentsOf(root);
  const around = new Set<Node>(found);
  for (const node of found) {
    for (let parent = parents.get(node); parent && !around.has(parent); parent = parents.get(parent))
      around.add(parent);
  }
  return [...(byKind.get("define") ?? []), ...expressions.filter((node) => around.has(node))];
}

const expressionTypes: ReadonlySet<Pattern["type"]> = new Set(["metavariable", "any", "deep", "chain", "typed"]);

/** Holds for patterns that say nothing of the kind of what they stand for: an expression is meant. */
function isExpression(pattern: Pattern): boolean {
  return expressionTypes.has(pattern.type);
}

/** Kinds of what is written between quotes. */
const writtenTexts: readonly NodeKind[] = ["template", "string", "module-name"];

function kindsOf(pattern: Pattern): readonly NodeKind[] | undefined {
  if (pattern.type === "shape") return kindsSeenAs(pattern.kind);
  if (pattern.type === "any-string" && (pattern.withHoles || pattern.isTemplate)) return writtenTexts;
  if (pattern.type === "unordered" && pattern.orSet) return [pattern.kind, "sequence"];
  if ("kind" in pattern) return pattern.type === "scalar" ? undefined : [pattern.kind];
  return undefined;
}

/** Holds for what an import names: it brings `a.b`, but that is no use of it. */
function isBrought(pattern: Pattern, { kind, role }: Node): boolean {
  const isPath = pattern.type === "shape" && pattern.kind === "member";
  return isPath && kind === "name" && (role === "name" || role === "alias");
}

/** Not what stands for nothing: the value of a key without one, the root of a text that could not be read. */
function isWritten(node: Node, { text }: Document): boolean {
  return node.kind !== "null" || /^(?:null|none|~)$/i.test(text.slice(node.start, Math.min(node.end, node.start + 5)));
}

/** Holds if the pattern holds a metavariable, so that more than one way to match tells more. */
function binds(pattern: Pattern): boolean {
  const stack: PatternItem[] = [pattern];
  for (let item = stack.pop(); item; item = stack.pop()) {
    if (bindsItself(item)) return true;
    stack.push(...partsOfPattern(item));
  }
  return false;
}

function bindsItself(item: PatternItem): boolean {
  switch (item.type) {
    case "rest":
    case "typed":
    case "statement-metavariable":
      return true;
    case "metavariable":
      return item.name !== anonymous;
    case "unordered":
      return item.rest !== undefined;
    case "tagged":
      return isMetavariable(item.tag.slice(1));
    default:
      return false;
  }
}
