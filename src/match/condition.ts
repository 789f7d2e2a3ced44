import type { Node } from "#model/document.ts";
import type { Condition, Formula, RuleLanguage } from "#model/rule.ts";
import type { Semantics } from "#model/semantics.ts";
import { type Binding, type Bindings } from "#match/binding.ts";
import { ComparisonError, parseComparison } from "#match/comparison.ts";
import { type Value, evaluate as evaluateComparison, toInt } from "#match/comparison-value.ts";
import { isHighEntropy } from "#match/entropy.ts";
import { evaluate } from "#match/formula.ts";
import { constantOf, unknownMeaning } from "#match/constants.ts";
import type { Fuel } from "#match/fuel.ts";
import { type CompileContext, compiledRegex, groupsOf, lazily, patternLeaf, shifted } from "#match/leaf.ts";
import { noNeeds } from "#match/needs.ts";
import { needsOfRegex } from "#match/regex-needs.ts";
import type { Range } from "#match/range.ts";
import { isCatastrophic } from "#match/redos.ts";
import { anchored, type Regex } from "#match/regex.ts";
import { firstMatch, regexTest } from "#match/regex-search.ts";
import { RuleError } from "#match/rule-error.ts";
import type { CompiledCondition, Guard, Subject, Term } from "#match/term.ts";

/** Compiles a formula for a place in a rule; handed in, since formulas hold conditions and conditions hold formulas. */
export type CompileFormula = (formula: Formula, where: string, context: CompileContext) => Term;

/** The condition holds, and binds nothing. */
const holds: readonly Bindings[] = [];

/** Compiles a condition; `where` is its path in the rule. */
export function compileCondition(
  condition: Condition,
  where: string,
  context: CompileContext,
  compileFormula: CompileFormula,
): CompiledCondition {
  switch (condition.type) {
    case "metavariable-regex":
      return regexCondition(condition, where, context);
    case "metavariable-comparison":
      return comparisonCondition(condition, where, context);
    case "metavariable-analysis":
      return analysisCondition(condition);
    case "metavariable-type":
      return typeCondition(condition, where, { ...context, language: condition.language ?? context.language });
    case "metavariable-pattern":
    default:
      return patternCondition(
        condition,
        where,
        { ...context, language: condition.language ?? context.language },
        compileFormula,
      );
  }
}

function regexCondition(
  { metavariable, regex: source, propagatesConstants }: Condition & { readonly type: "metavariable-regex" },
  where: string,
  context: CompileContext,
): CompiledCondition {
  const regex = lazily(context, () => compiledRegex(source, where, context, anchored));
  const textOf = (binding: Binding, semantics: Semantics) =>
    propagatesConstants ? String(constantIn(binding, semantics) ?? binding.text) : binding.text;
  const fits = remembering(regex);
  const isAllowed: Guard = (binding, semantics, fuel) => fits(textOf(binding, semantics), fuel);
  const test = ({ bindings }: Range, { semantics }: Subject, fuel: Fuel) => {
    const binding = bindings.get(metavariable);
    if (!binding) return undefined;
    const text = textOf(binding, semantics);
    const found = firstMatch(regex(), text, fuel);
    if (!found) return undefined;
    const isVerbatim = binding.span.end - binding.span.start === text.length;
    return [relocated(groupsOf(regex(), found, text), isVerbatim ? binding.span.start : undefined, binding)];
  };
  // What is put together from pieces, so that no piece says a word of the expression, is passed over.
  const needs = () => needsOfRegex(regex().tree);
  return { test, needs, guard: { metavariable, holds: isAllowed } };
}

/** UTF-16 units of a text up to which answers are remembered, and how many are before they are forgotten. */
const longestKnown = 120;
const mostKnown = 4000;

