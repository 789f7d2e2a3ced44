import { append } from "#model/append.ts";
import { type Binding, type Bindings, bindNode, bindText } from "#match/binding.ts";
import type { Fuel } from "#match/fuel.ts";
import { allOf, anyOf } from "#match/needs.ts";
import { type Range, intersect, subtract } from "#match/range.ts";
import type { CompiledCondition, Guards, Subject, Term } from "#match/term.ts";
import { stretchesOf } from "#match/within.ts";
import type { Document } from "#model/document.ts";
import type { Needs } from "#model/needs.ts";

/** The ranges at which a formula holds, in Semgrep's algebra of ranges. Recursive over the formula, whose depth is bounded. */
export function evaluate(term: Term, subject: Subject, fuel: Fuel): Range[] {
  switch (term.type) {
    case "leaf":
      return mayHold(term, subject) ? term.find(subject, fuel) : [];
    case "inside":
    case "anywhere":
      return evaluate(term.term, unasked(subject), fuel).map((range) => ({ ...range, kind: term.type }));
    case "any":
      return term.terms.flatMap((option) => evaluate(option, subject, fuel));
    case "all":
    default:
      return evaluateAll(term, subject, fuel);
  }
}

/** False if the formula holds nowhere in the document, as its names alone show. Recursive like `evaluate`. */
export function mayHold(term: Term, subject: Subject): boolean {
  switch (term.type) {
    case "leaf":
      return term.mayHold?.(subject) !== false;
    case "inside":
    case "anywhere":
      return mayHold(term.term, subject);
    case "any":
      return term.terms.some((option) => mayHold(option, subject));
    case "all":
    default:
      return term.positive.every((positive) => mayHold(positive, subject));
  }
}

/** What a text must hold for the formula to hold anywhere in it. */
export function needsOf(term: Term): Needs {
  switch (term.type) {
    case "leaf":
      return term.needs();
    case "inside":
    case "anywhere":
      return needsOf(term.term);
    case "any":
      return anyOf(term.terms.map(needsOf));
    case "all":
    default:
      return allOf([...term.positive.map(needsOf), ...term.conditions.map((condition) => condition.needs())]);
  }
}

type Conjunction = Term & { readonly type: "all" };

/** Positive terms first, surroundings after the others; then negations, conditions in order, and focus. */
function evaluateAll(term: Conjunction, subject: Subject, fuel: Fuel): Range[] {
  if (!mayHold(term, subject)) return [];
  const alone = unasked(subject);
  let ranges = positiveRanges(term, subject, fuel);
  for (const negative of term.negative) {
    if (ranges.length === 0) return [];
    ranges = subtract(ranges, evaluate(negative, alone, fuel), { fuel, semantics: subject.semantics });
  }
  const focused = focusOn(applyConditions(term.conditions, ranges, { subject: alone, fuel }), term.focus);
  const name = term.bindsAs;
  return name === undefined ? focused : focused.map((range) => named(range, name, subject.document));
}

/** The range with what it found bound to a name: the node, where one was found. */
function named(range: Range, name: string, document: Document): Range {
  const { start, end, node, bindings } = range;
  const binding = node ? bindNode(document, node) : bindText(document.text.slice(start, end), { start, end });
  return { ...range, bindings: new Map([...bindings, [name, binding]]) };
}

/** What is asked of what the conjunction binds: by its own conditions, and by the formula around it. */
function guardsOf({ conditions }: Conjunction, outer: Guards | undefined): Guards {
  const guards = new Map(outer);
  for (const { guard } of conditions)
    if (guard) guards.set(guard.metavariable, [...(guards.get(guard.metavariable) ?? []), guard.holds]);
  return guards;
}

/** The subject without what the formula around asks of what is found. */
function unasked(subject: Subject): Subject {
  const { guards: _guards, within: _within, ...alone } = subject;
  return alone;
}

/**
 * Where a term finds what another one surrounds, the bindings of the inner one count, and its place: only a term that
 * stands alone among surroundings is told what is asked of what it finds.
 */