/** Whether an expression matches, remembered for short texts: names come again and again. Costs the same each time. */
function remembering(regex: () => Regex): (text: string, fuel: Fuel) => boolean {
  const known = new Map<string, { readonly isFound: boolean; readonly cost: number }>();
  return (text, fuel) => {
    if (text.length > longestKnown) return regexTest(regex(), text, fuel);
    const told = known.get(text);
    if (told) {
      fuel.spend(told.cost);
      return told.isFound;
    }
    const before = fuel.left;
    const isFound = regexTest(regex(), text, fuel);
    if (known.size >= mostKnown) known.clear();
    // A slice would keep the whole text that it is cut from.
    known.set(` ${text}`.slice(1), { isFound, cost: before - fuel.left });
    return isFound;
  };
}

/** Bindings of a text that a metavariable stands for, in the document's offsets: exact where the text is verbatim. */
function relocated(bindings: Bindings, base: number | undefined, outer: Binding): Bindings {
  const moved = new Map<string, Binding>();
  for (const [name, binding] of bindings) {
    moved.set(name, base === undefined ? { ...binding, span: outer.span } : shifted(binding, base));
  }
  return moved;
}

function comparisonCondition(
  condition: Condition & { readonly type: "metavariable-comparison" },
  where: string,
  context: CompileContext,
): CompiledCondition {
  const { metavariable, base, strip } = condition;
  if ((strip === true || base !== undefined) && metavariable === undefined) {
    throw new RuleError(context.ruleId, where, "'strip' and 'base' need 'metavariable'");
  }
  const expression = lazily(context, () => {
    try {
      return parseComparison(condition.comparison);
    } catch (error) {
      if (!(error instanceof ComparisonError)) throw error;
      const suggestion = "A comparison is written as in Python, over metavariables, numbers, texts and lists.";
      throw new RuleError(context.ruleId, where, error.message, suggestion);
    }
  });
  const test = ({ bindings }: Range, { semantics }: Subject, fuel: Fuel) => {
    const boundValue = (name: string) => {
      const binding = bindings.get(name);
      const value = binding && valueOf(binding, semantics);
      const isConverted = name === metavariable && (strip === true || base !== undefined);
      return value && isConverted ? toInt(strip ? stripped(value) : value, base) : value;
    };
    const result = evaluateComparison(expression(), boundValue, fuel);
    return result?.type === "bool" && result.value ? holds : undefined;
  };
  return { test, needs: () => noNeeds };
}

/** What is bound has one of the types. */
function typeCondition(
  { metavariable, types }: Condition & { readonly type: "metavariable-type" },
  where: string,
  context: CompileContext,
): CompiledCondition {
  const terms = types.map((type) => patternLeaf(`($_: ${type})`, where, context));
  const test = ({ bindings }: Range, subject: Subject, fuel: Fuel) => {
    const binding = bindings.get(metavariable);
    if (!binding?.node) return undefined;
    const { start, end } = binding.span;
    const part = { ...partOf(binding, subject), context: bindings };
    const isSuch = terms.some((term) => evaluate(term, part, fuel).some((at) => at.start === start && at.end === end));
    return isSuch ? holds : undefined;
  };
  return { test, needs: () => noNeeds };
}

/** What an analyzer says of the value of a string, or of the source of anything else. */
function analysisCondition({
  metavariable,
  analyzer,
}: Condition & { readonly type: "metavariable-analysis" }): CompiledCondition {
  const analyze = analyzer === "entropy" ? isHighEntropy : isCatastrophic;
  const test = ({ bindings }: Range, _subject: Subject, fuel: Fuel) => {
    const binding = bindings.get(metavariable);
    if (!binding) return undefined;
    const text = String(binding.value ?? binding.text);
    fuel.spend(1 + text.length);
    return analyze(text) ? holds : undefined;
  };
  return { test, needs: () => noNeeds };
}

/** The constant that a binding is, written down or known. */
function constantIn({ value, node }: Binding, semantics: Semantics): Binding["value"] {
  return value !== undefined && node?.kind !== "name" ? value : ((node && constantOf(node, semantics)) ?? value);
}

function valueOf(binding: Binding, semantics: Semantics): Value {
  return (
    valueOfConstant(constantIn(binding, semantics)) ??
    listOf(binding, semantics) ?? { type: "source", value: binding.text }
  );
}