function positiveRanges(term: Conjunction, subject: Subject, fuel: Fuel): Range[] {
  const alone = unasked(subject);
  if (term.positive.length === 0) return [{ ...subject.whole, kind: "plain", bindings: subject.context }];
  const found = new Map<Term, Range[]>();
  const surroundings: Range[][] = [];
  const [only, ...more] = term.positive.filter((positive) => !isInside(positive));
  // Where one finds nothing the others need not look: those that cost most come last, and surroundings before others.
  for (const positive of inTurn(term.positive)) {
    const isAsked = positive === only && more.length === 0;
    const own = isAsked ? asked(term, subject, surroundings) : alone;
    // That the names are there has been asked of all of them together.
    const ranges = positive.type === "leaf" ? positive.find(own, fuel) : evaluate(positive, own, fuel);
    if (ranges.length === 0) return [];
    found.set(positive, ranges);
    if (isSurrounding(ranges)) surroundings.push(ranges);
  }
  // In the order in which they are written: where a metavariable is bound depends on it.
  const written = term.positive.map((positive) => found.get(positive)!);
  const ordered = [...written.filter((ranges) => !isSurrounding(ranges)), ...written.filter(isSurrounding)];
  return ordered.reduce((left, right) => intersect(left, right, { fuel, semantics: subject.semantics }));
}

/** What the conjunction asks of what its only term finds that is no surrounding. */
function asked(term: Conjunction, subject: Subject, surroundings: readonly Range[][]): Subject {
  const guards = guardsOf(term, subject.guards);
  // What is in focus may lie where the whole does not.
  const outer = term.focus.length === 0 ? (subject.within ?? []) : [];
  const within = [...outer, ...surroundings.map(stretchesOf)];
  return { ...unasked(subject), ...(guards.size > 0 && { guards }), ...(within.length > 0 && { within }) };
}

function inTurn(positive: readonly Term[]): Term[] {
  const ranked = positive.map((term) => ({ term, rank: 2 * Number(hasSequence(term)) + Number(!isInside(term)) }));
  return ranked.sort((one, other) => one.rank - other.rank).map(({ term }) => term);
}

/** Holds if all that the formula finds is a surrounding. Recursive like `evaluate`. */
function isInside(term: Term): boolean {
  return term.type === "inside" || (term.type === "any" && term.terms.every(isInside));
}

/** Holds if somewhere in the formula statements in a row are looked for. Recursive like `evaluate`. */
function hasSequence(term: Term): boolean {
  switch (term.type) {
    case "leaf":
      return term.isSequence?.() === true;
    case "inside":
    case "anywhere":
      return hasSequence(term.term);
    case "any":
      return term.terms.some(hasSequence);
    case "all":
    default:
      return term.positive.some(hasSequence);
  }
}

function isSurrounding(ranges: readonly Range[]): boolean {
  return ranges[0]?.kind === "inside";
}

/** Conditions see what the patterns bound; what they bind themselves is added when all of them hold. */
function applyConditions(
  conditions: readonly CompiledCondition[],
  ranges: readonly Range[],
  { subject, fuel }: { readonly subject: Subject; readonly fuel: Fuel },
): Range[] {
  return ranges.flatMap((range) => {
    const added: Bindings[] = [];
    for (const condition of conditions) {
      fuel.spend(1);
      const further = condition.test(range, subject, fuel);
      if (!further) return [];
      append(
        added,
        further.filter((bindings) => bindings.size > 0),
      );
    }
    fuel.spend(added.length);
    return [range, ...added.map((more) => ({ ...range, bindings: new Map([...more, ...range.bindings]) }))];
  });
}

/** `focus-metavariable`: a list is a union, several statements narrow each other; the range is moved to what is bound. */
function focusOn(ranges: Range[], focus: Conjunction["focus"]): Range[] {
  return focus.reduce<Range[]>((focused, names) => {
    return focused.flatMap((range) => names.flatMap((name) => narrow(range, range.bindings.get(name))));
  }, ranges);
}

function narrow(range: Range, binding: Binding | undefined): Range[] {
  if (!binding) return [];
  const { start, end } = binding.span;
  if (start >= range.start && end <= range.end) {
    const { kind, bindings, confidence } = range;
    const node = binding.node && { node: binding.node };
    return [{ start, end, kind, bindings, ...node, ...(confidence && { confidence }) }];
  }
  return start <= range.start && end >= range.end ? [range] : [];
}