function valueOfConstant(value: Binding["value"]): Value | undefined {
  if (typeof value === "number") return { type: Number.isSafeInteger(value) ? "int" : "float", value };
  if (typeof value === "boolean") return { type: "bool", value };
  return typeof value === "string" ? { type: "string", value } : undefined;
}

/** A list of constants. */
function listOf({ node, text }: Binding, semantics: Semantics): Value | undefined {
  if (node?.kind !== "sequence") return undefined;
  const items = node.children.map((item) => valueOfConstant(constantOf(item, semantics)));
  return items.every((item) => item !== undefined) ? { type: "list", value: items, text } : undefined;
}

function stripped(value: Value): Value {
  return value.type === "string" ? { type: "string", value: value.value.replace(/^["'`]+|["'`]+$/g, "") } : value;
}

function patternCondition(
  condition: Condition & { readonly type: "metavariable-pattern" },
  where: string,
  inner: CompileContext,
  compileFormula: CompileFormula,
): CompiledCondition {
  const { metavariable, language } = condition;
  const term = compileFormula(condition.formula, where, inner);
  const test = (range: Range, subject: Subject, fuel: Fuel) => {
    const binding = range.bindings.get(metavariable);
    if (!binding) return undefined;
    const nested = language ? contentOf(binding, language, inner) : partOf(binding, subject);
    if (!nested) return undefined;
    fuel.spend(1 + binding.text.length / 4);
    const found = evaluate(term, { ...nested, context: range.bindings }, fuel);
    if (found.length === 0) return undefined;
    return found.map(({ bindings }) => {
      const added = new Map([...bindings].filter(([name]) => !range.bindings.has(name)));
      return language ? relocated(withoutNodes(added), verbatimStart(binding, nested.text.text), binding) : added;
    });
  };
  return { test, needs: () => noNeeds };
}

/** What a metavariable stands for, as a part of the document it stands in. */
function partOf(binding: Binding, subject: Subject): Omit<Subject, "context"> {
  const { document, semantics } = subject;
  const isVerbatim = binding.span.end - binding.span.start === binding.text.length;
  const text = isVerbatim ? binding.text : document.text.slice(binding.span.start, binding.span.end);
  return {
    document,
    root: binding.node && asBody(binding.node),
    text: { text },
    base: binding.span.start,
    whole: binding.span,
    semantics,
  };
}

/** A statement is a body of one. */
function asBody(node: Node): Node {
  const { start, end, role } = node;
  return role === "statement" ? { kind: "block", start, end, children: [node] } : node;
}

/** The content of a bound string, read as a text of another language; undefined for what has no content. */
function contentOf(
  binding: Binding,
  language: RuleLanguage,
  { parsers, analyse }: CompileContext,
): Omit<Subject, "context"> | undefined {
  const isText = language === "generic" || language === "regex";
  const content = typeof binding.value === "string" ? binding.value : isText ? binding.text : undefined;
  if (content === undefined) return undefined;
  const whole = { start: 0, end: content.length };
  const document = parsers[isText ? "text" : language]("content", content);
  if (!isText && document.problems.some(({ kind }) => kind !== "duplicate-key")) return undefined;
  const semantics = isText ? unknownMeaning : analyse(document);
  return { document, root: isText ? undefined : document.root, text: { text: content }, base: 0, whole, semantics };
}

/** Nodes of a nested document mean nothing in the outer one. */
function withoutNodes(bindings: Bindings): Bindings {
  return new Map(
    Array.from(bindings, ([name, { span, text, value }]) => [
      name,
      { span, text, ...(value !== undefined && { value }) },
    ]),
  );
}

/** Where in the document the content of a binding starts, if it stands there as it is. */
function verbatimStart({ span, text, content }: Binding, inner: string): number | undefined {
  const at = content ? 0 : text.indexOf(inner);
  return at >= 0 && span.end - span.start === text.length ? span.start + at : undefined;
}
